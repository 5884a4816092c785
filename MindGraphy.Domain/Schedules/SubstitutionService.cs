using System.Text.Json;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Domain.Schedules;

/// <summary>
/// Asks couples whether another photographer than the promised one is welcome, and keeps what they say: what Korean couples fear most is a
/// stranger on the day. The record itself is written where the crew changes.
/// </summary>
/// <param name="studio">Opens sessions.</param>
/// <param name="links">Makes the couple's links.</param>
/// <param name="messages">Says whether messages leave at all.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class SubstitutionService(IStudio studio, LinkService links, IMessageChannel messages, StudioClock clock)
{
    /// <summary>Template of the question to the couple.</summary>
    public const string AskTemplate = "photographer_changes";

    /// <summary>Template of their answer to the manager.</summary>
    public const string AnsweredTemplate = "photographer_answered";

    /// <summary>A project's substitutions, oldest first; empty for who may not see the calendar.</summary>
    public async Task<IReadOnlyList<SubstitutionRow>> OfAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        return await session.Schedules.SubstitutionsAsync(projectId, ct);
    }

    /// <summary>Writes to bride and groom, each with a link of their own that opens until the shoot is over. Asking again writes again.</summary>
    /// <returns>Refused as <see cref="Substitution.Ask"/> refuses, and with <see cref="SubstitutionNotFound"/>, <see cref="EditedElsewhere"/> or <see cref="NotAllowed"/>.</returns>
    public async Task<Result> AskAsync(Actor actor, Guid id, string? reason, uint expectedVersion, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (
            await session.Schedules.FindSubstitutionAsync(id, expectedVersion, ct) is not { } substitution
            || await session.Schedules.FindAsync(substitution.ScheduleId, ct: ct) is not { } shoot
            || await session.Projects.FindAsync(substitution.ProjectId, ct: ct) is not { } project
            || await session.Contracts.FindCoupleAsync(project.CustomerId, ct) is not { } couple
        )
        {
            return new SubstitutionNotFound();
        }

        var asked = substitution.Ask(reason, clock.Now);
        if (!asked.Succeeded)
        {
            return asked;
        }

        var settings = await session.SettingsAsync(ct);
        var known = await session.Links.OfAsync(LinkPurpose.Photographer, id, ct);
        var until = (shoot.EndTime > clock.Now ? shoot.EndTime : clock.Now).AddDays(1);
        foreach (var contact in couple.Contacts.Where(c => c.Role is ContactRole.Bride or ContactRole.Groom))
        {
            var link = known.LastOrDefault(l => l.ContactId == contact.Id && l.RevokedAt is null);
            link?.Extend(until);
            link ??= links.Issue(session, LinkPurpose.Photographer, id, couple.Id, contact.Id, until);
            var data = JsonSerializer.Serialize(
                new Dictionary<string, string>
                {
                    ["couple"] = couple.CoupleName,
                    ["signer"] = contact.Name,
                    ["studio"] = settings.Name(contact.Language == "ko"),
                    ["date"] = StudioFormat.Date(clock.DateOf(shoot.StartTime), ContractPapers.CultureOf(contact.Language)),
                    ["promised"] = substitution.PromisedName,
                    ["proposed"] = substitution.ProposedName,
                }
            );
            if (contact.Email is { } address)
            {
                Send(
                    session,
                    Notice.Email(
                        address,
                        contact.Language,
                        AskTemplate,
                        data,
                        clock.Now,
                        contactId: contact.Id,
                        customerId: couple.Id,
                        linkId: link.Id
                    )
                );
            }
            else if (messages.CanSend && Phone.TakesMessages(contact.Phone))
            {
                Send(session, Notice.Sms(contact.Phone!, contact.Language, AskTemplate, data, clock.Now, contact.Id, couple.Id, link.Id));
            }
        }

        session.Raise(new SubstitutionChanged(substitution.ProjectId));
        return await session.SaveAsync(ct);
    }

    /// <summary>The couple's links of a substitution they were asked about, for staff to copy into a messenger.</summary>
    public async Task<IReadOnlyList<SignerLink>> LinksAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Calendar))
        {
            return [];
        }

        await using var session = studio.Open(actor);
        if (
            await session.Schedules.FindSubstitutionAsync(id, null, ct) is not { } substitution
            || await session.Projects.FindAsync(substitution.ProjectId, ct: ct) is not { } project
            || await session.Contracts.FindCoupleAsync(project.CustomerId, ct) is not { } couple
        )
        {
            return [];
        }

        var names = couple.Contacts.ToDictionary(c => c.Id, c => c.Name);
        return
        [
            .. (await session.Links.OfAsync(LinkPurpose.Photographer, id, ct))
                .Where(l => l.RevokedAt is null && l.ContactId is not null)
                .Select(l => new SignerLink(l.ContactId!.Value, links.PathOf(l), l.ExpiresAt, l.IsOpen(clock.Now), l.LastUsedAt)
                {
                    Name = names.GetValueOrDefault(l.ContactId!.Value, ""),
                }),
        ];
    }

    /// <summary>Writes down what the couple said on the phone.</summary>
    /// <returns>Refused as <see cref="Substitution.Answer"/> refuses, and with <see cref="SubstitutionNotFound"/>, <see cref="EditedElsewhere"/> or <see cref="NotAllowed"/>.</returns>
    public async Task<Result> RecordAsync(
        Actor actor,
        Guid id,
        bool agrees,
        string? note,
        uint expectedVersion,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Calendar) || actor.UserId is not { } me)
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Schedules.FindSubstitutionAsync(id, expectedVersion, ct) is not { } substitution)
        {
            return new SubstitutionNotFound();
        }

        var answered = substitution.Answer(agrees, note, null, me, null, clock.Now);
        if (!answered.Succeeded)
        {
            return answered;
        }

        session.Raise(new SubstitutionChanged(substitution.ProjectId));
        return await session.SaveAsync(ct);
    }

    /// <summary>What the couple reads.</summary>
    /// <returns>Refused with <see cref="SubstitutionNotFound"/>, also for another couple's.</returns>
    public async Task<Result<SubstitutionSheet>> ReadAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        if (actor.CustomerId is not { } couple)
        {
            return new SubstitutionNotFound();
        }

        await using var session = studio.Open(actor);
        return await session.Schedules.SubstitutionSheetAsync(id, couple, ct) is { } sheet ? sheet : new SubstitutionNotFound();
    }

    /// <summary>The couple answers on their page. The same answer again changes nothing; the other one after a no is taken.</summary>
    /// <returns>Refused as <see cref="Substitution.Answer"/> refuses, and with <see cref="SubstitutionNotFound"/>, also for another couple's.</returns>
    public async Task<Result> AnswerAsync(Actor actor, Guid id, bool agrees, string? note, string? ip, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (
            actor is not { CustomerId: { } coupleId, ContactId: { } contact }
            || await session.Schedules.SubstitutionSheetAsync(id, coupleId, ct) is null
            || await session.Schedules.FindSubstitutionAsync(id, null, ct) is not { } substitution
            || await session.Contracts.FindCoupleAsync(coupleId, ct) is not { } couple
        )
        {
            return new SubstitutionNotFound();
        }

        var (stood, answered) = (substitution.Status, substitution.Answer(agrees, note, contact, null, ip, clock.Now));
        if (!answered.Succeeded || substitution.Status == stood)
        {
            return answered;
        }

        if (await ContractNotices.StaffAsync(session, couple, ct) is var (manager, address))
        {
            var data = new Dictionary<string, string>
            {
                ["couple"] = couple.CoupleName,
                ["signer"] = couple.Contacts.FirstOrDefault(c => c.Id == contact)?.Name ?? "",
                ["promised"] = substitution.PromisedName,
                ["proposed"] = substitution.ProposedName,
                ["answer"] = Words.Of(substitution.Status, ContractPapers.CultureOf("ko")),
                ["reason"] = substitution.AnswerNote ?? "-",
                ["link"] = $"/studio/projects/{substitution.ProjectId}",
            };
            Send(
                session,
                Notice.Email(
                    address,
                    "ko",
                    AnsweredTemplate,
                    JsonSerializer.Serialize(data),
                    clock.Now,
                    recipientId: manager,
                    customerId: couple.Id
                )
            );
        }

        session.Raise(new SubstitutionChanged(substitution.ProjectId));
        return await session.SaveAsync(ct);
    }

    private static void Send(IStudioSession session, Notice notice)
    {
        session.Notices.Add(notice);
        session.Enqueue(new SendNotice(notice.Id));
    }
}
