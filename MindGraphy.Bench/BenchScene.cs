using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MindGraphy.Data;
using MindGraphy.Data.Embedded;
using MindGraphy.Domain.Common;
using MindGraphy.Web.Features.Demo;
using Npgsql;

namespace MindGraphy.Bench;

/// <summary>Where it is measured: a private cluster and a folder of its own, made when first asked for and gone afterwards.</summary>
internal sealed class BenchScene(BenchOrder order) : IAsyncDisposable
{
    private EmbeddedPostgres? _cluster;
    private BenchStudio? _many;
    private BenchStudio? _few;
    private BenchStudio? _small;

    public BenchOrder Order { get; } = order;

    public string Folder { get; } = Directory.CreateTempSubdirectory("mindgraphy-bench-").FullName;

    /// <summary>The studio of many years.</summary>
    public async Task<BenchStudio> ManyAsync()
    {
        if (_many is null)
        {
            Console.Error.WriteLine($"Filling {Order.ManyCustomers:N0} couples and {Order.Photos:N0} photos ...");
            _many = await StudioAsync("many", Order.ManyCustomers, Math.Max(1, Order.Photos / Order.ManyCustomers));
        }

        return _many;
    }

    /// <summary>The same studio after its first year.</summary>
    public async Task<BenchStudio> FewAsync() => _few ??= await StudioAsync("few", BenchOrder.FewCustomers, 2);

    /// <summary>A studio of 200 couples: small enough that five hundred shoots are all it has.</summary>
    public async Task<BenchStudio> SmallAsync() => _small ??= await StudioAsync("small", 200, 2);

    public async ValueTask DisposeAsync()
    {
        foreach (var studio in (BenchStudio?[])[_many, _few, _small])
        {
            if (studio is not null)
            {
                await studio.DisposeAsync();
            }
        }

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task<BenchStudio> StudioAsync(string name, int customers, int photosPerCustomer)
    {
        // Started as root, PostgreSQL runs as another account, which must be able to enter.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        _cluster ??= await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { RootFolder = Path.Combine(Folder, "postgres") },
            NullLogger.Instance
        );
        await using (var admin = new NpgsqlConnection(_cluster.ConnectionString("mindgraphy")))
        {
            await admin.OpenAsync();
#pragma warning disable CA2100 // A name of this file.
            await using var create = new NpgsqlCommand("CREATE DATABASE " + name, admin);
#pragma warning restore CA2100
            await create.ExecuteNonQueryAsync();
        }

        var connectionString = _cluster.ConnectionString(name);
        await StudioMigrations.MigrateAsync(connectionString);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new StudioClock(TimeProvider.System, StudioClock.Seoul))
            .AddStudioData(_ => connectionString)
            .BuildServiceProvider();
        var fill = new ScaleFill(services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<StudioClock>());
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        var counts = await fill.FillAsync(new ScaleSize(customers, photosPerCustomer));
        return new BenchStudio(services, fill, counts, System.Diagnostics.Stopwatch.GetElapsedTime(begun), connectionString);
    }
}

/// <summary>A filled studio.</summary>
/// <param name="Services">Its services.</param>
/// <param name="Fill">What filled it.</param>
/// <param name="Counts">Rows by table.</param>
/// <param name="Took">How long filling and analyzing took.</param>
/// <param name="ConnectionString">Where it is.</param>
internal sealed record BenchStudio(
    ServiceProvider Services,
    ScaleFill Fill,
    IReadOnlyList<ScaleCount> Counts,
    TimeSpan Took,
    string ConnectionString
) : IAsyncDisposable
{
    private readonly Dictionary<int, Guid> _albums = [];

    public NpgsqlDataSource Source => Services.GetRequiredService<NpgsqlDataSource>();

    public IStudio Studio => Services.GetRequiredService<IStudio>();

    /// <summary>An album of so many photos.</summary>
    public async Task<Guid> AlbumAsync(int photos)
    {
        if (!_albums.TryGetValue(photos, out var album))
        {
            await using var command = Source.CreateCommand("SELECT id FROM projects ORDER BY id LIMIT 1");
            _albums[photos] = album = await Fill.AddAlbumAsync((Guid)(await command.ExecuteScalarAsync())!, photos);
        }

        return album;
    }

    public ValueTask DisposeAsync() => Services.DisposeAsync();
}
