using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MindGraphy.Data.Outbox;
using MindGraphy.Data.Realtime;
using MindGraphy.Domain.Common;
using Npgsql;

namespace MindGraphy.Data;

/// <summary>What outlives the process: contexts, sessions, queues and news.</summary>
public static class DataRegistration
{
    /// <summary>Options of every context, in the app, in tests and at design time.</summary>
    public static DbContextOptionsBuilder UseStudioPostgres(this DbContextOptionsBuilder options, NpgsqlDataSource source) =>
        options
            .UseNpgsql(source, n => n.MapStudioEnums().SetPostgresVersion(15, 0))
            .UseSnakeCaseNamingConvention()
            // What belongs to a photo in the bin is read by the photo's id only, never through it.
            .ConfigureWarnings(w => w.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));

    /// <summary>A source of connections to a studio's database.</summary>
    public static NpgsqlDataSource CreateSource(string connectionString)
    {
        // Statements are few and repeat: prepared by the driver they cost a third less.
        // Nothing here leaves a mark on its session (settings and locks are the transaction's own, the one who listens keeps its connection), so
        // that no connection has to be cleaned before the next statement: that took longer than most of them.
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 100,
            IncludeErrorDetail = false,
            NoResetOnClose = true,
        };

        // The studio's statements are short. Compiled ones wait for their compiler: a board with a search took 2.2 s instead of 11 ms.
        // Whoever names options of their own has the last word.
        settings.Options ??= "-c jit=off";
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.MapStudioEnums();
        return builder.Build();
    }

    /// <summary>Registers contexts, sessions, queues and news over one database.</summary>
    public static IServiceCollection AddStudioData(this IServiceCollection services, Func<IServiceProvider, string> connectionString)
    {
        services.AddSingleton(s => CreateSource(connectionString(s)));
        services.AddPooledDbContextFactory<StudioDbContext>((s, o) => o.UseStudioPostgres(s.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<StudioNews>();
        services.AddSingleton<IStudioNews>(s => s.GetRequiredService<StudioNews>());
        // Over the machine's clock, not over the one that is asked for below: that is itself.
        services.AddSingleton(_ => new DatabaseTime());
        services.TryAddSingleton<TimeProvider>(s => s.GetRequiredService<DatabaseTime>());
        services.AddHostedService<DatabaseTimeKeeper>();
        services.AddHostedService<StudioNewsListener>();
        services.AddSingleton<IStudio, Studio>();
        services.AddSingleton<Seeding.StudioSeed>();
        services.AddSingleton<IOutbox, PostgresOutbox>();
        services.AddSingleton<ITaskQueue, PostgresTaskQueue>();
        return services;
    }
}
