using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Domain.Schedules;

public sealed class OverbookingTests(MigratedTemplate template) : ProjectTest(template)
{
    private Task<Result<Guid>> OverbookAsync(Guid project, ShootPlan plan, string reason = "같은 홀에서 이어지는 예식", Actor? by = null) =>
        Schedules.BookAsync(by ?? Manager, project, plan, Guid.NewGuid().ToString(), reason, Ct);

    [Fact]
    public async Task Who_is_busy_is_booked_knowingly_with_right_and_reason_and_it_is_kept_who_did_it_over_what()
    {
        var park = await PhotographerAsync();
        var (first, second) = (await ProjectAsync(), await ProjectAsync("최유나", "강태오"));
        await BookedAsync(first, Plan(At(10), At(15), park));
        var without = Manager with { Permissions = [Rights.Calendar, Rights.ProjectsAll] };

        Assert.Equal(new NotAllowed(), (await OverbookAsync(second, Plan(At(14), At(17), park), by: without)).Refusal);
        Assert.Equal(new FieldRequired("OverrideReason"), (await OverbookAsync(second, Plan(At(14), At(17), park), " ")).Refusal);
        var booked = await OverbookAsync(second, Plan(At(14), At(17), park));

        Assert.Null(booked.Refusal);
        Assert.Equal(
            "같은 홀에서 이어지는 예식|김서연 · 이준호, 더채플앳청담|crew",
            await ScalarAsync<string>("SELECT concat_ws('|', reason, over, source) FROM booking_overrides")
        );
        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM person_bookings WHERE overlap_allowed AND status = 'booked'"));
    }

    [Fact]
    public async Task What_was_allowed_keeps_everybody_else_out_of_its_time()
    {
        var park = await PhotographerAsync();
        var (first, second, third) = (await ProjectAsync(), await ProjectAsync("최유나", "강태오"), await ProjectAsync("이하은", "정민재"));
        await BookedAsync(first, Plan(At(10), At(15), park));
        Assert.Null((await OverbookAsync(second, Plan(At(14), At(17), park))).Refusal);

        // 15 to 17 is only in the overbooked shoot's time.
        var refused = Assert.IsType<PersonAlreadyBooked>((await BookAsync(third, Plan(At(16), At(18), park))).Refusal);

        Assert.Equal("최유나 · 강태오, 더채플앳청담", refused.What);
        Assert.Null((await BookAsync(third, Plan(At(17), At(18), park))).Refusal);
    }

    [Fact]
    public async Task A_reason_where_nobody_is_busy_allows_nothing()
    {
        var park = await PhotographerAsync();
        Assert.Null((await OverbookAsync(await ProjectAsync(), Plan(At(10), At(15), park))).Refusal);

        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM booking_overrides"));
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM person_bookings WHERE overlap_allowed"));
    }

    [Fact]
    public async Task What_was_allowed_was_allowed_for_that_time_and_another_time_is_asked_anew()
    {
        var park = await PhotographerAsync();
        var (first, second) = (await ProjectAsync(), await ProjectAsync("최유나", "강태오"));
        await BookedAsync(first, Plan(At(10), At(15), park));
        var shoot = (await OverbookAsync(second, Plan(At(14), At(17), park))).Value;

        var seen = await ShootAsync(shoot);
        Assert.Null((await Schedules.ChangeAsync(Manager, shoot, seen.Plan with { Notes = "주차" }, seen.Version, ct: Ct)).Refusal);
        seen = await ShootAsync(shoot);
        var moved = await Schedules.ChangeAsync(Manager, shoot, seen.Plan with { Start = At(13) }, seen.Version, ct: Ct);
        Assert.IsType<PersonAlreadyBooked>(moved.Refusal);

        var away = await Schedules.ChangeAsync(Manager, shoot, seen.Plan with { Start = At(15), End = At(18) }, seen.Version, ct: Ct);
        Assert.Null(away.Refusal);
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM person_bookings WHERE overlap_allowed"));
        Assert.True(await ScalarAsync<bool>($"SELECT override_reason IS NULL FROM shooting_schedules WHERE id = '{shoot}'"));
    }

