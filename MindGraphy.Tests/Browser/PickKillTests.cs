using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Support;
using MindGraphy.Web;
using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Features.Links;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Browser;

/// <summary>
/// kill -9 of the real server while twenty couples pick, both of each on a phone of their own, around the last free places of their limit. What was acknowledged is there,
/// nobody has more than the limit, and the counter is what the rows say. <c>MINDGRAPHY_KILLS=50</c> makes it a long run.
/// </summary>
public sealed class PickKillTests(MigratedTemplate template) : IAsyncLifetime
{
    private const int Couples = 20;
    private const int Photos = 40;
    private const int Limit = 15;
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("MINDGRAPHY_KILLS"), out var kills) ? kills : 4;

    private readonly BrowserApp _app = new(template);
    private readonly ConcurrentDictionary<(Guid Contact, Guid Photo), Said> _said = new();
    private NpgsqlDataSource _source = default!;
    private WebApplication _services = default!;
    private int _acknowledged;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync();
        _source = DataRegistration.CreateSource(_app.ConnectionString);

        // The application's services beside it, over the same database and keys: only its links are made with them.
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = typeof(Program).Assembly.GetName().Name, EnvironmentName = "Development" }
        );
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Storage:Folder"] = _app.ObjectsFolder,
                ["Links:KeyFolder"] = _app.KeysFolder,
                ["Links:PublicUrl"] = _app.BaseUrl,
                ["Logging:LogLevel:Default"] = "Critical",
            }
        );
        builder.AddStudioServices(_app.ConnectionString);
        builder.AddStudioWeb();
        _services = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _source.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Couples_who_pick_while_the_server_dies_again_and_again_lose_nothing_and_never_have_one_too_many()
    {
        var phones = await PhonesAsync();
        using var enough = new CancellationTokenSource();
        var busy = phones.ConvertAll(p => Task.Run(() => PickAsync(p, enough.Token), Ct));
        var dice = new Random(50);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = _acknowledged;
            await Insist.UntilAsync(() => _acknowledged > before + phones.Count || busy.Exists(t => t.IsFaulted));
            await Task.Delay(dice.Next(10, 200), Ct);
            await _app.KillAsync();

            // The server is down: what it said must stand in the database by itself.
            await PicksAreThereAsync();
            await _app.ServeAsync();
        }

        await enough.CancelAsync();
        await Task.WhenAll(busy);
        await PicksAreThereAsync();
        foreach (var phone in phones.DistinctBy(p => p.SessionId))
        {
            // Said once more, it changes nothing, and the answer counts.
            var ((_, photo), said) = _said.First(s => s.Key.Contact == phone.Contact);
            var answer = await SendAsync(phone, photo, said.Kind, said.At);
            Assert.Equal(await PickedAsync(phone.SessionId), answer!.Value.GetProperty("count").GetInt64());
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Kills} kills, {_acknowledged} acknowledged wishes of {phones.Count} phones");
        phones.ForEach(p => p.Client.Dispose());
    }

    private async Task PickAsync(Phone phone, CancellationToken enough)
    {
        var dice = new Random(phone.Number);
        var at = 0L;
        while (!enough.IsCancellationRequested)
        {
            var (photo, kind) = (
                phone.Photos[dice.Next(Photos)],
                dice.Next(4) switch
                {
                    0 => 0,
                    1 => 1,
                    _ => 2,
                }
            );
            at = Math.Max(at + 1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - 20);
            JsonElement? answer = null;

            // What is on its way may be stored without anybody being told; what was said before is not what counts any longer.
            _said.TryRemove((phone.Contact, photo), out _);
            await Insist.OnAsync(async () => (answer = await SendAsync(phone, photo, kind, at)) is not null);
            if (answer!.Value.GetProperty("refused").GetArrayLength() == 0)
            {
                _said[(phone.Contact, photo)] = new Said(phone.SessionId, kind, at);
            }

            Assert.InRange(answer.Value.GetProperty("count").GetInt32(), 0, Limit);
            Interlocked.Increment(ref _acknowledged);
            await Task.Delay(dice.Next(20, 60), Ct);
        }
    }

    private static async Task<JsonElement?> SendAsync(Phone phone, Guid photo, int kind, long at)
    {
        var wishes = new[]
        {
            new
            {
                id = photo.ToString("N"),
                k = kind,
                n = (string?)null,
                t = at,
            },
        };
        using var answer = await phone.Client.PostAsJsonAsync("/c/proof/picks", new { wishes }, Ct);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>(Ct) : null;
    }

    private async Task PicksAreThereAsync()
    {
        var said = _said.ToArray();
        var stored = new Dictionary<(Guid Contact, Guid Photo), (string Kind, long At)>();
        await using (
            var command = _source.CreateCommand("SELECT contact_id, photo_id, coalesce(kind::text, ''), wished_at_ms FROM photo_selections")
        )
        {
            await using var rows = await command.ExecuteReaderAsync(Ct);
            while (await rows.ReadAsync(Ct))
            {
                stored[(rows.GetGuid(0), rows.GetGuid(1))] = (rows.GetString(2), rows.GetInt64(3));
            }
        }

        foreach (var (key, (_, kind, at)) in said)
        {
            // Nothing is kept of what was never wished; a later wish may have been on its way when the server died.
            Assert.True(stored.TryGetValue(key, out var found), $"{key}: said {kind} at {at}, nothing stored");
            Assert.True(found.At >= at, $"{key}: said {kind} at {at}, stored {found}");
            Assert.True(found.At > at || found.Kind == Names[kind], $"{key}: said {kind} at {at}, stored {found}");
        }

        foreach (var session in said.Select(s => s.Value.SessionId).Distinct())
        {
            Assert.InRange(await PickedAsync(session), 0, Limit);
        }
    }

    private static readonly string[] Names = ["", "candidate", "final"];

    private async Task<long> PickedAsync(Guid session)
    {
        await using var command = _source.CreateCommand(
            "SELECT count(DISTINCT photo_id) FROM photo_selections WHERE session_id = $1 AND kind = 'final'"
        );
        command.Parameters.AddWithValue(session);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    private async Task<List<Phone>> PhonesAsync()
    {
        var clock = _services.Services.GetRequiredService<StudioClock>();
        var proofs = _services.Services.GetRequiredService<ProofService>();
        var fill = new ScaleFill(_source, clock);
        await fill.FillAsync(new ScaleSize(100, 0), ct: Ct);
        var phones = new List<Phone>();
        foreach (var (project, people) in await ProjectsAsync())
        {
            var album = await fill.AddAlbumAsync(project, Photos, Ct);
            var until = clock.At(clock.Today.AddDays(20), new TimeOnly(18, 0));
            var round = await proofs.PrepareAsync(Actor.System, project, album, people, Limit, until, ct: Ct);
            Assert.True(round.Succeeded, round.Refusal?.ToString());
            var photos = await PhotosAsync(album);
            foreach (var link in (await proofs.LinkUrlsAsync(Actor.System, round.Value, Ct)).Value!)
            {
                phones.Add(await OpenAsync(phones.Count, round.Value, link, photos));
            }
        }

        Assert.Equal(2 * Couples, phones.Count);
        return phones;
    }

    // Each from an address of its own: one address may open only so many links a minute.
    private async Task<Phone> OpenAsync(int number, Guid session, ProofLink link, Guid[] photos)
    {
        var client = new HttpClient(OwnAddress.Handler(new IPAddress([127, 0, 9, (byte)(number + 1)]), new CookieContainer()))
        {
            BaseAddress = new Uri(_app.BaseUrl),
            Timeout = TimeSpan.FromSeconds(20),
        };
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var form = new FormUrlEncodedContent([new("token", link.Path.Split('/')[^1])]);
        using var entered = await client.PostAsync("/c/open/proof", form, Ct);
        Assert.Equal("/c/proof", entered.Headers.Location?.ToString());
        client.DefaultRequestHeaders.Add(CoupleRequests.PageHeader, CoupleVisit.KeyOf(session, link.ContactId));
        return new Phone(number, session, link.ContactId, client, photos);
    }

    private async Task<List<(Guid Project, Guid[] People)>> ProjectsAsync()
    {
        await using var command = _source.CreateCommand(
            """
            WITH one AS (SELECT DISTINCT ON (customer_id) id, customer_id FROM projects ORDER BY customer_id, id LIMIT $1),
            ready AS (UPDATE projects p SET project_status = 'in_progress' FROM one WHERE p.id = one.id)
            SELECT one.id, array_agg(c.id) FROM one JOIN customer_contacts c ON c.customer_id = one.customer_id GROUP BY one.id
            """
        );
        command.Parameters.AddWithValue(Couples);
        var projects = new List<(Guid, Guid[])>();
        await using var rows = await command.ExecuteReaderAsync(Ct);
        while (await rows.ReadAsync(Ct))
        {
            projects.Add((rows.GetGuid(0), rows.GetFieldValue<Guid[]>(1)));
        }

        return projects;
    }

    private async Task<Guid[]> PhotosAsync(Guid album)
    {
        await using var command = _source.CreateCommand("SELECT array_agg(id ORDER BY sort_key, id) FROM photos WHERE album_id = $1");
        command.Parameters.AddWithValue(album);
        return (Guid[])(await command.ExecuteScalarAsync(Ct))!;
    }

    private sealed record Said(Guid SessionId, int Kind, long At);

    private sealed record Phone(int Number, Guid SessionId, Guid Contact, HttpClient Client, Guid[] Photos);
}
