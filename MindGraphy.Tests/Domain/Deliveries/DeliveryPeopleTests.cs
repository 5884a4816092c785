using System.Text.Json;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Links;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Notifications;
using Xunit;

namespace MindGraphy.Tests.Domain.Deliveries;

/// <summary>A delivery is two people's: each has a link, fetches, and is reminded.</summary>
public sealed class DeliveryPeopleTests(MigratedTemplate template) : DeliveryTest(template)
{
    [Fact]
    public async Task One_persons_link_is_taken_back_and_given_anew_and_the_others_stays()
    {
        var final = await FinalAsync("a.jpg");
        var (id, couple) = (await MakeAsync(final, Draft(final)), final.Couple);
        var (bride, groom) = (await LinkAsync(couple.BrideId), await LinkAsync(couple.GroomId));
        Assert.Equal(new NotAllowed(), (await Deliveries.TakeLinkAsync(await EditorAsync(), id, couple.GroomId, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Deliveries.TakeLinkAsync(couple.Bride, id, couple.GroomId, Ct)).Refusal);
        Assert.Equal(new DeliveryNotFound(), (await Deliveries.TakeLinkAsync(Manager, Ids.New(), couple.GroomId, Ct)).Refusal);
        Assert.Null((await Deliveries.TakeLinkAsync(Manager, id, couple.GroomId, Ct)).Refusal);
        Assert.Equal(new LinkNotOpen(), (await EnterAsync(groom!)).Refusal);
        Assert.Equal((bride, null), (await LinkAsync(couple.BrideId), await LinkAsync(couple.GroomId)));
        Assert.Null((await EnterAsync(bride!)).Refusal);
        Assert.Equal(
            [(couple.GroomId, false), (couple.BrideId, true)],
            (await RowAsync(final)).People.Select(p => (p.ContactId, p.LinkOpen))
        );

        // Pressed again it is the same; of who never had one there is none to take.
        var taken = await ScalarAsync<DateTime>("SELECT revoked_at FROM link_tokens WHERE contact_id = $1", couple.GroomId);
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await Deliveries.TakeLinkAsync(Manager, id, couple.GroomId, Ct)).Refusal);
        Assert.Equal(taken, await ScalarAsync<DateTime>("SELECT revoked_at FROM link_tokens WHERE contact_id = $1", couple.GroomId));
        var stranger = (await FinalAsync("b.jpg")).Couple.GroomId;
        Assert.Equal(new NoLinkToTake(), (await Deliveries.TakeLinkAsync(Manager, id, stranger, Ct)).Refusal);

        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Deliveries.GiveLinkAsync(Manager, id, couple.GroomId, Ct), Ct))
        );
        var anew = await LinkAsync(couple.GroomId);
        Assert.NotEqual(groom, anew);
        Assert.Null((await EnterAsync(anew!)).Refusal);
        Assert.Equal(new LinkNotOpen(), (await EnterAsync(groom!)).Refusal);
        Assert.Equal(3, await CountAsync("link_tokens WHERE subject_id = $1", id));

        async Task<string?> LinkAsync(Guid contact) =>
            (await Deliveries.LinkUrlsAsync(Manager, id, Ct)).Value!.SingleOrDefault(l => l.ContactId == contact)?.Path;
    }

    [Fact]
    public async Task Who_has_not_everything_is_reminded_though_the_other_has()
    {
        var final = await FinalAsync("a.jpg", "b.jpg");
        var (id, couple, clockwork) = (await MakeAsync(final, Draft(final, most: 1, days: 40)), final.Couple, Get<DeliveryClockwork>());
        await FetchAsync(couple.Bride, id, Zip);
        await FetchAsync(couple.Groom, id, new DownloadName(DownloadSize.Original, 0, 2));
        Assert.Equal("delivered", await StatusAsync(id));

        Time.Advance(TimeSpan.FromDays(10));
        Assert.Equal(
            [1, 0],
            (await Task.WhenAll(clockwork.RunAsync(Ct), clockwork.RunAsync(Ct))).Select(r => r.Reminded).OrderDescending()
        );
        Assert.Equal([couple.GroomId], await RemindedAsync());
        Assert.Equal(
            1,
            await CountAsync(
                "outbox_messages o JOIN notifications n ON o.payload::text LIKE '%' || n.id || '%' AND n.template_id = 'delivery_expires'"
            )
        );

        // What she fetched costs him nothing: he has his own one time. Then nobody is missing anything, and nobody is written to.
        Time.Advance(TimeSpan.FromDays(23));
        Assert.Equal(1, (await clockwork.RunAsync(Ct)).Reminded);
        await FetchAsync(couple.Groom, id, Zip);
        Time.Advance(TimeSpan.FromDays(6));
        Assert.Equal(0, (await clockwork.RunAsync(Ct)).Reminded);
        Assert.Equal([couple.GroomId, couple.GroomId], await RemindedAsync());

        Task<Guid[]> RemindedAsync() =>
            ScalarAsync<Guid[]>("SELECT array_agg(contact_id ORDER BY id) FROM notifications WHERE template_id = 'delivery_expires'");
    }

    [Fact]
    public async Task Half_and_half_is_nobodys_whole_and_what_staff_gave_by_hand_reminds_nobody()
    {
        var final = await FinalAsync("a.jpg", "b.jpg");
        var (id, couple, clockwork) = (await MakeAsync(final, Draft(final, days: 40), PartBytes), final.Couple, Get<DeliveryClockwork>());
        await FetchAsync(couple.Bride, id, Zip);
        await FetchAsync(couple.Groom, id, Zip with { Part = 2 });
        Assert.Equal("delivered", await StatusAsync(id));
        var given = (
            await Deliveries.PrepareAsync(Manager, couple.ProjectId, Draft(final, days: 40), [couple.BrideId, couple.GroomId], ct: Ct)
        ).Value;
        await WorkAsync(given);
        var row = (await Deliveries.RowsAsync(Manager, couple.ProjectId, Ct)).Value!.Single(r => r.Id == given);
        Assert.Null((await Deliveries.HandOverAsync(Manager, given, row.Version, Ct)).Refusal);

        // Also where one of them fetches all of it afterwards.
        Time.Advance(TimeSpan.FromMinutes(1));
        await FetchAsync(couple.Bride, given, Zip);

        Time.Advance(TimeSpan.FromDays(10));
        Assert.Equal(1, (await clockwork.RunAsync(Ct)).Reminded);
        Assert.Equal(2, await CountAsync("notifications WHERE template_id = 'delivery_expires'"));

        // Who lost the link is not written to; given anew in these days they are.
        Time.Advance(TimeSpan.FromDays(23));
        await Deliveries.RevokeAsync(Manager, id, Ct);
        Assert.Equal(0, (await clockwork.RunAsync(Ct)).Reminded);
        await Deliveries.GiveLinkAsync(Manager, id, couple.GroomId, Ct);
        Assert.Equal(1, (await clockwork.RunAsync(Ct)).Reminded);
        Assert.Equal(3, await CountAsync("notifications WHERE template_id = 'delivery_expires'"));
    }

    [Fact]
    public async Task A_reminder_speaks_to_the_person_and_says_what_is_held_and_why()
    {
        var final = await FinalAsync("a.jpg");
        var clockwork = Get<DeliveryClockwork>();
        await MakeAsync(final, Draft(final, days: 40, hold: true));
        await ExecuteAsync("UPDATE customer_contacts SET language = 'en' WHERE id = $1", final.Couple.GroomId);
        Time.Advance(TimeSpan.FromDays(10));
        Assert.Equal(1, (await clockwork.RunAsync(Ct)).Reminded);
        var (bride, groom) = (await MailAsync(final.Couple.BrideId, "ko"), await MailAsync(final.Couple.GroomId, "en"));
        Assert.StartsWith("김서연 님, 보정본 파일을 아직 다 받지 않으셨어요.", bride, StringComparison.Ordinal);
        Assert.Contains("원본은 잔금 2,200,000원이 확인되면 바로 열려요.", bride);
        Assert.StartsWith("Hello 이준호,", groom, StringComparison.Ordinal);
        Assert.Contains("The originals open as soon as the balance of", groom);

        // Paid, nothing is waited for.
        await ExecuteAsync("UPDATE payment_plan_lines SET paid = amount");
        Time.Advance(TimeSpan.FromDays(23));
        Assert.Equal(1, (await clockwork.RunAsync(Ct)).Reminded);
        bride = await MailAsync(final.Couple.BrideId, "ko");
        Assert.Contains("까지 받으실 수 있어요.", bride);
        Assert.DoesNotContain("잔금", bride);

        async Task<string> MailAsync(Guid contact, string language)
        {
            var data = await ScalarAsync<string>(
                "SELECT template_data::text FROM notifications WHERE template_id = 'delivery_expires' AND contact_id = $1 ORDER BY id DESC LIMIT 1",
                contact
            );
            var template = StandardTemplates.Create(Start).Single(t => t.TemplateName == "delivery_expires." + language);
            return TemplateText.Fill(template.BodyText!, JsonSerializer.Deserialize<Dictionary<string, string>>(data)!);
        }
    }

    [Fact]
    public async Task Staff_sees_of_each_person_when_they_came_and_what_they_have()
    {
        var final = await FinalAsync("a.jpg", "b.jpg", "c.jpg");
        var (id, couple) = (await MakeAsync(final, Draft(final)), final.Couple);
        Assert.All((await RowAsync(final)).People, p => Assert.Equal((null, null), (p.LastSeen, p.Fetched)));
        await EnterAsync((await Deliveries.LinkUrlsAsync(Manager, id, Ct)).Value!.Single(l => l.ContactId == couple.BrideId).Path);
        await FetchAsync(couple.Bride, id, new DownloadName(DownloadSize.Original, 0, 1));
        Time.Advance(TimeSpan.FromHours(3));
        await FetchAsync(couple.Bride, id, new DownloadName(DownloadSize.Original, 0, 3));
        Assert.True((await Deliveries.BeginAsync(couple.Bride, id, Zip, 1000, 0, null, Ct)).Succeeded);
        await FetchAsync(couple.Bride, id, Zip with { Size = DownloadSize.Web });
        await FetchAsync(couple.Groom, id, Zip);

        var (bride, groom) = (await PersonAsync(couple.BrideId), await PersonAsync(couple.GroomId));
        Assert.Equal(Start, bride.LastSeen);
        Assert.Equal(new FetchedByPerson(id, couple.BrideId, 4, Start, Start.AddHours(3), 2, false), bride.Fetched);
        Assert.Equal(new FetchedByPerson(id, couple.GroomId, 1, Start.AddHours(3), Start.AddHours(3), 3, true), groom.Fetched);

        async Task<DeliveryReceiver> PersonAsync(Guid contact) => (await RowAsync(final)).People.Single(p => p.ContactId == contact);
    }

    private const long PartBytes = 4_000;

    private static readonly DownloadName Zip = new(DownloadSize.Original, 1, 0);

    private Task<Result<CoupleVisit>> EnterAsync(string path) =>
        Get<LinkService>().EnterAsync(LinkPurpose.Download, path.Split('/')[^1], Ct);

    private async Task FetchAsync(Actor who, Guid id, DownloadName what)
    {
        var begun = await Deliveries.BeginAsync(who, id, what, 1000, 0, null, Ct);
        Assert.Null(begun.Refusal);
        await Deliveries.SentAsync(id, begun.Value, 0, 1000, Ct);
    }
}
