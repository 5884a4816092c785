using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Schedules;

/// <summary>What the couple said to another photographer (<c>substitutions.status</c>).</summary>
public enum SubstitutionStatus
{
    /// <summary>Nothing yet.</summary>
    Proposed,

    /// <summary>They agree.</summary>
    Agreed,

    /// <summary>They don't.</summary>
    Declined,

    /// <summary>The promised photographer comes after all, or somebody else again.</summary>
    Withdrawn,
}

/// <summary>The legal moves of a substitution.</summary>
public static class SubstitutionFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<SubstitutionStatus> Moves = new(
        new(SubstitutionStatus.Proposed, SubstitutionStatus.Agreed),
        new(SubstitutionStatus.Proposed, SubstitutionStatus.Declined),
        new(SubstitutionStatus.Proposed, SubstitutionStatus.Withdrawn, MoveBy.Fact),
        new(SubstitutionStatus.Declined, SubstitutionStatus.Agreed),
        new(SubstitutionStatus.Declined, SubstitutionStatus.Withdrawn, MoveBy.Fact),
        new(SubstitutionStatus.Agreed, SubstitutionStatus.Withdrawn, MoveBy.Fact),
        // A change of the crew was a slip and is taken back: what the couple had said counts as it did.
        new(SubstitutionStatus.Withdrawn, SubstitutionStatus.Proposed, MoveBy.Fact),
        new(SubstitutionStatus.Withdrawn, SubstitutionStatus.Agreed, MoveBy.Fact),
        new(SubstitutionStatus.Withdrawn, SubstitutionStatus.Declined, MoveBy.Fact)
    );
}

/// <summary>
/// Another photographer than the one the couple was promised (<c>substitutions</c>): who was promised, who was proposed and why, what the
/// couple said, when and how. Who came stands in <c>schedule_assignments</c>. Names are kept as they were told.
/// </summary>
public sealed class Substitution
{
    private Substitution() { }

    internal Substitution(
        Guid projectId,
        Guid scheduleId,
        (Guid Id, string Name) promised,
        (Guid Id, string Name) proposed,
        string? reason,
        Guid? by,
        DateTimeOffset now
    )
    {
        (Id, ProjectId, ScheduleId, Reason, ProposedById, CreatedAt) = (Ids.New(), projectId, scheduleId, reason, by, now);
        (PromisedPersonId, PromisedName, ProposedPersonId, ProposedName) = (promised.Id, promised.Name, proposed.Id, proposed.Name);
    }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>The shoot.</summary>
    public Guid ScheduleId { get; private init; }

    /// <summary>Who was promised: the contract's photographer, or who stood there before.</summary>
    public Guid PromisedPersonId { get; private init; }

    /// <summary>Their name as the couple knows it.</summary>
    public string PromisedName { get; private init; } = "";

    /// <summary>Who is to come.</summary>
    public Guid ProposedPersonId { get; private init; }

    /// <summary>Their name.</summary>
    public string ProposedName { get; private init; } = "";

    /// <summary>Why, as the couple reads it; null until somebody says.</summary>
    public string? Reason { get; private set; }

    /// <summary>How far it is.</summary>
    public SubstitutionStatus Status { get; private set; }

    /// <summary>Who changed the crew.</summary>
    public Guid? ProposedById { get; private init; }

    /// <summary>When the couple was written to; null while it was not.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>When the couple answered.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Which of the couple's people answered on their page; null where staff wrote it down.</summary>
    public Guid? AnsweredByContactId { get; private set; }

    /// <summary>Who of staff wrote the answer down, after a call; null where the couple answered on their page.</summary>
    public Guid? RecordedById { get; private set; }

    /// <summary>What they said with it.</summary>
    public string? AnswerNote { get; private set; }

    /// <summary>The address the answer came from.</summary>
    public string? AnswerIp { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The row's version.</summary>
    public uint Version { get; private set; }

    /// <summary>The couple is asked.</summary>
    /// <returns>Refused with <see cref="SubstitutionDecided"/>, <see cref="FieldRequired"/> or <see cref="FieldTooLong"/>.</returns>
    public Result Ask(string? reason, DateTimeOffset now)
    {
        if (Status != SubstitutionStatus.Proposed)
        {
            return new SubstitutionDecided(Status);
        }

        var why = StudioText.Clean(reason);
        if (why is null)
        {
            return new FieldRequired(nameof(Reason));
        }

        if (why.Length > Shoot.ReasonMaxLength)
        {
            return new FieldTooLong(nameof(Reason), Shoot.ReasonMaxLength);
        }

        (Reason, AskedAt) = (why, now);
        return Result.Ok;
    }

    /// <summary>The couple's answer, on their page (a contact) or told to staff (a recorder). The same answer again changes nothing.</summary>
    /// <returns>Refused with <see cref="SubstitutionDecided"/> or <see cref="FieldTooLong"/>.</returns>
    public Result Answer(bool agrees, string? note, Guid? contactId, Guid? recordedBy, string? ip, DateTimeOffset now)
    {
        var next = agrees ? SubstitutionStatus.Agreed : SubstitutionStatus.Declined;
        if (Status == next)
        {
            return Result.Ok;
        }

        if (!SubstitutionFlow.Moves.AllowsByHand(Status, next))
        {
            return new SubstitutionDecided(Status);
        }

        var words = StudioText.Clean(note, multiline: true);
        if (words?.Length > Shoot.ReasonMaxLength)
        {
            return new FieldTooLong("Note", Shoot.ReasonMaxLength);
        }

        (Status, AnsweredAt, AnsweredByContactId, RecordedById) = (next, now, contactId, recordedBy);
        (AnswerNote, AnswerIp) = (words, ip);
        return Result.Ok;
    }

    /// <summary>The fact that the crew is another one now.</summary>
    internal void Withdraw() => Status = SubstitutionStatus.Withdrawn;

    /// <summary>The fact that the crew is again the one the couple was asked about: the change that withdrew it was a slip.</summary>
    /// <param name="was">How far it was. An answer that was never given is not made up.</param>
    /// <returns>Whether it stands again.</returns>
    internal bool Revive(SubstitutionStatus was)
    {
        if (!SubstitutionFlow.Moves.Allows(Status, was) || (was == SubstitutionStatus.Proposed) != (AnsweredAt is null))
        {
            return false;
        }

        Status = was;
        return true;
    }
}

/// <summary>No such substitution, or none that the asker may see.</summary>
public sealed record SubstitutionNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>It is answered, or no longer asked.</summary>
public sealed record SubstitutionDecided(SubstitutionStatus Status) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Status];
}
