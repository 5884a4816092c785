using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

/// <summary>An amendment is signed like a contract; day, plan, counts, shoot and gallery follow it, and nobody is booked twice on the way.</summary>
public sealed class AmendmentTests(MigratedTemplate template) : ContractTest(template)
{
    private static readonly DateOnly NewDay = new(2027, 3, 6);
    private static readonly IReadOnlySet<string> Tick = new HashSet<string> { "amendment" };

    private AmendmentService Amendments => Get<AmendmentService>();

    private ScheduleService Schedules => Get<ScheduleService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<ScheduleService>();
        services.AddSingleton<ProjectService>();
        services.AddSingleton<AmendmentService>();
    }

    [Fact]
    public async Task Another_day_moves_contract_couple_plan_project_and_shoot_once_both_signed()
    {
        var (couple, contract) = await InForceAsync();
        var photographer = (await StaffAsync(UserRole.Photographer, "박", "하늘")).UserId!.Value;
        var (project, shoot) = await ShootAsync(contract, photographer);
        var id = await WrittenAsync(
            contract,
            new AmendmentTerms
            {
                WeddingDate = NewDay,
                WeddingTime = new TimeOnly(14, 0),
                WeddingVenue = "더채플앳청담",
            }
        );
        Done(await Amendments.SendAsync(Manager, id, await VersionAsync(id), Ct));

        // The new hours are kept for this couple while they read.
        var busy = await Schedules.HoldAsync(
            Manager,
            photographer,
            (await CoupleAsync()).Id,
            Clock.At(NewDay, new TimeOnly(13, 0)),
            Clock.At(NewDay, new TimeOnly(15, 0)),
            Clock.Now.AddDays(3),
            Ct
        );
        Assert.IsType<PersonAlreadyBooked>(busy.Refusal);

        var read = Done(await Signing.SheetAsync(Bride(couple), id, Ct)).Document;
        Assert.Equal("C-2026-000001", read.Amends!.Number);
        Assert.Contains(new ContractChange("예식일", "2026. 11. 21. (토)", "2027. 3. 6. (토)"), read.Amends.Changes);
        Done(await SignAsync(Bride(couple), id, Tick));
        Assert.Equal(new DateOnly(2026, 11, 21), (await SheetAsync(contract)).Row.WeddingDate);
        Done(await SignAsync(Groom(couple), id, Tick));

        var sheet = await SheetAsync(contract);
        Assert.Equal((NewDay, new TimeOnly(14, 0), "더채플앳청담"), (sheet.Row.WeddingDate, sheet.WeddingTime, sheet.WeddingVenue));
        Assert.Equal(NewDay.AddDays(-7), sheet.Plan.Single(l => l.Term.Kind == PlanLineKind.Balance).DueOn);
        Assert.Null(sheet.BrokenAt);
        Assert.Equal("2027-03-06", await ScalarAsync<string>("SELECT wedding_date::text FROM customers WHERE id = $1", couple.Id));
        await FollowAsync();
        await FollowAsync();

        Assert.Equal(
            "2027-03-06 12:00 더채플앳청담",
            await ScalarAsync<string>(
                "SELECT to_char(start_time AT TIME ZONE 'Asia/Seoul', 'YYYY-MM-DD HH24:MI') || ' ' || location FROM shooting_schedules WHERE id = $1",
                shoot
            )
        );
        Assert.Equal("2027-03-06", await ScalarAsync<string>("SELECT wedding_date::text FROM projects WHERE id = $1", project));
        Assert.Equal(
            "crew",
            await ScalarAsync<string>("SELECT string_agg(source::text, ',') FROM person_bookings WHERE status = 'booked'")
        );
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM contract_events WHERE kind = 'shoot moved'"));
        Done(await Sealing.SealAsync(id, Ct));
        Assert.Equal("C-2026-000001-1", (await SheetAsync(id)).Row.Number);
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM projects"));
    }

    [Fact]
    public async Task A_photographer_who_is_busy_then_is_said_before_anything_is_sent()
    {
        var (_, contract) = await InForceAsync();
        var photographer = (await StaffAsync(UserRole.Photographer, "박", "하늘")).UserId!.Value;
        await ShootAsync(contract, photographer);
        var (_, other) = await InForceAsync();
        await ShootAsync(other, photographer, NewDay);
        var id = await WrittenAsync(contract, new AmendmentTerms { WeddingDate = NewDay });

        var sent = await Amendments.SendAsync(Manager, id, await VersionAsync(id), Ct);

        Assert.IsType<PersonAlreadyBooked>(sent.Refusal);
        Assert.Equal(ContractStatus.Draft, (await SheetAsync(id)).Row.Status);
        Assert.Equal(0L, await ScalarAsync<long>("SELECT count(*) FROM person_bookings WHERE source = 'hold' AND status = 'booked'"));

        // With another photographer it fits.
        var free = (await StaffAsync(UserRole.Photographer, "서", "이음")).UserId!.Value;
        var again = Done(
            await Amendments.WriteAsync(
                Manager,
                contract,
                new AmendmentTerms { WeddingDate = NewDay, PhotographerId = free },
                id,
                await TermsAsync(contract),
                "again",
                Ct
            )
        );
        Done(await Amendments.SendAsync(Manager, again, await VersionAsync(again), Ct));
        Assert.Equal(ContractStatus.Cancelled, (await SheetAsync(id)).Row.Status);
    }

    [Fact]
    public async Task What_the_calendar_can_not_follow_stays_and_is_told_once()
    {
        var (couple, contract) = await InForceAsync();
        var photographer = (await StaffAsync(UserRole.Photographer, "박", "하늘")).UserId!.Value;
        var id = await WrittenAsync(contract, new AmendmentTerms { WeddingDate = NewDay });
        Done(await Amendments.SendAsync(Manager, id, await VersionAsync(id), Ct));

        // Booked after it was sent: nothing was kept, and another wedding has the photographer's new day.
        var (_, shoot) = await ShootAsync(contract, photographer);
        var (_, other) = await InForceAsync();
        await ShootAsync(other, photographer, NewDay);
        Done(await SignAsync(Bride(couple), id, Tick));
        Done(await SignAsync(Groom(couple), id, Tick));
        await FollowAsync();
        await FollowAsync();

        Assert.Equal(NewDay, (await SheetAsync(contract)).Row.WeddingDate);
        Assert.Equal(
            "2026-11-21",
            await ScalarAsync<string>(
                "SELECT (start_time AT TIME ZONE 'Asia/Seoul')::date::text FROM shooting_schedules WHERE id = $1",
                shoot
            )
        );
        Assert.Equal(1L, await ScalarAsync<long>("SELECT count(*) FROM notifications WHERE template_id = 'amendment_shoot'"));
        Assert.Contains((await SheetAsync(contract)).Events, e => e.Kind == "shoot not moved");
    }

    [Fact]
    public async Task Other_counts_and_money_follow_and_add_up()
    {
        var (couple, contract) = await InForceAsync();
        var before = await SheetAsync(contract);
        var more = await WrittenAsync(
            contract,
            new AmendmentTerms
            {
                Included = before.Extra.Included with { RetouchedPhotos = 80, AlbumCopies = 2 },
                AddedOptions = [new BoughtOption("보정 20장 추가", 1, 200_000)],
                PriceWon = 200_000,
                PriceDueOn = Clock.Today.AddDays(10),
            }
        );
        await SignedAsync(couple, more);

        var sheet = await SheetAsync(contract);
        Assert.Equal((80, 2), (sheet.Extra.Included.RetouchedPhotos, sheet.Extra.Included.AlbumCopies));
        Assert.Equal(["보정 20장 추가"], sheet.Extra.Options.Select(o => o.Name));
        Assert.Equal((2_200_000L, 2_400_000L), (sheet.Row.Total.Won, sheet.Owed.Won));
        Assert.Equal("C-2026-000001-1", sheet.Plan[^1].WhatFor);

        var less = await WrittenAsync(contract, new AmendmentTerms { PriceWon = -300_000, Note = "앨범을 뺌" });
        await SignedAsync(couple, less);
        sheet = await SheetAsync(contract);
        // What was added last goes first, then the balance.
        Assert.Equal((2_100_000L, 2_100_000L), (sheet.Row.Total.Won, sheet.Owed.Won));
        Assert.Equal(1_660_000, sheet.Plan.Single(l => l.Term.Kind == PlanLineKind.Balance).Amount.Won);
        Assert.Equal(440_000, sheet.Paid.Won);
        Assert.Equal(0, sheet.ToReturn.Won);
        Assert.Equal(
            [1, 2],
            sheet.Extra.Amendments.Select(a => int.Parse(a.Number[^1..], System.Globalization.CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public async Task An_amendment_that_includes_a_charged_round_gives_its_price_back_first()
    {
        var (couple, contract) = await InForceAsync();
        var before = await SheetAsync(contract);
        foreach (var what in new[] { RoundCharge.WhatFor(1).Korean, RoundCharge.WhatFor(2).Korean, "추가 보정 3장" })
        {
            Done(await Payments.AddLineAsync(Manager, contract, new Money(33_000), what, Clock.Today.AddDays(7), what, Ct));
        }

        async Task<RevisionBoard> BoardAsync()
        {
            var sheet = await SheetAsync(contract);
            return new RevisionBoard([], 0, [])
            {
                Terms = new RevisionTerms(sheet.Extra.Included.RevisionRounds, 2, 33_000),
                Billed =
                [
                    .. sheet
                        .Plan.Where(l => RoundCharge.NumberOf(l.WhatFor) is not null)
                        .Select(l => new BilledRound(RoundCharge.NumberOf(l.WhatFor)!.Value, l.Amount.Won)),
                ],
            };
        }

        // Included after all, and its price given back in part, then in whole: what else was ordered stays.
        var terms = before.Extra.Included with
        {
            RevisionRounds = 1,
        };
        await SignedAsync(couple, await WrittenAsync(contract, new AmendmentTerms { Included = terms, PriceWon = -13_000 }));
        Assert.Equal(new BilledRound(1, 20_000), Assert.Single((await BoardAsync()).OverBilled));
        await SignedAsync(couple, await WrittenAsync(contract, new AmendmentTerms { PriceWon = -20_000 }));
        Assert.Empty((await BoardAsync()).OverBilled);
        var plan = (await SheetAsync(contract)).Plan;
        Assert.Equal(
            [("추가 재수정 2차", 33_000L), ("추가 보정 3장", 33_000L)],
            plan.Where(l => l.WhatFor is not null).Select(l => (l.WhatFor!, l.Amount.Won))
        );
        Assert.Equal(before.Plan.Select(l => l.Amount), plan.Where(l => l.WhatFor is null).Select(l => l.Amount));

        // The other one was paid: what stays behind the payment is not told for ever.
        var second = plan.Single(l => l.WhatFor == "추가 재수정 2차");
        var receipt = new PaymentReceipt(second.Amount, "transfer", "김도현", Clock.Today, second.Id);
        Done(await Payments.ReceiveAsync(Manager, contract, receipt, "paid", Ct));
        terms = terms with { RevisionRounds = 2 };
        await SignedAsync(couple, await WrittenAsync(contract, new AmendmentTerms { Included = terms, PriceWon = -33_000 }));
        Assert.Equal(new BilledRound(2, 1), Assert.Single((await BoardAsync()).Billed));
        Assert.Empty((await BoardAsync()).OverBilled);
    }

    [Fact]
    public async Task What_is_amended_away_after_the_last_picture_completes_the_contract()
    {
        var (couple, contract) = await InForceAsync();
        var photographer = (await StaffAsync(UserRole.Photographer, "박", "하늘")).UserId!.Value;
        var (project, _) = await ShootAsync(contract, photographer);
        await ExecuteAsync("UPDATE projects SET project_status = 'delivered' WHERE id = $1", project);
        var open = (await SheetAsync(contract)).Owed.Won - (await SheetAsync(contract)).Paid.Won;
        Assert.Empty(await OutboxAsync<CompleteDeal>());

        await SignedAsync(couple, await WrittenAsync(contract, new AmendmentTerms { PriceWon = -open }));
        var message = Assert.Single(await OutboxAsync<CompleteDeal>());
        await new DealService(Studio, Clock).CompleteAsync(message.CustomerId, Ct);
        Assert.Equal(ContractStatus.Completed, (await SheetAsync(contract)).Row.Status);
    }

    [Fact]
    public async Task What_was_typed_before_the_signed_copy_was_sealed_is_no_edit_of_somebody_else()
    {
        var (_, contract) = await InForceAsync();
        var (read, version) = (await TermsAsync(contract), await VersionAsync(contract));

        Done(await Sealing.SealAsync(contract, Ct));
        Assert.NotEqual(version, await VersionAsync(contract));

        Done(await Amendments.WriteAsync(Manager, contract, new AmendmentTerms { WeddingDate = NewDay }, null, read, "typed", Ct));
    }

    [Fact]
    public async Task What_can_not_be_amended_is_refused()
    {
        var couple = await CoupleAsync();
        var sent = await SentAsync(couple);
        var (_, contract) = await InForceAsync();

        async Task<Refusal?> WriteAsync(AmendmentTerms terms, Guid? of = null) =>
            (
                await Amendments.WriteAsync(
                    Manager,
                    of ?? contract,
                    terms,
                    null,
                    await TermsAsync(of ?? contract),
                    Guid.NewGuid().ToString(),
                    Ct
                )
            ).Refusal;

        Assert.IsType<ContractCannotMove>(await WriteAsync(new AmendmentTerms { WeddingDate = NewDay }, sent));
        Assert.Equal(new NothingToAmend(), await WriteAsync(new AmendmentTerms { Note = "  " }));
        Assert.Equal(new DateInThePast("WeddingDate"), await WriteAsync(new AmendmentTerms { WeddingDate = Clock.Today.AddDays(-1) }));
        Assert.Equal(new FieldRequired("PriceDueOn"), await WriteAsync(new AmendmentTerms { PriceWon = 1 }));
        Assert.Equal(new AmountOutOfRange("PriceWon"), await WriteAsync(new AmendmentTerms { PriceWon = 100_000_000 }));
        Assert.Equal(new AmountOutOfRange("PriceWon"), await WriteAsync(new AmendmentTerms { PriceWon = -2_200_000 }));
        Assert.Equal(new NothingToAmend(), await WriteAsync(new AmendmentTerms { WeddingVenue = " " }));
        Assert.Equal(
            new EditedElsewhere(),
            (
                await Amendments.WriteAsync(
                    Manager,
                    contract,
                    new AmendmentTerms { WeddingDate = NewDay },
                    null,
                    (await TermsAsync(contract)) with
                    {
                        WeddingVenue = "stale",
                    },
                    "stale",
                    Ct
                )
            ).Refusal
        );
        Assert.Equal(
            new CountOutOfRange("Photographers", 1, 10),
            await WriteAsync(new AmendmentTerms { Included = new PackageTerms { Photographers = 0 } })
        );
        Assert.Equal(new PersonNotBookable(), await WriteAsync(new AmendmentTerms { PhotographerId = Guid.NewGuid() }));

        // One at a time, however many write at once.
        var read = await TermsAsync(contract);
        var written = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i => Amendments.WriteAsync(Manager, contract, new AmendmentTerms { WeddingDate = NewDay }, null, read, "w" + i, Ct))
        );
        var id = Assert.Single(written, w => w.Succeeded).Value;
        Assert.All(written.Where(w => !w.Succeeded), w => Assert.Equal(new AmendmentOpen(), w.Refusal));
        Assert.IsType<ContractCannotMove>(await WriteAsync(new AmendmentTerms { WeddingDate = NewDay }, id));

        // No money, no project, no amendment of an amendment.
        var receipt = new PaymentReceipt(new Money(1_000), "transfer", null, Clock.Today);
        Done(await Amendments.SendAsync(Manager, id, await VersionAsync(id), Ct));
        Assert.IsType<ContractCannotMove>((await Payments.ReceiveAsync(Manager, id, receipt, "m", Ct)).Refusal);
        Assert.IsType<ContractNotInForce>((await Get<ProjectService>().OpenAsync(Manager, id, Ct)).Refusal);
    }

    private async Task<Guid> WrittenAsync(Guid contract, AmendmentTerms terms) =>
        Done(await Amendments.WriteAsync(Manager, contract, terms, null, await TermsAsync(contract), Guid.NewGuid().ToString(), Ct));

    private async Task<AmendableTerms> TermsAsync(Guid contract) => (await SheetAsync(contract)).Terms;

    private async Task SignedAsync(Customer couple, Guid amendment)
    {
        Done(await Amendments.SendAsync(Manager, amendment, await VersionAsync(amendment), Ct));
        Done(await SignAsync(Groom(couple), amendment, Tick));
        Done(await SignAsync(Bride(couple), amendment, Tick));
    }

    private async Task<(Customer Couple, Guid Contract)> InForceAsync()
    {
        var couple = await CoupleAsync();
        var contract = await SignedAsync(couple);
        Done(await PayAsync(contract, PaymentType.Deposit));
        return (couple, contract);
    }

    private async Task<(Guid Project, Guid Shoot)> ShootAsync(Guid contract, Guid photographer, DateOnly? day = null)
    {
        var project = Done(await Get<ProjectService>().OpenAsync(Manager, contract, Ct));
        var on = day ?? new DateOnly(2026, 11, 21);
        var plan = new ShootPlan(
            ScheduleType.MainShoot,
            Clock.At(on, new TimeOnly(10, 30)),
            Clock.At(on, new TimeOnly(15, 30)),
            photographer,
            [],
            "그랜드 하얏트 서울"
        );
        return (project, Done(await Schedules.BookAsync(Manager, project, plan, Guid.NewGuid().ToString(), ct: Ct)));
    }

    private async Task FollowAsync()
    {
        foreach (var message in await OutboxAsync<FollowAmendment>())
        {
            Done(await Amendments.FollowAsync(message.ContractId, message.AmendmentId, Ct));
        }
    }
}
