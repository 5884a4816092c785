using System.Globalization;
using System.Text.Json;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Domain.Editing;

/// <summary>The messages that a round of changes causes after it was sent, as rows of the causing transaction.</summary>
internal static class RevisionNotices
{
    /// <summary>The couple answered, or its silence was taken for a yes; to the studio.</summary>
    public const string Answered = "review_answered";

    /// <summary>Every wish was answered; to the couple.</summary>
    public const string Done = "review_done";

    /// <summary>The studio closed the round before they answered; to the couple.</summary>
    public const string Closed = "review_closed";

    /// <summary>The last day is near; to the couple.</summary>
    public const string Reminder = "review_reminder";

    /// <summary>The last day passed, and nobody had opened the page; to the studio.</summary>
    public const string NotOpened = "review_unheard";

    /// <summary>A round was asked for by phone, and nobody billed it; to the studio.</summary>
    public const string ByPhone = "round_by_phone";

    /// <summary>Why a round that was to be billed stands in no payment plan.</summary>
    public const string NotPriced = "계약에 포함된 횟수를 넘지만 금액이 결제 일정에 들어가지 못했습니다. 계약에서 직접 더해 주세요.";

    /// <summary>Tells the couple's manager, else the studio, that nobody opened a round until its last day, so that nothing was approved.</summary>
    public static async Task UnheardAsync(
        IStudioSession session,
        EditingJob job,
        RevisionRound round,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (
            await session.Proofs.StartAsync(round.ProjectId, Guid.Empty, ct) is not { } start
            || await session.Contracts.FindCoupleAsync(start.CustomerId, ct) is not { } customer
            || await ContractNotices.StaffAsync(session, customer, ct) is not var (manager, address)
        )
        {
            return;
        }

        var data = new Dictionary<string, string>
        {
            ["couple"] = start.CoupleName,
            ["studio"] = (await session.SettingsAsync(ct)).Name(true),
            ["number"] = round.Number.ToString(CultureInfo.InvariantCulture),
            ["count"] = round.Requests.Count.ToString(CultureInfo.InvariantCulture),
            ["link"] = $"/studio/editing/{job.Id}",
        };
        Add(
            session,
            Notice.Email(
                address,
                "ko",
                NotOpened,
                JsonSerializer.Serialize(data),
                clock.Now,
                recipientId: manager,
                customerId: start.CustomerId
            )
        );
    }

    /// <summary>Tells the couple's manager, else the studio, of a round that was asked for by phone and that nobody billed.</summary>
    public static async Task ByPhoneAsync(
        IStudioSession session,
        EditingJob job,
        RevisionTerms terms,
        string what,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (
            await session.Proofs.StartAsync(job.ProjectId, Guid.Empty, ct) is not { } start
            || await session.Contracts.FindCoupleAsync(start.CustomerId, ct) is not { } customer
            || await ContractNotices.StaffAsync(session, customer, ct) is not var (manager, address)
        )
        {
            return;
        }

        var data = new Dictionary<string, string>
        {
            ["couple"] = start.CoupleName,
            ["studio"] = (await session.SettingsAsync(ct)).Name(true),
            ["number"] = terms.Next.ToString(CultureInfo.InvariantCulture),
            ["included"] = terms.Included.ToString(CultureInfo.InvariantCulture),
            ["what"] = what,
            ["link"] = $"/studio/editing/{job.Id}",
        };
        Add(
            session,
            Notice.Email(
                address,
                "ko",
                ByPhone,
                JsonSerializer.Serialize(data),
                clock.Now,
                recipientId: manager,
                customerId: start.CustomerId
            )
        );
    }

    /// <summary>Why a round beyond the contract that the couple sent stands in no payment plan: there was no price on its page, or the contract took no line.</summary>
    private static string Unbilled(RevisionRound round) =>
        round.ExtraWon is null
            ? "계약에 포함된 횟수를 넘지만 추가 금액이 정해져 있지 않아 청구하지 않았습니다. 커플에게 비용을 먼저 안내해 주세요."
            : NotPriced;

    /// <summary>Why a round that was written down by who sees no prices stands in no payment plan.</summary>
    public static string Unbilled(RevisionTerms terms) =>
        terms.IsExtra
            ? "계약에 포함된 횟수를 넘지만 금액을 보고 기록한 것이 아니어서 청구하지 않았습니다. 청구하려면 계약에서 더해 주세요."
            : "계약에 포함된 재수정입니다.";

