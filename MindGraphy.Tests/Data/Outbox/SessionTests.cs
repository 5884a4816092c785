using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Data.Outbox;

/// <summary>What a session promises: numbers, keys that are worked off once, queues, and commands of closed accounts refused.</summary>
public sealed class SessionTests(MigratedTemplate template) : StudioTest(template)
{
    private sealed record Thing(int Number) : IOutboxMessage;

    private sealed record Chore(int Number) : IStudioTask;

    [Fact]
    public async Task Numbers_have_no_gap_and_no_double_while_sixteen_take_them_and_some_give_up()
    {
        var taken = new System.Collections.Concurrent.ConcurrentBag<int>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 320),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Ct },
            async (i, ct) =>
            {
                await using var session = Studio.Open(Actor.System);
                var number = await session.NextNumberAsync(Contract.NumberKind, 2026, ct);
                if (i % 5 == 0)
                {
                    // Given up before the commit: the number goes back with the transaction.
                    return;
                }

                Assert.True((await session.SaveAsync(ct)).Succeeded);
                taken.Add(number);
            }
        );

        Assert.Equal(Enumerable.Range(1, 256), taken.Order());
    }

    [Fact]
    public async Task One_key_is_worked_off_once_by_thirty_two_racing_requests()
    {
        var first = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 32),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Ct },
            async (_, ct) =>
            {
                await using var session = Studio.Open(Actor.System);
                var begun = await session.BeginOnceAsync("book", "key-1", "same", ct);
                Assert.True(begun.Succeeded);
                if (begun.Value.AlreadyDone)
                {
                    Assert.Equal("the reply", begun.Value.Reply);
                    return;
                }

                Interlocked.Increment(ref first);
                session.Enqueue(new Thing(1));
                session.CompleteOnce("book", "key-1", "the reply");
                Assert.True((await session.SaveAsync(ct)).Succeeded);
            }
        );

        Assert.Equal(1, first);
        Assert.Equal(1, await ScalarAsync<long>("SELECT count(*) FROM outbox_messages"));
    }

    [Fact]
    public async Task A_key_that_comes_again_with_other_content_is_refused()
    {
        await using (var session = Studio.Open(Actor.System))
        {
            await session.BeginOnceAsync("book", "key-2", "this", Ct);
            session.CompleteOnce("book", "key-2", "done");
            await session.SaveAsync(Ct);
        }

        await using var again = Studio.Open(Actor.System);
        Assert.Equal(new KeyUsedForAnother(), (await again.BeginOnceAsync("book", "key-2", "that", Ct)).Refusal);
    }

    [Fact]
    public async Task What_is_enqueued_exists_only_once_it_is_saved_and_a_dedupe_key_counts_once()
    {
        await using (var forgotten = Studio.Open(Actor.System))
        {
            forgotten.Enqueue(new Thing(0));
        }

        await using (var session = Studio.Open(Actor.System))
        {
            session.Enqueue(new Thing(1), "same");
            session.Enqueue(new Thing(2), "same");
            session.EnqueueTask(new Chore(3), priority: 5);
            Assert.True((await session.SaveAsync(Ct)).Succeeded);
        }

        var claimed = Assert.Single(await Get<IOutbox>().ClaimAsync(10, TimeSpan.FromMinutes(1), Ct));
        Assert.Equal(("Thing", 1), (claimed.Kind, claimed.Attempt));
        Assert.Single(await Get<ITaskQueue>().ClaimAsync(10, TimeSpan.FromMinutes(1), Ct));
    }

    [Fact]
    public async Task Sixteen_workers_claim_every_row_once_and_a_dead_ones_rows_come_back()
    {
        await using (var session = Studio.Open(Actor.System))
        {
            for (var i = 0; i < 200; i++)
            {
                session.Enqueue(new Thing(i));
            }

            await session.SaveAsync(Ct);
        }

        var claimed = new System.Collections.Concurrent.ConcurrentBag<LeasedWork>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 16),
            Ct,
            async (_, ct) =>
            {
                while (await Get<IOutbox>().ClaimAsync(7, TimeSpan.FromMinutes(1), ct) is { Count: > 0 } rows)
                {
                    foreach (var row in rows)
                    {
                        claimed.Add(row);
                    }
                }
            }
        );
        Assert.Equal(200, claimed.Select(c => c.Id).Distinct().Count());
        Assert.Equal(200, claimed.Count);

        // Their worker dies: the leases run out.
        await ExecuteAsync("UPDATE outbox_messages SET leased_until = now() - interval '1 second'");
        var again = await Get<IOutbox>().ClaimAsync(500, TimeSpan.FromMinutes(1), Ct);
        Assert.Equal(200, again.Count);
        Assert.False(await Get<IOutbox>().CompleteAsync(claimed.First(), Ct));
        Assert.True(await Get<IOutbox>().CompleteAsync(again[0], Ct));
    }

    [Fact]
    public async Task A_command_of_an_account_that_was_suspended_meanwhile_is_refused()
    {
        var editor = await StaffAsync(UserRole.Editor, "오", "세린");
        await ExecuteAsync("UPDATE users SET status = 'suspended' WHERE id = $1", editor.UserId!.Value);

        await using var session = Studio.Open(editor);
        session.Enqueue(new Thing(1));

        Assert.Equal(new AccountClosed(), (await session.SaveAsync(Ct)).Refusal);
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM outbox_messages"));
    }

    [Fact]
    public async Task News_of_one_node_is_heard_on_another_after_the_commit()
    {
        var here = Get<MindGraphy.Data.Realtime.StudioNews>();
        var there = new MindGraphy.Data.Realtime.StudioNews(
            Microsoft.Extensions.Logging.Abstractions.NullLogger<MindGraphy.Data.Realtime.StudioNews>.Instance
        );
        using var listener = new MindGraphy.Data.Realtime.StudioNewsListener(
            there,
            Get<Npgsql.NpgsqlDataSource>(),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<MindGraphy.Data.Realtime.StudioNewsListener>.Instance
        );
        await listener.StartAsync(Ct);
        await WaitUntilAsync(() =>
            ScalarAsync<bool>(
                "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle' AND query LIKE 'LISTEN%')"
            )
        );
        var (heardHere, heardThere) = (new TaskCompletionSource<IStudioEvent>(), new TaskCompletionSource<IStudioEvent>());
        using var a = here.Listen(e => Task.FromResult(heardHere.TrySetResult(e)));
        using var b = there.Listen(e => Task.FromResult(heardThere.TrySetResult(e)));

        var id = Guid.NewGuid();
        await using (var session = Studio.Open(Actor.System))
        {
            session.Raise(new MindGraphy.Domain.Notifications.NoticeSent(id));
            await session.SaveAsync(Ct);
        }

        var patience = TimeSpan.FromSeconds(10);
        Assert.Equal(new MindGraphy.Domain.Notifications.NoticeSent(id), await heardHere.Task.WaitAsync(patience, Ct));
        Assert.Equal(new MindGraphy.Domain.Notifications.NoticeSent(id), await heardThere.Task.WaitAsync(patience, Ct));
        await listener.StopAsync(Ct);
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> reached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await reached())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
