using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Imports;

/// <summary>What an export is written as.</summary>
public enum ExportFormat
{
    /// <summary>Text that every program reads.</summary>
    Csv,

    /// <summary>Excel.</summary>
    Xlsx,
}

/// <summary>Couples were taken out (<c>exports</c>): who, when, from where, which and why. Never changed but for the number of rows.</summary>
public sealed class ExportRecord
{
    private ExportRecord() { }

    /// <summary>Records an export before its first row leaves.</summary>
    public ExportRecord(Guid? userId, ExportFormat format, string filter, string reason, string? ip, DateTimeOffset now)
    {
        (Id, UserId, Format, Filter, Reason, Ip, CreatedAt) = (Ids.New(), userId, format, filter, reason, ip, now);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who.</summary>
    public Guid? UserId { get; private init; }

    /// <summary>As what.</summary>
    public ExportFormat Format { get; private init; }

    /// <summary>Which couples: the list's address.</summary>
    public string Filter { get; private init; } = "";

    /// <summary>Why, at most <see cref="Customer.ReasonMaxLength"/>.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>From which address.</summary>
    public string? Ip { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Rows that left; null where it broke off.</summary>
    public int? RowCount { get; private set; }

    /// <summary>The last row left.</summary>
    public void Finish(int rows) => RowCount = rows;
}

/// <summary>A couple as it leaves.</summary>
public sealed record ExportedCouple(
    string BrideName,
    string GroomName,
    string? BridePhone,
    string? GroomPhone,
    string? Email,
    DateOnly? WeddingDate,
    TimeOnly? WeddingTime,
    string? WeddingVenue,
    string? SourceChannel,
    LeadStatus Status,
    string? ManagerName,
    DateTimeOffset CreatedAt,
    string? PostalCode,
    string? Address,
    string? Notes
);

/// <summary>Exports and what they read.</summary>
public interface IExportRepository
{
    /// <summary>Records an export.</summary>
    void Add(ExportRecord record);

    /// <summary>A record; null where there is none.</summary>
    Task<ExportRecord?> FindAsync(Guid id, CancellationToken ct = default);

    /// <summary>Couples of the list's filter, newest first, one by one: a hundred thousand take no more memory than one.</summary>
    IAsyncEnumerable<ExportedCouple> ReadAsync(CustomerFilter filter, CancellationToken ct = default);
}

/// <summary>Takes couples out.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class ExportService(IStudio studio, StudioClock clock)
{
    /// <summary>Records who takes out what and why; without it nothing leaves.</summary>
    /// <returns>The record; refused with <see cref="NotAllowed"/>, <see cref="ExportReasonRequired"/> or <see cref="FieldTooLong"/>.</returns>
    public async Task<Result<Guid>> BeginAsync(
        Actor actor,
        ExportFormat format,
        string filter,
        string? reason,
        string? ip,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Export) || !actor.May(Rights.Leads))
        {
            return new NotAllowed();
        }

        if (StudioText.Clean(reason) is not { } why)
        {
            return new ExportReasonRequired();
        }

        if (why.Length > Customer.ReasonMaxLength)
        {
            return new FieldTooLong("Reason", Customer.ReasonMaxLength);
        }

        await using var session = studio.Open(actor);
        var record = new ExportRecord(actor.UserId, format, StudioText.Cut(filter, 1000) ?? "", why, ip, clock.Now);
        session.Exports.Add(record);
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? record.Id : saved.Refusal;
    }

    /// <summary>Reads the couples of a recorded export; at the end the record says how many left.</summary>
    public async IAsyncEnumerable<ExportedCouple> ReadAsync(
        Actor actor,
        Guid exportId,
        CustomerFilter filter,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Export))
        {
            yield break;
        }

        var rows = 0;
        await using (var session = studio.Open(actor))
        {
            await foreach (var couple in session.Exports.ReadAsync(filter, ct))
            {
                rows++;
                yield return couple;
            }
        }

        await using var ending = studio.Open(Actor.System);
        if (await ending.Exports.FindAsync(exportId, ct) is { } record)
        {
            record.Finish(rows);
            await ending.SaveAsync(ct);
        }
    }
}