    /// <summary>Tells the job's editor and the couple's manager, else the studio, what the couple said; who is both once.</summary>
    public static async Task ToStudioAsync(
        IStudioSession session,
        EditingJob job,
        RevisionRound round,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (
            await session.Proofs.StartAsync(round.ProjectId, Guid.Empty, ct) is not { } start
            || await session.Contracts.FindCoupleAsync(start.CustomerId, ct) is not { } customer
        )
        {
            return;
        }

        var receivers = new List<(Guid? UserId, string Address)>();
        if (await ContractNotices.StaffAsync(session, customer, ct) is { } staff)
        {
            receivers.Add(staff);
        }

        if (
            job.AssignedEditorId is { } editor
            && receivers.TrueForAll(r => r.UserId != editor)
            && await session.Contracts.StaffAddressAsync(editor, ct) is { } address
        )
        {
            receivers.Add((editor, address));
        }

        var changes = round.Requests.Count(r => r.Wish == RevisionWish.Change);
        var data = new Dictionary<string, string>
        {
            ["couple"] = start.CoupleName,
            ["studio"] = (await session.SettingsAsync(ct)).Name(true),
            ["number"] = round.Number.ToString(CultureInfo.InvariantCulture),
            ["approved"] = (round.Requests.Count - changes).ToString(CultureInfo.InvariantCulture),
            ["changes"] = changes.ToString(CultureInfo.InvariantCulture),
            ["what"] = !round.BySilence
                ? changes > 0 && round is { IsExtra: true, IsPriced: false }
                    ? Unbilled(round)
                    : ""
                : changes > 0 && round.IsExtra
                    ? "기한까지 답이 없어 남은 사진을 확정으로 처리했습니다. 계약에 포함된 재수정을 넘는 요청이지만 커플이 직접 보낸 것이 아니어서 청구하지 않았습니다. 청구하려면 계약에서 더해 주세요."
                    : "기한까지 답이 없어 남은 사진을 확정으로 처리했습니다.",
            ["link"] = $"/studio/editing/{job.Id}",
        };
        foreach (var (userId, to) in receivers)
        {
            Add(
                session,
                Notice.Email(
                    to,
                    "ko",
                    Answered,
                    JsonSerializer.Serialize(data),
                    clock.Now,
                    recipientId: userId,
                    customerId: start.CustomerId
                )
            );
        }
    }

    /// <summary>Writes to everybody of the couple whose link opens and who has an address.</summary>
    public static async Task ToCoupleAsync(
        IStudioSession session,
        string template,
        RevisionRound round,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (await session.Proofs.StartAsync(round.ProjectId, Guid.Empty, ct) is not { } start)
        {
            return;
        }

        var settings = await session.SettingsAsync(ct);
        var keys = await session.Links.OfAsync(LinkPurpose.Review, round.Id, ct);
        foreach (var person in start.People.Where(p => p.Email is not null))
        {
            if (keys.LastOrDefault(k => k.ContactId == person.ContactId && k.IsOpen(clock.Now)) is not { } link)
            {
                continue;
            }

            var korean = person.Language != "en";
            var culture = CultureInfo.GetCultureInfo(korean ? "ko" : "en");

            // A reminder counts what is to be looked at, an answer what was asked for.
            var counted = template == Reminder ? round.Requests.Count : round.Requests.Count(r => r.Wish == RevisionWish.Change);
            var data = new Dictionary<string, string>
            {
                ["couple"] = start.CoupleName,
                ["studio"] = settings.Name(korean),
                ["count"] = counted.ToString("#,0", culture),
                ["deadline"] = StudioFormat.Date(clock.DateOf(round.AnswerBy), culture),
            };
            Add(
                session,
                Notice.Email(
                    person.Email!,
                    korean ? "ko" : "en",
                    template,
                    JsonSerializer.Serialize(data),
                    clock.Now,
                    contactId: person.ContactId,
                    customerId: start.CustomerId,
                    linkId: link.Id
                )
            );
        }
    }

    private static void Add(IStudioSession session, Notice notice)
    {
        session.Notices.Add(notice);
        session.Enqueue(new SendNotice(notice.Id));
    }
}
