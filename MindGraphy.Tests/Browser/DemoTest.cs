using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using MindGraphy.Domain.Links;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Features.Links;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Browser;

/// <summary>A path through the demonstration studio that brings a couple of its own and reads at the end what the database holds.</summary>
public abstract class DemoTest(MigratedTemplate template, DemoApp demo) : IAsyncLifetime
{
    private readonly DateTime _begun = DateTime.UtcNow;
    private NpgsqlDataSource _source = default!;

    protected DemoApp Demo => demo;

    protected BrowserApp App { get; private set; } = default!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        App = await demo.StartedAsync(template);
        _source = NpgsqlDataSource.Create(App.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        BrowserTrail.TellIfFailed(_begun, App);
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes the whole page's picture and notes what axe finds serious on it.</summary>
    protected static async Task LookAsync(IPage page, ConcurrentQueue<string> problems, string name, int width)
    {
        await page.TakeScreenAsync(name, "ko", width, dark: false, whole: true);
        foreach (var found in await page.SeriousFindingsAsync())
        {
            problems.Enqueue($"{name} {found}");
        }
    }

    /// <summary>Takes a picture in a language and a size, and notes what is wider than that or what axe finds serious.</summary>
    protected static async Task TakeAsync(
        IPage page,
        ConcurrentQueue<string> problems,
        string name,
        string language,
        int width,
        bool dark,
        bool whole = false
    )
    {
        await page.TakeScreenAsync(name, language, width, dark, whole);
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 1 and var over)
        {
            problems.Enqueue($"{name} is {over} px wider than {width}");
        }

        foreach (var found in await page.SeriousFindingsAsync())
        {
            problems.Enqueue($"{name} {found}");
        }
    }

    /// <summary>Waits until something is so that is not on a screen; fails where it does not come to be.</summary>
    protected static async Task EventuallyAsync(Func<Task<bool>> happened, int seconds = 60)
    {
        for (var i = 0; i < seconds * 10; i++)
        {
            if (await happened())
            {
                return;
            }

            await Task.Delay(100, Ct);
        }

        Assert.True(await happened());
    }

    /// <summary>A couple that nobody can write to, so that links are copied and codes told.</summary>
    protected async Task<Guid> CoupleAsync(string bride, string groom, string stage, string day)
    {
        var id = Guid.CreateVersion7();
        await ScalarAsync<object?>(
            """
            WITH c AS (
                INSERT INTO customers (id, groom_name, bride_name, lead_status, wedding_date, wedding_time, wedding_venue)
                VALUES ($1, $2, $3, $4::lead_status, $5::date, '13:00', '더채플앳청담') RETURNING id
            ), p AS (
                INSERT INTO customer_contacts (id, customer_id, role, name, language)
                SELECT gen_random_uuid(), c.id, r.role::contact_role, r.name, 'ko' FROM c, (VALUES ('bride', $3), ('groom', $2)) r(role, name)
            )
            INSERT INTO stage_history (id, customer_id, to_status, moved_at) SELECT gen_random_uuid(), c.id, $4::lead_status, now() FROM c
            """,
            id,
            groom,
            bride,
            stage,
            day
        );
        return id;
    }