    [Fact]
    public async Task Sixteen_who_book_beside_one_who_overbooks_never_get_into_its_time()
    {
        var park = await PhotographerAsync();
        var (first, second, third) = (await ProjectAsync(), await ProjectAsync("최유나", "강태오"), await ProjectAsync("이하은", "정민재"));
        for (var day = 0; day < 6; day++)
        {
            await BookedAsync(first, Plan(At(10, days: day), At(12, days: day), park));
            var over = Task.Run(() => OverbookAsync(second, Plan(At(11, days: day), At(15, days: day), park)), Ct);
            var others = Enumerable
                .Range(0, 16)
                .Select(i => Task.Run(() => BookAsync(third, Plan(At(13, days: day), At(14, days: day), park)), Ct));
            var answers = await Task.WhenAll([over, .. others]);

            // Whoever came first, nobody stands unknowingly in another's time.
            Assert.True(answers[0].Succeeded);
            Assert.InRange(answers.Skip(1).Count(a => a.Succeeded), 0, 1);
            var unknowing = await ScalarAsync<long>(
                "SELECT count(*) FROM person_bookings a JOIN person_bookings b ON a.person_id = b.person_id AND a.id < b.id AND a.busy && b.busy WHERE a.status = 'booked' AND b.status = 'booked' AND NOT a.overlap_allowed AND NOT b.overlap_allowed"
            );
            Assert.Equal(0, unknowing);
            if (answers.Skip(1).Any(a => a.Succeeded))
            {
                // Then it was there before, and the overbooking knew of it.
                var known = await ScalarAsync<long>(
                    $"SELECT count(*) FROM booking_overrides WHERE schedule_id = '{answers[0].Value}' AND over LIKE '이하은%'"
                );
                Assert.Equal(1, known);
            }
        }
    }

    [Fact]
    public async Task The_database_itself_refuses_a_row_beside_what_was_allowed()
    {
        var park = await PhotographerAsync();
        var (first, second) = (await ProjectAsync(), await ProjectAsync("최유나", "강태오"));
        await BookedAsync(first, Plan(At(10), At(15), park));
        var shoot = (await OverbookAsync(second, Plan(At(14), At(17), park))).Value;

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            ScalarAsync<object?>(
                $"INSERT INTO person_bookings (id, person_id, source, schedule_id, busy_from, busy_to, status, created_at) VALUES (gen_random_uuid(), '{park}', 'crew', '{shoot}', '{At(16):O}', '{At(18):O}', 'booked', now())"
            )
        );

        Assert.Equal(PostgresErrorCodes.ExclusionViolation, refused.SqlState);
    }

    [Fact]
    public async Task The_time_to_pack_up_counts_as_busy_and_who_is_free_is_offered()
    {
        var (park, jung) = (await PhotographerAsync(), await PhotographerAsync("정", "도윤"));
        var (first, second) = (await ProjectAsync(), await ProjectAsync("최유나", "강태오"));
        await BookedAsync(first, Plan(At(10), At(12), park) with { TurnaroundMinutes = 30 });

        var refused = await BookAsync(second, Plan(At(12), At(14), park));

        Assert.Equal(
            new PersonAlreadyBooked("박하늘", BookingSource.Crew, "김서연 · 이준호, 더채플앳청담", At(10), At(12, 30)) { Free = "정도윤" },
            refused.Refusal
        );
        Assert.Contains("정도윤", Words.Of(refused.Refusal!));
        Assert.Null((await BookAsync(second, Plan(At(12), At(14), jung))).Refusal);
        Assert.Equal(
            new TurnaroundOutOfRange(Shoot.MaxTurnaroundMinutes),
            (await BookAsync(second, Plan(At(18), At(19), park) with { TurnaroundMinutes = 241 })).Refusal
        );
    }
}
