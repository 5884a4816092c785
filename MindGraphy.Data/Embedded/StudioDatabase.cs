using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MindGraphy.Data.Embedded;

/// <summary>
/// The database of this process: the server named by <c>ConnectionStrings:MindGraphy</c>, or else the private cluster. Every verb opens it
/// first and disposes it last; disposing stops the cluster if this process owns it.
/// </summary>
public sealed class StudioDatabase : IAsyncDisposable
{
    /// <summary>The name of the connection string.</summary>
    public const string ConnectionName = "MindGraphy";

    private StudioDatabase(string connectionString, EmbeddedPostgres? embedded)
    {
        ConnectionString = connectionString;
        Embedded = embedded;
    }

    /// <summary>What to connect with; valid until disposal, also when the private cluster is restarted in between.</summary>
    public string ConnectionString { get; }

    /// <summary>The private cluster; null when a server is named.</summary>
    public EmbeddedPostgres? Embedded { get; }

    /// <summary>Reads the settings and, when no server is named, starts or joins the private cluster.</summary>
    /// <param name="configuration">The application's settings.</param>
    /// <param name="environment">Where it runs; in Production the private cluster must be switched on.</param>
    /// <param name="logger">Told what is done.</param>
    /// <param name="ct">Cancels the start.</param>
    /// <exception cref="DatabaseUnavailableException">The settings are wrong, the private cluster is refused, or it can't be started.</exception>
    public static async Task<StudioDatabase> OpenAsync(
        IConfiguration configuration,
        IHostEnvironment environment,
        ILogger logger,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (configuration.GetConnectionString(ConnectionName) is { } named && !string.IsNullOrWhiteSpace(named))
        {
            return new StudioDatabase(named, null);
        }

        var settings = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        var problems = settings.Problems().ToList();
        if (problems.Count > 0)
        {
            throw new DatabaseUnavailableException(string.Join(Environment.NewLine, problems));
        }

        if (environment.IsProduction() && !settings.AllowEmbeddedInProduction)
        {
            throw new DatabaseUnavailableException(
                $"In Production a PostgreSQL server must be named: set ConnectionStrings:{ConnectionName} "
                    + $"(environment variable ConnectionStrings__{ConnectionName}). To use the private cluster on this one machine all the same, "
                    + $"set {DatabaseOptions.Section}:{nameof(DatabaseOptions.AllowEmbeddedInProduction)}=true."
            );
        }

        var options = EmbeddedPostgresOptions.From(settings, environment.ContentRootPath);
        var embedded = await EmbeddedPostgres.StartAsync(options, logger, ct);
        return new StudioDatabase(embedded.ConnectionString(options.Database), embedded);
    }

    /// <summary>Stops or leaves the private cluster.</summary>
    public ValueTask DisposeAsync() => Embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
