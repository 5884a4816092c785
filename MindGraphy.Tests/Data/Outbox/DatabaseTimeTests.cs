using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MindGraphy.Data;
using MindGraphy.Data.Realtime;
using MindGraphy.Domain.Common;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Data.Outbox;

/// <summary>A server whose clock is wrong goes by the database's.</summary>
public sealed class DatabaseTimeTests(MigratedTemplate template) : StudioTest(template)
{
    [Theory]
    [InlineData(-600)]
    [InlineData(3600)]
    public async Task A_wrong_clock_is_set_before_anybody_is_answered_and_again_when_it_jumps(int seconds)
    {
        var machine = new SettableTime(DateTimeOffset.UtcNow.AddSeconds(seconds));
        var time = new DatabaseTime(machine);
        using var keeper = new DatabaseTimeKeeper(time, Get<NpgsqlDataSource>(), NullLogger<DatabaseTimeKeeper>.Instance);
        Assert.InRange((time.GetUtcNow() - await ThereAsync()).TotalSeconds, seconds - 30, seconds + 30);

        await keeper.StartAsync(Ct);
        Assert.InRange((new StudioClock(time, StudioClock.Seoul).Now - await ThereAsync()).TotalSeconds, -30, 30);

        machine.Advance(TimeSpan.FromDays(2));
        Assert.True(await time.CompareAsync(Get<NpgsqlDataSource>(), Ct));
        Assert.InRange((time.GetUtcNow() - await ThereAsync()).TotalSeconds, -30, 30);
        await keeper.StopAsync(Ct);
    }

    [Fact]
    public async Task A_clock_that_is_right_is_left_alone()
    {
        var time = new DatabaseTime();
        await time.CompareAsync(Get<NpgsqlDataSource>(), Ct);
        Assert.InRange(time.Ahead.Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        var (before, begun) = (time.GetUtcNow(), time.GetTimestamp());
        Assert.InRange(time.GetUtcNow() - before, TimeSpan.Zero, time.GetElapsedTime(begun) + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_product_asks_no_other_clock()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddStudioData(_ => ConnectionString);
        await using var provider = services.BuildServiceProvider();
        Assert.Same(provider.GetRequiredService<DatabaseTime>(), provider.GetRequiredService<TimeProvider>());
    }

    private async Task<DateTimeOffset> ThereAsync() => new(await ScalarAsync<DateTime>("SELECT clock_timestamp()"), TimeSpan.Zero);
}
