using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Cards;

/// <summary>The cards of a project changed.</summary>
/// <param name="ProjectId">Whose.</param>
public sealed record CardsChanged(Guid ProjectId) : IStudioEvent;

/// <summary>A card in the ledger.</summary>
/// <param name="Id">The card.</param>
/// <param name="Details">What stands in it.</param>
/// <param name="Photographer">The photographer's name.</param>
/// <param name="AlbumId">The album it was uploaded to.</param>
/// <param name="Folder">Its folder there.</param>
/// <param name="Stored">What lies in the store of it; null where it is not linked.</param>
/// <param name="Copies">Copies that people compared, the first one first.</param>
/// <param name="FormattedAt">When it was formatted.</param>
/// <param name="FormattedBy">Who did.</param>
/// <param name="Version">Hand it back with a change.</param>
public sealed record CardRow(
    Guid Id,
    CardDetails Details,
    string? Photographer,
    Guid? AlbumId,
    string Folder,
    StoredCard? Stored,
    IReadOnlyList<CardCopyRow> Copies,
    DateTimeOffset? FormattedAt,
    string? FormattedBy,
    uint Version
)
{
    /// <summary>Verified copies.</summary>
    public int Verified => MemoryCard.CopiesWith(Copies.Count, Details.FileCount, Details.Bytes, Stored);

    /// <summary>The store holds all of it.</summary>
    public bool IsStored => MemoryCard.IsWhole(Details.FileCount, Details.Bytes, Stored);

    /// <summary>It may be formatted.</summary>
    public bool IsSafe => Verified >= MemoryCard.CopiesNeeded;
}

/// <summary>A copy in the ledger.</summary>
/// <param name="Id">The copy.</param>
/// <param name="Place">Where.</param>
/// <param name="By">Who compared it.</param>
/// <param name="At">When.</param>
public sealed record CardCopyRow(Guid Id, string Place, string By, DateTimeOffset At);

/// <summary>The cards of one shoot.</summary>
/// <param name="ShootId">The shoot.</param>
/// <param name="Start">Its begin.</param>
/// <param name="Type">What happens.</param>
/// <param name="Crew">Who photographs there.</param>
/// <param name="Cards">By label.</param>
public sealed record ShootCards(
    Guid ShootId,
    DateTimeOffset Start,
    Schedules.ScheduleType Type,
    IReadOnlyList<(Guid Id, string Name)> Crew,
    IReadOnlyList<CardRow> Cards
);

/// <summary>A folder that a card may have been uploaded to.</summary>
/// <param name="AlbumId">The album.</param>
/// <param name="Album">Its name; null for one that has none of its own.</param>
/// <param name="Type">What the album holds.</param>
/// <param name="Folder">The folder; empty for the whole album.</param>
/// <param name="Held">What lies there.</param>
public sealed record CardFolder(Guid AlbumId, string? Album, Photos.AlbumType Type, string Folder, StoredCard Held);

/// <summary>No such card.</summary>
public sealed record CardNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>Another card of the project was said to lie there already: the same files would count as a copy of both.</summary>
/// <param name="Label">What is written on the other one.</param>
public sealed record CardFolderTaken(string Label) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Label];
}

/// <summary>A card that was formatted is not written any more.</summary>
public sealed record CardFormatted() : Refusal(RefusalKind.Conflict);

/// <summary>Too few verified copies: formatting it now could lose what is on it.</summary>
/// <param name="Copies">Verified copies.</param>
/// <param name="Needed">As many as it takes.</param>
public sealed record CardNotSafe(int Copies, int Needed) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Copies, Needed];
}

/// <summary>No files, no bytes, or more than a card holds.</summary>
/// <param name="Where">The field.</param>
/// <param name="Most">The most.</param>
public sealed record CardCountOutOfRange(string Where, long Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];

    /// <inheritdoc/>
    public override string? Field => Where;
}
