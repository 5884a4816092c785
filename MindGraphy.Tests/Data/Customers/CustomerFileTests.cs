using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Data.Customers;

/// <summary>A couple's file as the database keeps it: read in few statements, written safely from several sides at once.</summary>
public sealed class CustomerFileTests(MigratedTemplate template) : LeadTest(template)
{
    private const int Racers = 8;

    [Fact]
    public async Task A_file_is_read_in_four_statements_however_much_is_in_it()
    {
        var id = await LeadAsync(null, LeadStatus.Consultation);
        await FillAsync(id);
        using var counter = new StatementCounter(ConnectionString);

        var sheet = (await Screens.PageAsync(Manager, id, Ct)).Value!;
        var page = (await Screens.TimelineAsync(Manager, id, TimelineFilter.All, null, ct: Ct)).Value!;
        var choices = (await Screens.ChoicesAsync(Manager, ViewPage.Customers, Ct)).Value!;

        Assert.Equal(4, counter.Statements.Count);
        Assert.Equal("김서연 · 이도현", sheet.CoupleName);
        Assert.Equal([ContactRole.Bride, ContactRole.Groom, ContactRole.Parent], sheet.Contacts.Select(c => c.Role));
        Assert.Equal("+821055556666", sheet.Contacts[2].Phone);
        Assert.Equal("06000", Assert.Single(sheet.File.Addresses).Details.PostalCode);
        Assert.Equal("계약서 초안", Assert.Single(sheet.File.Tasks, t => !t.ByRule).Title);
        Assert.Equal(Start.AddMinutes(1), sheet.File.FirstResponseAt);
        var contract = Assert.Single(sheet.File.Contracts);
        Assert.Equal(
            (new Money(2_200_000), new Money(440_000), PlanLineKind.Balance, new Money(1_760_000)),
            (contract.Total, contract.Paid, contract.NextDue, contract.NextAmount)
        );
        Assert.Equal("P-2026-000001", Assert.Single(sheet.File.Projects).Number);
        Assert.Equal(
            Enum.GetValues<TimelineKind>().Except([TimelineKind.Notice]),
            page.Lines.Select(l => l.Kind).Distinct().Except([TimelineKind.Notice]).Order()
        );
        Assert.Contains(choices.Managers, m => m.Id == Manager.UserId);
    }

    [Theory]
    [InlineData(TimelineFilter.Talk, "Activity")]
    [InlineData(TimelineFilter.Messages, "Activity Notice")]
    [InlineData(TimelineFilter.Papers, "QuoteSent QuoteAnswered Contract Payment Consent")]
    [InlineData(TimelineFilter.Photos, "ProofOpened ProofSubmitted Album Delivery")]
    [InlineData(TimelineFilter.Changes, "Stage Change Task")]
    public async Task A_filter_shows_its_kinds_and_no_other(TimelineFilter filter, string kinds)
    {
        var id = await LeadAsync(null, LeadStatus.Consultation);
        await FillAsync(id);

        var page = (await Screens.TimelineAsync(Manager, id, filter, null, ct: Ct)).Value!;

        Assert.Equal(kinds, string.Join(' ', page.Lines.Select(l => l.Kind).Distinct().Order()));
    }

    [Fact]
    public async Task A_long_timeline_is_read_in_stretches_without_a_gap_or_a_double_even_within_one_moment()
    {
        var id = await LeadAsync();
        await ExecuteAsync(
            "INSERT INTO customer_activities (id, customer_id, kind, body, happened_at, created_at) SELECT gen_random_uuid(), $1, 'note', 'n' || i, $2 + (i / 7) * interval '1 minute', $2 FROM generate_series(1, 300) i",
            id,
            Start
        );
        var seen = new List<TimelineLine>();
        TimelinePosition? before = null;

        while (true)
        {
            var page = (await Screens.TimelineAsync(Manager, id, TimelineFilter.All, before, ct: Ct)).Value!;
            Assert.True(page.Lines.Count <= TimelinePage.Size);
            seen.AddRange(page.Lines);
            if (!page.More)
            {
                break;
            }

            before = page.Lines[^1].Position;
        }

        Assert.Equal(300, seen.Count(l => l.Kind == TimelineKind.Activity));
        Assert.Equal(seen.Count, seen.Select(l => (l.Kind, l.Id)).Distinct().Count());
        Assert.Equal(seen.OrderByDescending(l => l.At).Select(l => l.At), seen.Select(l => l.At));
    }