    /// <summary>A project of a couple with one main shoot of one photographer, as booking writes it.</summary>
    protected Task<Guid> BookedAsync(Guid couple, DateOnly day, Guid photographer, string from, string to) =>
        ScalarAsync<Guid>(
            """
            WITH p AS (
                INSERT INTO projects (id, project_number, customer_id, project_type, project_status, wedding_date, wedding_time, wedding_venue, assigned_photographer_id)
                VALUES (gen_random_uuid(), 'T-' || right($1::text, 12), $1, 'wedding', 'scheduled', $2, '13:00', '더채플앳청담', $3) RETURNING id
            ), s AS (
                INSERT INTO shooting_schedules (id, project_id, schedule_type, start_time, end_time, location, location_address, photographer_id, assistant_ids, status)
                SELECT gen_random_uuid(), p.id, 'main_shoot', ($2 + $4::time) AT TIME ZONE 'Asia/Seoul', ($2 + $5::time) AT TIME ZONE 'Asia/Seoul', '더채플앳청담 그랜드홀',
                    '서울 강남구 선릉로 757', $3, '{}', 'confirmed' FROM p RETURNING id, start_time, end_time
            ), b AS (
                INSERT INTO person_bookings (id, person_id, source, schedule_id, busy_from, busy_to, status, created_at)
                SELECT gen_random_uuid(), $3, 'crew', s.id, s.start_time, s.end_time, 'booked', now() FROM s
            ), a AS (
                INSERT INTO schedule_assignments (schedule_id, person_id, is_main, answer, created_at) SELECT s.id, $3, true, 'asked', now() FROM s
            )
            SELECT id FROM s
            """,
            couple,
            day,
            photographer,
            from,
            to
        );

    /// <summary>A couple's project whose pictures, IMG_0001.JPG and on, came in by the command line and can be shown.</summary>
    protected async Task<Guid> CardAsync(string bride, string groom, int pictures)
    {
        var couple = await CoupleAsync(bride, groom, "contracted", "2026-10-17");
        var project = await ScalarAsync<Guid>(
            """
            INSERT INTO projects (id, project_number, customer_id, project_type, project_status, wedding_date, wedding_venue)
            VALUES (gen_random_uuid(), 'L-' || upper(right($1::text, 12)), $1, 'wedding', 'in_progress', '2026-10-17', '더채플앳청담') RETURNING id
            """,
            couple
        );
        var card = Directory.CreateTempSubdirectory("mg-card-");
        for (var i = 1; i <= pictures; i++)
        {
            await File.WriteAllBytesAsync(
                Path.Combine(card.FullName, $"IMG_{i:0000}.JPG"),
                DemoPicture.Jpeg(59, i, 1600, new DateTime(2026, 10, 17, 13, i, 0, DateTimeKind.Unspecified)),
                Ct
            );
        }

        var number = await ScalarAsync<string>("SELECT project_number FROM projects WHERE id = $1", project);
        await App.RunVerbAsync("upload", card.FullName, "--project", number);
        card.Delete(recursive: true);
        await EventuallyAsync(
            async () =>
                await ScalarAsync<long>(
                    "SELECT count(*) FROM photos p JOIN photo_albums a ON a.id = p.album_id WHERE a.project_id = $1 AND p.ready_at IS NOT NULL",
                    project
                ) == pictures,
            seconds: 240
        );
        return project;
    }

    /// <summary>The open link of the bride or the groom to something of theirs, as the studio would hand it over.</summary>
    protected async Task<string> LinkAsync(LinkPurpose purpose, Guid subject, string role)
    {
        var link = await ScalarAsync<Guid>(
            """
            SELECT l.id FROM link_tokens l JOIN customer_contacts c ON c.id = l.contact_id
            WHERE l.purpose::text = $1 AND l.subject_id = $2 AND c.role::text = $3 AND l.revoked_at IS NULL AND l.expires_at > now() LIMIT 1
            """,
            LinkService.NameOf(purpose),
            subject,
            role
        );
        var key = Convert.ToBase64String(await File.ReadAllBytesAsync(Path.Combine(App.KeysFolder, "links.key"), Ct));
        var signer = new LinkSigner(new ServerKey(Options.Create(new LinkSettings { Key = key }), null!));
        return $"{App.BaseUrl}/c/{LinkService.NameOf(purpose)}/{signer.TokenFor(link)}";
    }

    protected async Task<T> ScalarAsync<T>(string sql, params object[] parameters)
    {
#pragma warning disable CA2100 // A sentence of a test; what varies is a parameter.
        await using var command = _source.CreateCommand(sql);
#pragma warning restore CA2100
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }
}
