using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Banking;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Imports;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Imports.Files;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

/// <summary>A bank's file: read whatever the bank calls its columns, matched by name, amount and day, booked once.</summary>
public sealed class BankTests(MigratedTemplate template) : ContractTest(template)
{
    private BankService Bank => Get<BankService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<ITableFiles, TableFiles>();
        services.AddSingleton<BankService>();
    }

    // As the banks' own downloads are headed; what went out, a sum and a blank line are passed over.
    [Theory]
    [InlineData(
        "거래일시,적요,의뢰인/수취인,내통장표시내용,출금액,입금액,잔액,처리점\n2026.03.02 13:05:09,전자금융,김도현,,0,\"440,000\",\"1,440,000\",서초\n2026.03.02 14:00:00,카드,마트,,30000,0,1410000,\n합계,,,,30000,440000,,\n"
    )]
    [InlineData("거래일자,거래시간,적요,출금(원),입금(원),내용,잔액(원)\n20260302,13:05:09,타행이체,0,440000,김도현,1440000\n,,,,,,\n")]
    [InlineData(
        "계좌번호;123-45\n조회기간;2026.03.01~2026.03.31\n\n거래일시;기재내용;찾으신 금액;맡기신 금액;거래후 잔액\n2026-03-02 13:05:09;김도현;;440,000원;1440000\n"
    )]
    [InlineData(
        "거래일시\t구분\t거래금액\t거래 후 잔액\t거래구분\t내용\t메모\n2026.03.02 13:05:09\t입금\t440,000\t1,440,000\t일반입금\t김도현\t\n2026.03.02 15:00:00\t출금\t-5,000\t1,435,000\t체크카드\t카페\t\n"
    )]
    public async Task Files_of_korean_banks_are_read(string text)
    {
        var line = Assert.Single(Done(BankFile.Read(new TableFiles(), new MemoryStream(Encoding.UTF8.GetBytes(text)), "bank.csv")).Lines);

        Assert.Equal(
            (new DateOnly(2026, 3, 2), new TimeOnly(13, 5, 9), new Money(440_000), "김도현", 1_440_000L),
            (line.Day, line.Time, line.Amount, line.Depositor, line.BalanceAfter)
        );
        Assert.Equal((1, 0), (Done(await UploadAsync(text)).New, Done(await UploadAsync(text)).New));
    }

    [Fact]
    public async Task What_is_no_statement_is_refused_and_half_a_won_is_no_money()
    {
        Assert.Equal(new BankColumnsUnknown(), (await UploadAsync("이름,전화\n김도현,010-1234-5678\n")).Refusal);
        Assert.Equal(
            new BankFileWithoutMoney(),
            (await UploadAsync("거래일시,입금액\n2026-03-02,0.5\n2026-13-02,1000\n2026-03-02,-1000\n")).Refusal
        );
        Assert.False((await UploadAsync("")).Succeeded);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM bank_entries"));
    }

    // As Excel saves times again, and as people write them.
    [Theory]
    [InlineData("2026-03-02 9:05", "9:05")]
    [InlineData("2026-03-02 9:05:09", "9:05:09")]
    [InlineData("2026-3-2 오후 1:05", "13:05")]
    [InlineData("2026.03.02 오전 12:30:00", "0:30")]
    [InlineData("20260302130509", "13:05:09")]
    [InlineData("202603021305", "13:05")]
    [InlineData("2026년 3월 2일", null)]
    public void Days_and_hours_are_read_however_they_are_written(string moment, string? hour)
    {
        var text = $"거래일시,보낸분,입금액\n{moment},김도현,1000\n";

        var line = Assert.Single(Done(BankFile.Read(new TableFiles(), new MemoryStream(Encoding.UTF8.GetBytes(text)), "bank.csv")).Lines);

        var expected = hour is null ? (TimeOnly?)null : TimeOnly.Parse(hour, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((new DateOnly(2026, 3, 2), expected), (line.Day, line.Time));
    }

    [Fact]
    public async Task What_can_not_be_read_is_counted_and_what_went_out_is_not_money()
    {
        var read = Done(
            await UploadAsync(
                "거래일시,구분,거래금액,내용\n2026-03-02,입금,1000,김도현\n2026-02-31,입금,2000,이서연\n2026-03-02,지급,3000,마트\n2026-03-02,입금,0.5,이자\n2026-03-02,입금,250000000,큰돈\n"
            )
        );

        Assert.Equal(new BankUpload(1, 0, 3), read);
    }

    [Fact]
    public async Task What_was_recorded_by_hand_or_only_sounds_alike_is_not_sure()
    {
        var id = await SentAsync(await CoupleAsync());
        var half = new PaymentReceipt(new Money(440_000), "transfer", "김도현", Clock.Today);
        Done(await Payments.ReceiveAsync(Manager, id, half with { Amount = new Money(1_760_000) }, "hand", Ct));
        Done(
            await UploadAsync(
                $"거래일시,보낸분,입금액\n{Clock.Today:yyyy-MM-dd} 10:00,김도현,1760000\n{Clock.Today:yyyy-MM-dd} 11:00,김도현수,440000\n"
            )
        );

        Assert.Equal(0, Done(await Bank.BookSureAsync(Manager, Ct)));

        var rows = Done(await Bank.ListAsync(Manager, BankEntryStatus.Open, ct: Ct)).Rows;
        Assert.True(Assert.Single(rows.Single(r => r.Amount == new Money(1_760_000)).Candidates).MayBeRecorded);
        Assert.False(Assert.Single(rows.Single(r => r.Depositor == "김도현수").Candidates).IsSure);
    }

    [Fact]
    public async Task A_line_that_was_booked_wrongly_waits_to_be_booked_where_it_belongs()
    {
        var wrong = await SentAsync(await CoupleAsync());
        var right = await SentAsync(await CoupleAsync());
        Done(await UploadAsync("거래일시,보낸분,입금액\n2026-03-02 10:00,김도현,440000\n"));
        var entry = Assert.Single(Done(await Bank.ListAsync(Manager, BankEntryStatus.Open, ct: Ct)).Rows);
        Done(await Bank.BookAsync(Manager, entry.Id, wrong, Ct));
        Assert.Equal(new BankEntryDecided(BankEntryStatus.Booked), (await Bank.IgnoreAsync(Manager, entry.Id, false, Ct)).Refusal);

        Done(await Payments.CorrectAsync(Manager, wrong, (await SheetAsync(wrong)).Payments[0].Id, "다른 고객의 입금", Ct));
        Done(await Bank.BookAsync(Manager, entry.Id, right, Ct));

        Assert.Equal((Money.Zero, new Money(440_000)), ((await SheetAsync(wrong)).Paid, (await SheetAsync(right)).Paid));
    }

    [Fact]
    public async Task The_same_lines_come_in_once_and_twins_of_one_file_both()
    {
        const string March =
            "거래일시,보낸분,입금액\n2026-03-02 10:00,김도현,50000\n2026-03-02 10:00,김도현,50000\n2026-03-03 10:00,이서연,70000\n";
        var uploads = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => UploadAsync(March)));

        Assert.Equal(3, uploads.Sum(u => Done(u).New));
        Assert.Equal(new BankUpload(1, 3), Done(await UploadAsync(March + "2026-03-04 10:00,박하늘,90000\n")));
    }

    [Theory]
    [InlineData("김도현", 440_000, BankMatchReason.NameAndAmount)]
    [InlineData("김도현잔금", 440_000, BankMatchReason.NameAndAmount)]
    [InlineData("이서연(신부)", 2_200_000, BankMatchReason.NameAndAmount)]
    [InlineData("0302김도현", 100_000, BankMatchReason.Name)]
    [InlineData("최모름", 440_000, BankMatchReason.Amount)]
    public async Task Names_and_amounts_find_their_contract(string depositor, long won, BankMatchReason reason)
    {
        await SentAsync(await CoupleAsync());
        Done(await UploadAsync($"거래일시,보낸분,입금액\n2026-03-02 10:00,{depositor},{won}\n"));

        var row = Assert.Single(Done(await Bank.ListAsync(Manager, BankEntryStatus.Open, ct: Ct)).Rows);

        Assert.Equal(reason, Assert.Single(row.Candidates).Reason);
    }

    [Fact]
    public async Task A_strangers_money_and_a_far_day_find_nobody()
    {
        var id = await SentAsync(await CoupleAsync());
        Done(await SignAsync(Bride(await CoupleOfAsync(id)), id));
        Done(
            await UploadAsync(
                "거래일시,보낸분,입금액\n2026-03-02 10:00,최모름,123456\n2026-03-02 11:00,현,440000\n2025-03-02 11:00,최모름,1760000\n"
            )
        );

        var rows = Done(await Bank.ListAsync(Manager, BankEntryStatus.Open, ct: Ct)).Rows;

        Assert.Empty(rows.Single(r => r.Amount == new Money(123_456)).Candidates);

        // One syllable is no name: only the amount speaks for it.
        Assert.Equal(BankMatchReason.Amount, Assert.Single(rows.Single(r => r.Depositor == "현").Candidates).Reason);
    }

    [Fact]
    public async Task A_line_is_booked_once_whoever_presses_and_the_deposit_puts_the_contract_in_force()
    {
        var couple = await CoupleAsync();
        var id = await SentAsync(couple);
        Done(await SignAsync(Bride(couple), id));
        Done(await SignAsync(Groom(couple), id));
        Done(await UploadAsync("거래일시,보낸분,입금액\n2026-03-02 10:00,김도현,440000\n"));
        var entry = Assert.Single(Done(await Bank.ListAsync(Manager, BankEntryStatus.Open, ct: Ct)).Rows);

        var booked = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i => i % 4 == 3 ? Bank.IgnoreAsync(Manager, entry.Id, true, Ct) : Bank.BookAsync(Manager, entry.Id, id, Ct))
        );

        Assert.Single(booked, b => b.Succeeded);
        Assert.All(booked.Where(b => !b.Succeeded), b => Assert.IsType<BankEntryDecided>(b.Refusal));
        if (await ScalarAsync<string>("SELECT status::text FROM bank_entries") == "ignored")
        {
            Done(await Bank.IgnoreAsync(Manager, entry.Id, false, Ct));
            Done(await Bank.BookAsync(Manager, entry.Id, id, Ct));
        }

        var sheet = await SheetAsync(id);
        Assert.Equal((ContractStatus.Active, new Money(440_000)), (sheet.Row.Status, sheet.Paid));
        Assert.StartsWith("bank-", Assert.Single(sheet.Payments).TransactionId, StringComparison.Ordinal);
        var done = Assert.Single(Done(await Bank.ListAsync(Manager, BankEntryStatus.Booked, ct: Ct)).Rows);
        Assert.Equal((id, sheet.Row.Number), (done.ContractId, done.ContractNumber));
    }

    [Fact]
    public async Task Sure_lines_are_booked_together_and_unsure_ones_wait()
    {
        var first = await SentAsync(await CoupleAsync());
        Done(
            await UploadAsync(
                "거래일시,보낸분,입금액\n2026-03-02 10:00,김도현,440000\n2026-03-02 11:00,이서연,1760000\n2026-03-02 12:00,이서연,10000\n2026-03-02 13:00,최모름,440000\n"
            )
        );

        Assert.Equal(2, Done(await Bank.BookSureAsync(Manager, Ct)) + Done(await Bank.BookSureAsync(Manager, Ct)));

        Assert.Equal(new Money(2_200_000), (await SheetAsync(first)).Paid);
        Assert.Equal(2L, await ScalarAsync<long>("SELECT count(*) FROM bank_entries WHERE status = 'open'"));

        // Two couples of the same name: nobody is sure.
        await SentAsync(await CoupleAsync());
        await SentAsync(await CoupleAsync());
        Done(await UploadAsync("거래일시,보낸분,입금액\n2026-03-05 10:00,김도현,440000\n"));
        Assert.Equal(0, Done(await Bank.BookSureAsync(Manager, Ct)));
    }

    private async Task<MindGraphy.Domain.Customers.Customer> CoupleOfAsync(Guid contractId)
    {
        await using var session = Get<IStudio>().Open(Manager);
        var contract = await session.Contracts.FindAsync(contractId, Ct);
        return (await session.Contracts.FindCoupleAsync(contract!.CustomerId, Ct))!;
    }

    private Task<Result<BankUpload>> UploadAsync(string text) =>
        Bank.UploadAsync(Manager, new MemoryStream(Encoding.UTF8.GetBytes(text)), "bank.csv", Ct);
}