    [Fact]
    public async Task Two_tabs_change_two_fields_and_both_stay_while_the_same_field_names_who_was_first()
    {
        var other = await StaffAsync(UserRole.Manager, "박", "하늘");
        var id = await LeadAsync();

        var one = await Edits.ChangeAsync(other, id, [new(CustomerField.WeddingVenue, "더채플앳청담", "루벨 강동")], Ct);
        var two = await Edits.ChangeAsync(Manager, id, [new(CustomerField.GroomPhone, null, "010-1111-2222")], Ct);
        var late = await Edits.ChangeAsync(Manager, id, [new(CustomerField.WeddingVenue, "더채플앳청담", "노블발렌티")], Ct);
        var knowing = await Edits.ChangeAsync(Manager, id, [new(CustomerField.WeddingVenue, "루벨 강동", "노블발렌티")], Ct);

        Assert.True(one.Succeeded && two.Succeeded && knowing.Succeeded);
        Assert.Equal(new FieldChangedElsewhere("WeddingVenue", "박하늘", "루벨 강동"), late.Refusal);
        Assert.Equal(
            "노블발렌티 +821011112222",
            await ScalarAsync<string>("SELECT wedding_venue || ' ' || groom_phone FROM customers WHERE id = $1", id)
        );
    }

    [Fact]
    public async Task Who_changed_a_persons_field_is_told_of_that_person_only()
    {
        var other = await StaffAsync(UserRole.Manager, "박", "하늘");
        var third = await StaffAsync(UserRole.Manager, "최", "유리");
        var id = await LeadAsync();
        await Edits.AddContactAsync(Manager, id, new(ContactRole.Parent, "이복순"), Ct);
        await Edits.AddContactAsync(Manager, id, new(ContactRole.Planner, "정플래너"), Ct);
        var people = (await Screens.PageAsync(Manager, id, Ct)).Value!.Contacts;
        await Edits.ChangeAsync(other, id, [new(CustomerField.ContactPhone, null, "010-5555-6666", people[2].Id)], Ct);
        await Edits.ChangeAsync(third, id, [new(CustomerField.ContactPhone, null, "010-7777-8888", people[3].Id)], Ct);

        var late = await Edits.ChangeAsync(Manager, id, [new(CustomerField.ContactPhone, null, "010-1234-1234", people[2].Id)], Ct);

        Assert.Equal(new FieldChangedElsewhere("ContactPhone", "박하늘", "+821055556666"), late.Refusal);
    }

