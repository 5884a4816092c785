using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Editing;

/// <summary>How a couple wants to look, for whoever retouches (<c>editing_briefs</c>). One per project: every job of theirs is done by it.</summary>
public sealed class EditingBrief
{
    /// <summary>Most characters of each part.</summary>
    public const int TextMaxLength = 1000;

    private EditingBrief() { }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>Tone and style.</summary>
    public string? Style { get; private set; }

    /// <summary>Skin.</summary>
    public string? Skin { get; private set; }

    /// <summary>Face and body.</summary>
    public string? Body { get; private set; }

    /// <summary>What is never to be done.</summary>
    public string? DoNot { get; private set; }

    /// <summary>Counts how often it was written: what a screen hands back.</summary>
    public int Revision { get; private set; }

    /// <summary>Who wrote it last.</summary>
    public Guid? UpdatedById { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>What is read.</summary>
    public BriefText Text => new(Style, Skin, Body, DoNot, Revision);

    /// <summary>Writes it as a whole, from what the screen showed. Call under its row's lock.</summary>
    /// <returns>Refused with <see cref="EditedElsewhere"/> or <see cref="FieldTooLong"/>.</returns>
    public Result Write(BriefText draft, Guid? byUserId, DateTimeOffset now)
    {
        if (draft.Revision != Revision)
        {
            return new EditedElsewhere();
        }

        var parts = new[]
        {
            (nameof(Style), draft.Style),
            (nameof(Skin), draft.Skin),
            (nameof(Body), draft.Body),
            (nameof(DoNot), draft.DoNot),
        }
            .Select(p => (Field: p.Item1, Text: StudioText.Clean(p.Item2, multiline: true)))
            .ToList();
        if (parts.Find(p => p.Text?.Length > TextMaxLength) is { Field: { } tooLong })
        {
            return new FieldTooLong(tooLong, TextMaxLength);
        }

        (Style, Skin, Body, DoNot) = (parts[0].Text, parts[1].Text, parts[2].Text, parts[3].Text);
        (Revision, UpdatedById, UpdatedAt) = (Revision + 1, byUserId, now);
        return Result.Ok;
    }
}

/// <summary>A brief as it is read and written.</summary>
/// <param name="Style">Tone and style.</param>
/// <param name="Skin">Skin.</param>
/// <param name="Body">Face and body.</param>
/// <param name="DoNot">What is never to be done.</param>
/// <param name="Revision">How often it was written when this was read.</param>
public sealed record BriefText(string? Style, string? Skin, string? Body, string? DoNot, int Revision)
{
    /// <summary>Nothing was written.</summary>
    public static BriefText None { get; } = new(null, null, null, null, 0);

    /// <summary>Whether there is anything to read.</summary>
    public bool IsEmpty => Style is null && Skin is null && Body is null && DoNot is null;
}
