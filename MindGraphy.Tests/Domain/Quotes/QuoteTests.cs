using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Quotes;
using MindGraphy.Tests.Domain.Contracts;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Contracts.Documents;
using MindGraphy.Web.Features.Quotes;
using UglyToad.PdfPig;
using Xunit;

namespace MindGraphy.Tests.Domain.Quotes;

/// <summary>From the catalogue to a contract without retyping: prices that stay, ticks that count, one winner where several accept.</summary>
public sealed class QuoteTests(MigratedTemplate template) : ContractTest(template)
{
    private QuoteService Quotes => Get<QuoteService>();

    private QuoteAnswerService Answers => Get<QuoteAnswerService>();

    private PackageService Packages => Get<PackageService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<PackageService>();
        services.AddSingleton<QuoteService>();
        services.AddSingleton<QuoteAnswerService>();
        services.AddSingleton<QuotePaperService>();
        services.AddSingleton<IQuotePdf, QuotePdf>();
    }

    [Fact]
    public async Task An_accepted_quote_is_a_contract_with_its_plan_and_counts_and_nothing_is_typed_again()
    {
        var couple = await CoupleAsync();
        var option = await OptionAsync("보정 10장 추가", 100_000, vatIncluded: false, new OptionTerms { RetouchedPhotos = 10 });
        var id = await SentAsync(couple, Option(option, quantity: 2), Custom("폐백 촬영", 150_000), Discount("조기 예약", 50_000));
        var sheet = await SheetOfAsync(id);
        Assert.Equal("Q-2026-000001", sheet.Row.Number);
        Assert.Equal(new Money(2_200_000 - 50_000 + 150_000), sheet.Row.Total);
        Assert.Equal(LeadStatus.Proposal, await LeadAsync(couple));
        Assert.Equal("quote_to_read", await ScalarAsync<string>("SELECT template_id FROM notifications"));
        Assert.Equal(2, (await Quotes.LinksAsync(Manager, id, Ct)).Count);

        var table = Done(await Answers.ReadAsync(Bride(couple), id, ct: Ct));
        var contract = Done(
            await Answers.AcceptAsync(Bride(couple), id, Ids(table, "보정 10장 추가"), table.Revision, "211.234.120.18", "tap", Ct)
        );

        // 2,200,000 + 150,000 + 2 × 100,000 + their VAT − 50,000.
        var drafted = await SheetAsync(contract);
        Assert.Equal(new Money(2_520_000), drafted.Row.Total);
        Assert.Equal(ContractStatus.Draft, drafted.Row.Status);
        Assert.Equal(["김도현", "이서연"], drafted.Signers.Select(s => s.Name));
        Assert.Equal(
            [(PlanLineKind.Deposit, 504_000L), (PlanLineKind.Balance, 2_016_000L)],
            drafted.Plan.Select(l => (l.Term.Kind, l.Amount.Won))
        );
        Assert.Equal(80, await ScalarAsync<int>("SELECT (included->>'retouched_photos')::int FROM contracts WHERE id = $1", contract));
        var paper = Done(await Contracts.PaperAsync(Manager, contract, Ct)).Document;
        Assert.Contains(new ContractIncluded("선택: 보정 10장 추가", "× 2"), paper.Package.Included);
        Assert.Contains("보정할 사진 80장", string.Join(' ', paper.Clauses.Select(c => c.Text)));

        var after = await SheetOfAsync(id);
        Assert.Equal((QuoteStatus.Accepted, "이서연", contract), (after.Row.Status, after.AnsweredBy, after.ContractId!.Value));
        Assert.Equal(
            "quote_accepted",
            await ScalarAsync<string>("SELECT template_id FROM notifications WHERE recipient_id = $1", Manager.UserId!.Value)
        );
    }

    [Fact]
    public async Task A_later_price_never_reaches_a_quote_and_the_catalogue_asks_for_today()
    {
        var couple = await CoupleAsync();
        var admin = await StaffAsync(UserRole.Admin, "한", "지우");
        var option = await OptionAsync("앨범 1권", 300_000, vatIncluded: true, new OptionTerms { AlbumCopies = 1, AlbumPages = 20 });
        var id = await SentAsync(couple, Option(option));
        var sheet = await SheetOfAsync(id);
        var row = (await Packages.OptionsAsync(Manager, Ct)).Single();
        var dearer = new OptionDraft("앨범 1권", "Album", null, new Money(900_000), new OptionTerms(), SoldUntil: Clock.Today.AddDays(-1));
        Done(await Packages.ChangeAsync(admin, option, dearer, row.Version, Ct));
        await ExecuteAsync("UPDATE packages SET price = 9900000, sold_from = $1", Clock.Today.AddDays(1));

        // Written again, its lines keep what they cost; a new line of the same option is refused: it is no longer sold.
        var draft = DraftOf(sheet);
        Done(await Quotes.RewriteAsync(Manager, id, draft, sheet.Version, Ct));
        var again = await SheetOfAsync(id);
        Assert.Equal([2_200_000L, 300_000L], again.Lines.Select(l => l.UnitPrice.Won));
        Assert.Equal(QuoteStatus.Draft, again.Row.Status);
        var more = await Quotes.RewriteAsync(Manager, id, draft with { Lines = [.. draft.Lines, Option(option)] }, again.Version, Ct);
        Assert.Equal(new OptionNotFound(), more.Refusal);
        var fresh = await Quotes.WriteAsync(Manager, couple.Id, draft with { Lines = [] }, "fresh", Ct);
        Assert.Equal(new PackageNotFound(), fresh.Refusal);
    }

    [Fact]
    public async Task Of_many_who_accept_at_once_one_contract_is_made_and_the_other_quotes_are_off_the_table()
    {
        var couple = await CoupleAsync();
        var first = await SentAsync(couple);
        var second = await SentAsync(couple);
        var draft = await WriteAsync(couple);
        var tables = new[] { first, second }.ToDictionary(q => q, q => Answers.ReadAsync(Bride(couple), q, ct: Ct));

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 32)
                .Select(async i =>
                {
                    var quote = i % 2 == 0 ? first : second;
                    var table = Done(await tables[quote]);
                    return await Answers.AcceptAsync(
                        i % 3 == 0 ? Groom(couple) : Bride(couple),
                        quote,
                        new HashSet<Guid>(),
                        table.Revision,
                        null,
                        "phone-" + i,
                        Ct
                    );
                })
        );

        // Everybody who pressed on the quote that won is told of the one contract; those on the other, that it's off the table.
        Assert.Single(answers.Where(a => a.Succeeded).Select(a => a.Value).Distinct());
        Assert.Contains(answers, a => !a.Succeeded);
        Assert.All(answers.Where(a => !a.Succeeded), a => Assert.IsType<QuoteNotOpen>(a.Refusal));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM contracts"));
        Assert.Equal(
            "accepted,withdrawn,withdrawn",
            await ScalarAsync<string>("SELECT string_agg(status::text, ',' ORDER BY status) FROM quotes")
        );
        Assert.Equal(QuoteStatus.Withdrawn, (await SheetOfAsync(draft)).Row.Status);
    }

    [Fact]
    public async Task A_quote_on_the_table_says_that_its_day_is_gone()
    {
        await StaffAsync(UserRole.Photographer, "박", "서준");
        var (first, second) = (await CoupleAsync(), await CoupleAsync());
        var id = await SentAsync(second);
        Assert.False(Done(await Answers.ReadAsync(Bride(second), id, ct: Ct)).IsDayFull);

        Done(await PayAsync(await SignedAsync(first), PaymentType.Deposit));

        Assert.True(Done(await Answers.ReadAsync(Bride(second), id, ct: Ct)).IsDayFull);
    }

    [Fact]
    public async Task The_same_tap_sent_twice_is_one_contract_and_says_the_same()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        var table = Done(await Answers.ReadAsync(Bride(couple), id, ct: Ct));

        var taps = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Answers.AcceptAsync(Bride(couple), id, new HashSet<Guid>(), table.Revision, null, "tap", Ct))
        );

        Assert.Single(taps.Select(Done).Distinct());
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM contracts"));
    }

    [Fact]
    public async Task Who_accepts_while_staff_write_it_again_or_too_late_or_with_foreign_ticks_is_told_so()
    {
        var couple = await CoupleAsync();
        var stranger = await CoupleAsync();
        var id = await SentAsync(couple);
        var table = Done(await Answers.ReadAsync(Bride(couple), id, ct: Ct));
        var none = new HashSet<Guid>();

        Assert.Equal(new QuoteNotFound(), (await Answers.ReadAsync(Bride(stranger), id, ct: Ct)).Refusal);
        Assert.Equal(new QuoteNotFound(), (await Answers.AcceptAsync(Bride(stranger), id, none, table.Revision, null, "s", Ct)).Refusal);
        Assert.Equal(new QuoteNotFound(), (await Answers.DeclineAsync(Bride(stranger), id, null, null, Ct)).Refusal);
        Assert.Equal(
            new QuoteLineUnknown(),
            (await Answers.AcceptAsync(Bride(couple), id, new HashSet<Guid> { Guid.NewGuid() }, table.Revision, null, "x", Ct)).Refusal
        );

        // Taken back to the desk: nothing to accept; sent again, what was read before is another writing.
        var sheet = await SheetOfAsync(id);
        Done(await Quotes.RewriteAsync(Manager, id, DraftOf(sheet) with { Message = "바뀐 견적" }, sheet.Version, Ct));
        Assert.Equal(new QuoteNotOpen(), (await Answers.AcceptAsync(Bride(couple), id, none, table.Revision, null, "a", Ct)).Refusal);
        Done(await Quotes.SendAsync(Manager, id, (await SheetOfAsync(id)).Version, Ct));
        Assert.Equal(new QuoteOutdated(), (await Answers.AcceptAsync(Bride(couple), id, none, table.Revision, null, "b", Ct)).Refusal);

        Time.Advance(TimeSpan.FromDays(15));
        Assert.IsType<QuoteExpired>((await Answers.AcceptAsync(Bride(couple), id, none, table.Revision + 1, null, "c", Ct)).Refusal);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM contracts"));
        Assert.True((await SheetOfAsync(id)).Row.IsExpired(Clock.Today));
        Assert.Equal(id, Assert.Single(Done(await Quotes.ListAsync(Manager, new QuoteFilter(QuoteShelf.Expired), ct: Ct)).Rows).Id);
        Assert.Empty(Done(await Quotes.ListAsync(Manager, new QuoteFilter(QuoteShelf.Open), ct: Ct)).Rows);
    }

    [Fact]
    public async Task What_can_not_be_a_quote_is_refused_with_its_line()
    {
        var couple = await CoupleAsync();
        var good = await DraftAsync();

        async Task<Refusal?> WriteAsync(QuoteDraft draft) =>
            (await Quotes.WriteAsync(Manager, couple.Id, draft, Guid.NewGuid().ToString(), Ct)).Refusal;

        Assert.Equal(new QuoteLineWrong(2), await WriteAsync(good with { Lines = [Discount("할인", -50_000)] }));
        Assert.Equal(new QuoteLineWrong(2), await WriteAsync(good with { Lines = [Custom("무료", 0)] }));
        Assert.Equal(new QuoteLineWrong(3), await WriteAsync(good with { Lines = [Custom("하나", 1), Custom(" ", 1)] }));
        Assert.Equal(new QuoteLineWrong(2), await WriteAsync(good with { Lines = [Custom("많이", 1) with { Quantity = 100 }] }));
        Assert.Equal(
            new QuoteLineWrong(2),
            await WriteAsync(good with { Lines = [Discount("고르는 할인", 1) with { IsOptional = true }] })
        );
        Assert.Equal(
            new QuoteTotalWrong(new Money(0), new Money(0)),
            await WriteAsync(good with { Lines = [Discount("전부", 2_200_000)] })
        );
        Assert.IsType<QuoteTotalWrong>(await WriteAsync(good with { Lines = [Custom("비싼 것", 99_000_000) with { IsOptional = true }] }));
        Assert.IsType<QuoteExpired>(await WriteAsync(good with { ValidUntil = Clock.Today.AddDays(-1) }));
        Assert.Equal(
            new QuoteTooLong(40),
            await WriteAsync(good with { Lines = [.. Enumerable.Range(0, 40).Select(_ => Custom("줄", 1))] })
        );
        Assert.Equal(new FieldTooLong("Message", 2000), await WriteAsync(good with { Message = new string('x', 2001) }));
        Assert.Equal(new PlanAboveTotal(new Money(1)), await WriteAsync(good with { Plan = PaymentPlan.Usual(new Money(2_200_001)) }));
        var editor = await StaffAsync(UserRole.Editor, "최", "은우");
        Assert.Equal(new NotAllowed(), (await Quotes.WriteAsync(editor, couple.Id, good, "e", Ct)).Refusal);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM quotes"));
    }

    [Fact]
    public async Task A_quote_that_sends_its_contract_leaves_the_couple_at_the_signature()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple, await DraftAsync() with { SendsContract = true });
        var table = Done(await Answers.ReadAsync(Bride(couple), id, ct: Ct));
        var contract = Done(await Answers.AcceptAsync(Bride(couple), id, new HashSet<Guid>(), table.Revision, null, "tap", Ct));
        var message = Assert.Single(await OutboxAsync<SendAcceptedContract>());

        var handler = new SendAcceptedContractHandler(Contracts);
        var work = new LeasedWork(Guid.NewGuid(), nameof(SendAcceptedContract), "{}", 1, Guid.NewGuid());
        await handler.HandleAsync(message, work, Ct);
        await handler.HandleAsync(message, work, Ct);

        Assert.Equal(ContractStatus.Sent, (await SheetAsync(contract)).Row.Status);
        Assert.Equal(1L, await RowsAsync("contract_versions", contract));
        var path = Done(await Answers.ReadAsync(Bride(couple), id, ct: Ct)).ContractPath;
        Assert.Equal(
            (await Contracts.LinkUrlsAsync(Manager, contract, Ct)).Single(l => l.ContactId == ContactOf(couple, ContactRole.Bride)).Path,
            path
        );
    }

    [Fact]
    public async Task A_declined_quote_says_why_and_may_be_written_again()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);

        Done(await Answers.DeclineAsync(Groom(couple), id, "예산이 맞지 않아요", null, Ct));
        Done(await Answers.DeclineAsync(Bride(couple), id, "다시", null, Ct));

        var sheet = await SheetOfAsync(id);
        Assert.Equal((QuoteStatus.Declined, "김도현", "예산이 맞지 않아요"), (sheet.Row.Status, sheet.AnsweredBy, sheet.Reason));
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM notifications WHERE template_id = 'quote_declined'"));
        Done(await Quotes.RewriteAsync(Manager, id, DraftOf(sheet) with { Lines = [Discount("맞춤", 200_000)] }, sheet.Version, Ct));
        Assert.Null((await SheetOfAsync(id)).Reason);
    }

    [Fact]
    public async Task The_price_page_shows_what_is_sold_today_with_vat_and_the_paper_is_small_and_readable()
    {
        var couple = await CoupleAsync();
        var admin = await StaffAsync(UserRole.Admin, "한", "지우");
        var bare = await OptionAsync("인화 액자", 100_005, vatIncluded: false, new OptionTerms());
        Done(await Packages.AddAsync(admin, OptionOf("숨긴 것") with { OnPricePage = false }, "hidden", Ct));
        Done(await Packages.AddAsync(admin, OptionOf("내년부터") with { SoldFrom = Clock.Today.AddDays(1) }, "later", Ct));
        Assert.Equal(
            new EndsBeforeItBegins("SoldUntil"),
            (
                await Packages.AddAsync(
                    admin,
                    OptionOf("거꾸로") with
                    {
                        SoldFrom = Clock.Today,
                        SoldUntil = Clock.Today.AddDays(-1),
                    },
                    "b",
                    Ct
                )
            ).Refusal
        );
        var id = await SentAsync(
            couple,
            Option(bare) with
            {
                IsChosen = true,
            },
            Custom("뷁 쀼 특수 촬영", 10_000),
            Discount("조기 예약", 50_000)
        );

        var prices = await Packages.PricesAsync(Ct);
        var shown = Assert.Single(prices.Options);
        Assert.Equal(("인화 액자", 110_005L), (shown.NameKo, shown.Full.Won));

        var file = Done(await Get<QuotePaperService>().DrawForAsync(Groom(couple), id, Ct));
        using var bytes = new MemoryStream();
        await file.Content.CopyToAsync(bytes, Ct);
        Assert.InRange(bytes.Length, 5_000, 300_000);
        using var pdf = PdfDocument.Open(bytes.ToArray());
        var text = string.Concat(pdf.GetPages().Select(p => string.Concat(p.GetWords().Select(w => w.Text))));
        foreach (var words in new[] { "견적서", "뷁쀼특수촬영", "인화액자", "-50,000원", "2,270,005원", "Q-2026-000001" })
        {
            Assert.Contains(words, text, StringComparison.Ordinal);
        }

        // A sign that the font does not have would be a box.
        Assert.DoesNotContain('\u25A1', text);
    }

    private static OptionDraft OptionOf(string name) => new(name, "Option", null, new Money(1_000), new OptionTerms());

    private static QuoteLineDraft Option(Guid id, int quantity = 1) =>
        new(QuoteLineKind.Option, null, id, null, Money.Zero, quantity, IsOptional: true);

    private static QuoteLineDraft Custom(string name, long won) => new(QuoteLineKind.Custom, null, null, name, new Money(won));

    private static QuoteLineDraft Discount(string name, long won) => new(QuoteLineKind.Discount, null, null, name, new Money(won));

    private static HashSet<Guid> Ids(QuoteTable table, params string[] names) =>
        [.. table.Paper.Lines.Where(l => names.Contains(l.Name)).Select(l => l.Id)];

    private static QuoteDraft DraftOf(QuoteSheet sheet) =>
        new(
            sheet.PackageId!.Value,
            sheet.Language,
            sheet.Message,
            sheet.Row.ValidUntil,
            [
                .. sheet
                    .Lines.Skip(1)
                    .Select(l => new QuoteLineDraft(
                        l.Kind,
                        l.Id,
                        l.OptionId,
                        l.Name,
                        l.UnitPrice,
                        l.Quantity,
                        l.VatIncluded,
                        l.IsOptional,
                        l.IsChosen
                    )),
            ],
            sheet.Plan,
            sheet.SendsContract
        );

    private async Task<Guid> OptionAsync(string name, long won, bool vatIncluded, OptionTerms adds)
    {
        var admin = await StaffAsync(UserRole.Admin, "오", "세진");
        var draft = new OptionDraft(name, "Option", ProjectType.Wedding, new Money(won), adds, VatIncluded: vatIncluded);
        return Done(await Packages.AddAsync(admin, draft, Guid.NewGuid().ToString(), Ct));
    }

    private async Task<QuoteDraft> DraftAsync()
    {
        var known = await Contracts.PackagesAsync(Manager, Ct);
        return new QuoteDraft(
            known.Count > 0 ? known[0].Id : (await PackageAsync()).Id,
            "ko",
            "잘 부탁드려요",
            Clock.Today.AddDays(14),
            [],
            [
                new PlanTerm(PlanLineKind.Deposit, PlanAmount.Percent, 20, PlanDue.AfterSigning, 3),
                new PlanTerm(PlanLineKind.Balance, PlanAmount.Rest, 0, PlanDue.BeforeShoot, 7),
            ]
        );
    }

    private async Task<Guid> WriteAsync(Customer couple, params QuoteLineDraft[] lines) =>
        Done(await Quotes.WriteAsync(Manager, couple.Id, await DraftAsync() with { Lines = lines }, Guid.NewGuid().ToString(), Ct));

    private async Task<Guid> SentAsync(Customer couple, params QuoteLineDraft[] lines) =>
        await SentAsync(couple, await DraftAsync() with { Lines = lines });

    private async Task<Guid> SentAsync(Customer couple, QuoteDraft draft)
    {
        var id = Done(await Quotes.WriteAsync(Manager, couple.Id, draft, Guid.NewGuid().ToString(), Ct));
        Done(await Quotes.SendAsync(Manager, id, (await SheetOfAsync(id)).Version, Ct));
        return id;
    }

    private async Task<QuoteSheet> SheetOfAsync(Guid id) => Done(await Quotes.SheetAsync(Manager, id, Ct));
}