    [Fact]
    public async Task Of_many_edits_of_one_field_exactly_one_is_the_first()
    {
        var id = await LeadAsync();

        var results = await RaceAsync(i =>
            Edits.ChangeAsync(Manager, id, [new(CustomerField.WeddingVenue, "더채플앳청담", $"예식장 {i}")], Ct)
        );

        Assert.Single(results, r => r.Succeeded);
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.IsType<FieldChangedElsewhere>(r.Refusal));
        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM customer_changes WHERE customer_id = $1", id));
    }

    [Fact]
    public async Task Of_many_hand_overs_from_the_manager_that_was_shown_one_is_the_first_and_the_others_hear_of_whom()
    {
        var id = await LeadAsync();
        var staff = new List<Actor>();
        for (var i = 0; i < Racers; i++)
        {
            staff.Add(await StaffAsync(UserRole.Manager, "박", "하늘" + i));
        }

        var results = await RaceAsync(i => Customers.HandOverAsync(staff[i], id, null, staff[i].UserId, Ct));

        Assert.Single(results, r => r.Succeeded);
        var kept = await ScalarAsync<Guid>("SELECT assigned_manager_id FROM customers WHERE id = $1", id);
        Assert.All(
            results.Where(r => !r.Succeeded),
            r => Assert.Equal(kept.ToString(), Assert.IsType<FieldChangedElsewhere>(r.Refusal).Key)
        );
    }

    [Fact]
    public async Task Of_many_referrers_in_place_of_nobody_one_is_the_first()
    {
        var id = await LeadAsync();
        var partners = new List<Guid>();
        for (var i = 0; i < Racers; i++)
        {
            partners.Add(Guid.CreateVersion7());
            await ExecuteAsync(
                "INSERT INTO partners (id, kind, name, is_active, created_at) VALUES ($1, 'planner', $2, true, now())",
                partners[i],
                "플래너 " + i
            );
        }

        var results = await RaceAsync(i => Customers.ReferInsteadAsync(Manager, id, null, partners[i], Ct));

        Assert.Single(results, r => r.Succeeded);
        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM customer_changes WHERE field = 'referrer'"));
    }

    [Fact]
    public async Task A_line_a_person_an_address_and_a_consent_sent_many_times_are_there_once()
    {
        var id = await LeadAsync();
        var bride = (await Screens.PageAsync(Manager, id, Ct)).Value!.Contacts[0].Id;
        var key = Guid.NewGuid().ToString();
        var files = Guid.NewGuid().ToString();

        var lines = await RaceAsync(_ => Edits.WriteAsync(Manager, id, ActivityKind.Call, false, "상담 예약", key, Ct));
        var attached = await RaceAsync(_ => Edits.AttachAsync(Manager, id, "견적.pdf", "customers/a/b", "application/pdf", 3, files, Ct));
        await RaceAsync(_ => Edits.AddContactAsync(Manager, id, new(ContactRole.Parent, "이복순"), Ct));
        await RaceAsync(_ => Edits.AddAddressAsync(Manager, id, new(AddressType.Home, "06000", "도산대로 1"), Ct));
        await RaceAsync(_ => Edits.ConsentAsync(Manager, id, bride, ConsentKind.Portrait, "spoken", true, Ct));

        Assert.Single(lines.Select(l => l.Value).Distinct());
        Assert.Single(attached.Select(l => l.Value).Distinct());
        Assert.Equal(
            "2 1 1 1 2",
            await ScalarAsync<string>(
                """
                SELECT concat_ws(' ', (SELECT count(*) FROM customer_activities), (SELECT count(*) FROM customer_contacts WHERE role = 'parent'),
                    (SELECT count(*) FROM customer_addresses WHERE is_primary), (SELECT count(*) FROM consents WHERE kind = 'portrait'),
                    (SELECT count(*) FROM customer_changes))
                """
            )
        );
        Assert.Equal(new KeyUsedForAnother(), (await Edits.WriteAsync(Manager, id, ActivityKind.Call, false, "다른 말", key, Ct)).Refusal);
    }

    [Fact]
    public async Task A_person_taken_off_twice_and_brought_back_twice_left_two_lines()
    {
        var id = await LeadAsync();
        await Edits.AddContactAsync(Manager, id, new(ContactRole.Parent, "이복순"), Ct);
        var parent = (await Screens.PageAsync(Manager, id, Ct)).Value!.Contacts[2].Id;

        await RaceAsync(_ => Edits.RemoveContactAsync(Manager, id, parent, Ct));
        Assert.Equal(2, (await Screens.PageAsync(Manager, id, Ct)).Value!.Contacts.Count);
        await RaceAsync(_ => Edits.RestoreContactAsync(Manager, id, parent, Ct));

        Assert.Equal(3, (await Screens.PageAsync(Manager, id, Ct)).Value!.Contacts.Count);
        Assert.Equal(3, await ScalarAsync<long>("SELECT count(*) FROM customer_changes WHERE field = 'contact'"));
    }

    [Fact]
    public async Task An_address_is_edited_by_one_of_two_and_has_one_first_choice_of_its_type()
    {
        var id = await LeadAsync();
        await Edits.AddAddressAsync(Manager, id, new(AddressType.Home, "06000", "도산대로 1"), Ct);
        await Edits.AddAddressAsync(Manager, id, new(AddressType.Home, "04000", "양화로 2"), Ct);
        var shown = (await Screens.PageAsync(Manager, id, Ct)).Value!.File.Addresses;
        Assert.Equal([true, false], shown.Select(a => a.Details.IsPrimary));

        var results = await RaceAsync(i =>
            Edits.EditAddressAsync(
                Manager,
                id,
                shown[1].Id,
                shown[1].Details,
                shown[1].Details with
                {
                    Line2 = i + "호",
                    IsPrimary = true,
                },
                Ct
            )
        );

        Assert.Single(results, r => r.Succeeded);
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal(new EditedElsewhere(), r.Refusal));
        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM customer_addresses WHERE is_primary"));
        var bad = await Edits.AddAddressAsync(Manager, id, new(AddressType.Home, "123-456", "옛 주소"), Ct);
        Assert.Equal(new PostalCodeUnreadable("PostalCode"), bad.Refusal);
    }

    [Fact]
    public async Task A_line_is_rewritten_by_its_author_from_what_was_shown_and_by_nobody_else()
    {
        var other = await StaffAsync(UserRole.Manager, "박", "하늘");
        var id = await LeadAsync();
        var line = (await Edits.WriteAsync(Manager, id, ActivityKind.Note, null, "처음", Guid.NewGuid().ToString(), Ct)).Value;

        Assert.Equal(new ActivityOfAnother(), (await Edits.RewriteAsync(other, line, "처음", "남의 말", Ct)).Refusal);
        Assert.Equal(new ActivityOfAnother(), (await Edits.RemoveActivityAsync(other, line, ct: Ct)).Refusal);
        var results = await RaceAsync(i => Edits.RewriteAsync(Manager, line, "처음", "고침 " + i, Ct));

        Assert.Single(results, r => r.Succeeded);
        Assert.True((await Edits.RemoveActivityAsync(Manager, line, ct: Ct)).Succeeded);
        Assert.DoesNotContain(await KindsAsync(id), k => k == TimelineKind.Activity);
        Assert.True((await Edits.RemoveActivityAsync(Manager, line, back: true, ct: Ct)).Succeeded);
        Assert.Contains(await KindsAsync(id), k => k == TimelineKind.Activity);
    }

    [Fact]
    public async Task Nobody_without_the_right_reads_or_writes_a_file()
    {
        var editor = await StaffAsync(UserRole.Editor, "윤", "슬");
        var id = await LeadAsync();

        Assert.Equal(new NotAllowed(), (await Screens.TimelineAsync(editor, id, TimelineFilter.All, null, ct: Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Screens.ChoicesAsync(editor, ViewPage.Customers, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Customers.HandOverAsync(editor, id, null, editor.UserId, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Customers.ReferInsteadAsync(editor, id, null, null, Ct)).Refusal);
        Assert.Equal(
            new NotAllowed(),
            (await Edits.ConsentAsync(editor, id, Guid.NewGuid(), ConsentKind.Marketing, "spoken", true, Ct)).Refusal
        );
    }

    private static async Task<T[]> RaceAsync<T>(Func<int, Task<T>> act) =>
        await Task.WhenAll(Enumerable.Range(0, Racers).Select(i => Task.Run(() => act(i), Ct)));

    private async Task<IEnumerable<TimelineKind>> KindsAsync(Guid id) =>
        (await Screens.TimelineAsync(Manager, id, TimelineFilter.All, null, ct: Ct)).Value!.Lines.Select(l => l.Kind);

    /// <summary>One line of every kind.</summary>
    private async Task FillAsync(Guid id)
    {
        await Edits.AddContactAsync(Manager, id, new(ContactRole.Parent, "이복순", Phone: "010-5555-6666"), Ct);
        await Edits.AddAddressAsync(Manager, id, new(AddressType.Home, "06000", "도산대로 1"), Ct);
        await Edits.WriteAsync(Manager, id, ActivityKind.Message, true, "카톡으로 문의", Guid.NewGuid().ToString(), Ct);
        await Edits.WriteAsync(Manager, id, ActivityKind.Note, null, "메모", Guid.NewGuid().ToString(), Ct);
        var done = await Tasks.MakeAsync(Manager, id, new TaskDetails("전화하기", Clock.Today), Guid.NewGuid().ToString(), Ct);
        await Tasks.DoneAsync(Manager, done.Value, Ct);
        await Tasks.MakeAsync(Manager, id, new TaskDetails("계약서 초안", Clock.Today), Guid.NewGuid().ToString(), Ct);
        var (contract, project, album) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var batch = new NpgsqlBatch(await Get<NpgsqlDataSource>().OpenConnectionAsync(Ct));
        foreach (
            var sql in (string[])
                [
                    $"INSERT INTO contracts (id, customer_id, contract_number, contract_status, contract_date, package_type, total_amount, deposit_amount, balance_amount, language, wedding_date, included) VALUES ('{contract}', '{id}', 'C-2026-000001', 'sent', '2026-03-01', '본식', 2200000, 440000, 1760000, 'ko', '2026-10-17', '{{}}')",
                    $"INSERT INTO quotes (id, customer_id, quote_number, status, language, valid_until, included, plan, sends_contract, total, revision, sent_at, answered_at, created_at, updated_at) VALUES (gen_random_uuid(), '{id}', 'Q-2026-000001', 'accepted', 'ko', '2026-03-20', '{{}}', '[]', false, 2200000, 1, now(), now(), now(), now())",
                    $"INSERT INTO contract_events (id, contract_id, sequence, kind, detail, occurred_at, previous_hash, hash) VALUES (gen_random_uuid(), '{contract}', 1, 'drafted', '', now(), '', 'x')",
                    $"INSERT INTO payments (id, contract_id, payment_type, amount, payment_status, payment_date) VALUES (gen_random_uuid(), '{contract}', 'deposit', 440000, 'completed', now())",
                    $"INSERT INTO payment_plan_lines (contract_id, kind, amount_rule, amount_value, due_rule, due_days, amount, paid, position, due_on) VALUES ('{contract}', 'deposit', 'fixed', 440000, 'after_signing', 3, 440000, 440000, 1, '2026-03-04'), ('{contract}', 'balance', 'rest', 0, 'before_shoot', 7, 1760000, 0, 2, '2026-10-10')",
                    $"INSERT INTO projects (id, customer_id, contract_id, project_number, project_type, project_status, wedding_date) VALUES ('{project}', '{id}', '{contract}', 'P-2026-000001', 'wedding', 'scheduled', '2026-10-17')",
                    $"INSERT INTO photo_albums (id, project_id, title, album_type, upload_status, total_photos, uploaded_at) VALUES ('{album}', '{project}', '본식', 'proof', 'completed', 12, now())",
                    $"INSERT INTO proof_gallery_sessions (id, project_id, album_id, status, access_token, current_selections, expires_at, client_viewed_at, selection_completed_at) VALUES (gen_random_uuid(), '{project}', '{album}', 'completed', 'x', 9, now(), now(), now())",
                    $"INSERT INTO deliverables (id, project_id, delivery_type, delivery_status, delivered_at) VALUES (gen_random_uuid(), '{project}', 'usb', 'delivered', now())",
                ]
        )
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        }

        await batch.ExecuteNonQueryAsync(Ct);
        await batch.Connection!.DisposeAsync();
    }
}
