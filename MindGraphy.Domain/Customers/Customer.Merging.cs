using System.Globalization;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Customers;

// Two files about one couple become one. The other row stays and points here, so that every old address still leads somewhere.
public sealed partial class Customer
{
    /// <summary>The fields of which one of two values stays when couples are merged, in the order of the screen.</summary>
    public static IReadOnlyList<CustomerField> MergeFields { get; } =
    [
        CustomerField.BrideName,
        CustomerField.GroomName,
        CustomerField.BridePhone,
        CustomerField.GroomPhone,
        CustomerField.Email,
        CustomerField.WeddingDate,
        CustomerField.WeddingTime,
        CustomerField.WeddingVenue,
        CustomerField.WishedType,
        CustomerField.SourceChannel,
        CustomerField.Notes,
        CustomerField.Manager,
        CustomerField.Referrer,
    ];

    /// <summary>Takes another couple's file into this one. Rows of other tables are the repository's to move.</summary>
    /// <param name="gone">The other; it points here afterwards.</param>
    /// <param name="taken">Fields whose value is the other's.</param>
    /// <param name="takesStatus">Whether the other's place on the board is taken.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">When.</param>
    /// <returns>Refused with <see cref="MergeWithItself"/> or <see cref="AlreadyMerged"/>.</returns>
    public Result Absorb(Customer gone, IReadOnlyCollection<CustomerField> taken, bool takesStatus, Actor actor, DateTimeOffset now)
    {
        if (gone.Id == Id)
        {
            return new MergeWithItself();
        }

        if (MergedIntoId is not null || gone.MergedIntoId is not null)
        {
            return new AlreadyMerged();
        }

        var values = gone.MergeValues();
        foreach (var field in MergeFields.Where(taken.Contains))
        {
            SetMergeValue(field.ToString(), values[field.ToString()], now);
        }

        if (takesStatus)
        {
            SetStatus(gone.LeadStatus, gone.CancelReason, gone.CancelNote, actor, now);
        }

        FirstResponseAt = gone.FirstResponseAt < FirstResponseAt ? gone.FirstResponseAt : FirstResponseAt ?? gone.FirstResponseAt;
        LastTouchedAt = now;
        gone.MergedIntoId = Id;
        return Result.Ok;
    }

    /// <summary>Gives back what a merge changed, field by field where nobody changed it since.</summary>
    /// <param name="gone">The couple that stands by itself again.</param>
    /// <param name="snapshot">How it was.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">When.</param>
    /// <returns>The fields that stay as they are, because somebody changed them since.</returns>
    public Result<IReadOnlyList<string>> Release(Customer gone, MergeSnapshot snapshot, Actor actor, DateTimeOffset now)
    {
        if (gone.MergedIntoId != Id)
        {
            return new MergeAlreadyUndone();
        }

        gone.MergedIntoId = null;
        var (current, stayed) = (MergeValues(), new List<string>());
        foreach (var (field, before) in snapshot.Kept)
        {
            if (snapshot.After[field] == before)
            {
                continue;
            }

            if (current[field] != snapshot.After[field])
            {
                stayed.Add(field);
            }
            else if (field == nameof(LeadStatus))
            {
                SetStatus(Enum.Parse<LeadStatus>(before!), snapshot.CancelReason, snapshot.CancelNote, actor, now);
                StatusChangedAt = snapshot.KeptStatusChangedAt ?? StatusChangedAt;
            }
            else
            {
                SetMergeValue(field, before, now);
            }
        }

        if (FirstResponseAt == gone.FirstResponseAt)
        {
            // The answer was the other couple's. One that was given since the merge is this one's own.
            FirstResponseAt = snapshot.KeptFirstResponseAt;
        }

        LastTouchedAt = now;
        return Result.Of<IReadOnlyList<string>>(stayed);
    }

    /// <summary>The values that a merge chooses between, as text, by field.</summary>
    public Dictionary<string, string?> MergeValues()
    {
        var details = Details;
        return MergeFields
            .ToDictionary(
                f => f.ToString(),
                f =>
                    f switch
                    {
                        CustomerField.Manager => AssignedManagerId?.ToString(),
                        CustomerField.Referrer => ReferrerId?.ToString(),
                        _ => details.Text(f),
                    }
            )
            .Append(new(nameof(LeadStatus), LeadStatus.ToString()))
            .ToDictionary();
    }

    private void SetMergeValue(string name, string? value, DateTimeOffset now)
    {
        switch (Enum.Parse<CustomerField>(name))
        {
            case CustomerField.Manager:
                AssignedManagerId = value is null ? null : Guid.Parse(value, CultureInfo.InvariantCulture);
                break;
            case CustomerField.Referrer:
                ReferrerId = value is null ? null : Guid.Parse(value, CultureInfo.InvariantCulture);
                break;
            case var field:
                Write(Details.With(field, value), now);
                _contacts.ForEach(c => c.Follow(this));
                break;
        }
    }

    private void SetStatus(LeadStatus status, string? reason, string? note, Actor actor, DateTimeOffset now)
    {
        if (status != LeadStatus)
        {
            _stages.Add(new StageChange(Id, LeadStatus, status, reason, actor.UserId, now));
            (LeadStatus, CancelReason, CancelNote, StatusChangedAt) = (status, reason, note, now);
        }
    }
}
