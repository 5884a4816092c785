using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Data.Accounts;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Contracts.Documents;
using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Features.Photos;
using MindGraphy.Web.Verbs;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Web.Demo;

public sealed class DemoTests(MigratedTemplate template) : StudioTest(template)
{
    private static readonly DemoSize Small = new(Couples: 72, Weddings: 2, PicturesOfWedding: 12, LongEdge: 96);

    // What must be none in any lawful studio, each with the words for a failure.
    private static readonly (string What, string Sql)[] Unlawful =
    [
        (
            "contracted or completed without a signed contract and a paid deposit",
            """
            SELECT count(*) FROM customers c WHERE lead_status IN ('contracted', 'completed') AND NOT EXISTS (
                SELECT 1 FROM contracts k JOIN payments p ON p.contract_id = k.id
                WHERE k.customer_id = c.id AND k.contract_status = 'active' AND k.signed_at IS NOT NULL
                  AND p.payment_type = 'deposit' AND p.payment_status = 'completed')
            """
        ),
        (
            "money that does not add up",
            """
            SELECT count(*) FROM contracts k
            WHERE total_amount <> (SELECT sum(amount) FROM payment_plan_lines l WHERE l.contract_id = k.id AND l.kind <> 'additional')
                OR (SELECT coalesce(sum(CASE WHEN payment_type = 'refund' THEN -amount ELSE amount END), 0) FROM payments p
                    WHERE p.contract_id = k.id AND (p.payment_status = 'completed' OR p.payment_status = 'refunded' AND p.payment_type <> 'refund'))
                    <> (SELECT sum(paid) FROM payment_plan_lines l WHERE l.contract_id = k.id) + CASE WHEN k.contract_status = 'cancelled' THEN 0 ELSE k.to_return END
            """
        ),
        (
            "completed with money outstanding",
            """
            SELECT count(*) FROM customers c JOIN contracts k ON k.customer_id = c.id JOIN payment_plan_lines l ON l.contract_id = k.id
            WHERE c.lead_status = 'completed' AND l.paid < l.amount
            """
        ),
        (
            "people in two places",
            """
            SELECT count(*) FROM person_bookings a JOIN person_bookings b
            ON a.person_id = b.person_id AND a.id < b.id AND a.busy && b.busy AND a.status = 'booked' AND b.status = 'booked'
            """
        ),
        (
            "shoots whose crew is not booked",
            """
            SELECT count(*) FROM shooting_schedules s WHERE s.status <> 'cancelled' AND NOT EXISTS (
                SELECT 1 FROM person_bookings b WHERE b.schedule_id = s.id AND b.person_id = s.photographer_id AND b.status = 'booked')
            """
        ),
        (
            "stage histories that do not end where the couple stands, or jump",
            """
            SELECT count(*) FROM customers c WHERE lead_status <> (
                SELECT to_status FROM stage_history h WHERE h.customer_id = c.id ORDER BY moved_at DESC, id DESC LIMIT 1)
            OR EXISTS (SELECT 1 FROM (
                SELECT from_status, lag(to_status) OVER (ORDER BY moved_at, id) AS before, row_number() OVER (ORDER BY moved_at, id) AS n
                FROM stage_history h WHERE h.customer_id = c.id) steps WHERE n > 1 AND from_status IS DISTINCT FROM before)
            """
        ),
        (
            "things that happened tomorrow",
            "SELECT (SELECT count(*) FROM stage_history WHERE moved_at > $1) + (SELECT count(*) FROM payments WHERE payment_date > $1) + (SELECT count(*) FROM contract_events WHERE occurred_at > $1) + (SELECT count(*) FROM photos WHERE created_at > $1) + (SELECT count(*) FROM photo_selections WHERE updated_at > $1) + (SELECT count(*) FROM projects WHERE status_changed_at > $1) + (SELECT count(*) FROM editing_items WHERE changed_at > $1)"
        ),
        (
            "finished shoots in the future or open ones in the past",
            "SELECT count(*) FROM shooting_schedules WHERE (status = 'completed' AND end_time > $1) OR (status IN ('scheduled', 'confirmed', 'in_progress') AND end_time < $1)"
        ),
        (
            "galleries whose picks are counted wrong or exceed the limit",
            """
            SELECT count(*) FROM proof_gallery_sessions s WHERE current_selections > max_selections OR current_selections <> (
                SELECT count(DISTINCT photo_id) FROM photo_selections x WHERE x.session_id = s.id AND x.kind = 'final')
            """
        ),
        (
            "submitted rounds whose job or photos say something else",
            """
            SELECT count(*) FROM proof_gallery_sessions s WHERE status = 'completed' AND (
                NOT EXISTS (SELECT 1 FROM editing_queue q WHERE q.proof_session_id = s.id)
                OR current_selections <> (SELECT count(*) FROM photos p WHERE p.album_id = s.album_id AND p.is_selected)
                OR current_selections <> (SELECT count(*) FROM editing_items i JOIN editing_queue q ON q.id = i.job_id WHERE q.proof_session_id = s.id))
            """
        ),
        (
            "albums that count other photos than they have",
            "SELECT count(*) FROM photo_albums a WHERE total_photos <> (SELECT count(*) FROM photos p WHERE p.album_id = a.id AND p.ready_at IS NOT NULL)"
        ),
        (
            "numbers with gaps",
            """
            SELECT count(*) FROM number_counters n WHERE last <> CASE kind
                WHEN 'quote' THEN (SELECT count(*) FROM quotes WHERE quote_number LIKE 'Q-' || year || '-%')
                WHEN 'contract' THEN (SELECT count(*) FROM contracts WHERE contract_number LIKE 'C-' || year || '-%')
                ELSE (SELECT count(*) FROM projects WHERE project_number LIKE 'P-' || year || '-%') END
            """
        ),
    ];

    private static readonly string[] Compared =
    [
        "photographers",
        "photographer_availability",
        "packages",
        "package_options",
        "quotes",
        "quote_lines",
        "customers",
        "customer_contacts",
        "stage_history",
        "consents",
        "contracts",
        "contract_signers",
        "contract_versions",
        "contract_events",
        "payments",
        "projects",
        "project_milestones",
        "project_tasks",
        "project_targets",
        "shooting_schedules",
        "person_bookings",
        "photo_albums",
        "photos",
        "proof_gallery_sessions",
        "photo_selections",
        "editing_queue",
        "editing_items",
        "link_tokens",
        "number_counters",
    ];

    private readonly MigratedTemplate _template = template;
    private readonly string _folder = Directory.CreateTempSubdirectory("mg-demo-store-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override void Register(IServiceCollection services) => Register(services, _folder);

    private static void Register(IServiceCollection services, string folder)
    {
        services.AddPhotoStores(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Folder"] = folder }).Build()
        );
        services.AddSingleton<IPhotoRenderer, NetVipsPhotoRenderer>();
        services.AddSingleton<IContractPdf, ContractPdf>();
        services.AddSingleton<IPdfSeal>(
            new MindGraphy.Web.Features.Contracts.Sealing.PdfSeal(MindGraphy.Tests.Domain.Contracts.ContractTest.Seal)
        );
        services.AddScoped<IPasswordHasher<StudioUser>, PasswordHasher<StudioUser>>();
    }

    [Fact]
    public async Task Everybody_stands_where_a_verb_leads_and_every_status_is_met()
    {
        var outcome = await new DemoStudio(Get<IServiceProvider>()).MakeAsync(2026, Small, Ct);

        Assert.NotNull(outcome);
        Assert.Equal(72L, await ScalarAsync<long>("SELECT count(*) FROM customers"));
        foreach (var (what, sql) in Unlawful)
        {
            var found = sql.Contains("$1", StringComparison.Ordinal)
                ? await ScalarAsync<object>(sql, Clock.Now)
                : await ScalarAsync<object>(sql);
            Assert.True(Convert.ToInt64(found, null) == 0, $"{found} {what}");
        }

        foreach (
            var (table, column, missing) in ((string, string, string[])[])
                [
                    ("customers", "lead_status", []),
                    // No verb completes a contract yet.
                    // A fact that a worker follows; the demonstration writes rows and runs none.
                    ("contracts", "contract_status", ["completed"]),
                    ("projects", "project_status", []),
                    ("shooting_schedules", "status", []),
                    ("proof_gallery_sessions", "status", []),
                    ("editing_queue", "status", []),
                    ("person_bookings", "source", []),
                    ("users", "role", ["client"]),
                ]
        )
        {
            var type = await ScalarAsync<string>(
                "SELECT udt_name::text FROM information_schema.columns WHERE table_name = $1 AND column_name = $2",
                table,
                column
            );
            var unmet = await ScalarAsync<string>(
                $"SELECT coalesce(string_agg(s::text, ',' ORDER BY s), '') FROM unnest(enum_range(NULL::{type})) s WHERE s NOT IN (SELECT {column} FROM {table})"
            );
            Assert.Equal((table, string.Join(',', missing)), (table, unmet));
        }
    }

    [Fact]
    public async Task Contracts_and_photos_have_their_bytes_in_the_store()
    {
        await new DemoStudio(Get<IServiceProvider>()).MakeAsync(5, Small, Ct);
        var store = Get<IObjectStore>();
        await using var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct);

        var photos = await db.Set<Photo>().AsNoTracking().ToListAsync(Ct);
        Assert.NotEmpty(photos);
        foreach (var photo in photos)
        {
            Assert.Equal(photo.ContentSha256, (await store.HeadAsync(photo.FilePath, Ct))?.Sha256);
            foreach (var size in IPhotoRenderer.Sizes)
            {
                Assert.NotNull(await store.HeadAsync(Photo.RenditionKey(photo.Id, photo.ContentSha256, size), Ct));
            }
        }

        var contracts = await db.Set<Contract>().AsNoTracking().Include(c => c.Versions).Include(c => c.Events).ToListAsync(Ct);
        foreach (var contract in contracts.Where(c => c.CurrentVersion is not null))
        {
            var version = contract.CurrentVersion!;
            Assert.Equal(version.PdfSha256, (await store.HeadAsync(version.PdfKey, Ct))?.Sha256);
            Assert.NotNull(await ContractStore.ReadDocumentAsync(store, version, Ct));
            Assert.Equal(contract.SignedAt is not null, version.SealedKey is not null);
            Assert.All(contract.Events, e => Assert.True(e.IsIntact));
        }
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_studio_with_other_passwords()
    {
        var first = await new DemoStudio(Get<IServiceProvider>()).MakeAsync(7, Small, Ct);
        var twin = new DemoTwin(_template);
        try
        {
            await twin.InitializeAsync();
            var second = await new DemoStudio(twin.Services).MakeAsync(7, Small, Ct);

            Assert.Equal(first!.Logins.Select(l => (l.Role, l.Name, l.Email)), second!.Logins.Select(l => (l.Role, l.Name, l.Email)));
            Assert.Empty(first.Logins.Select(l => l.Password).Intersect(second.Logins.Select(l => l.Password)));
            foreach (var table in Compared)
            {
                Assert.Equal((table, await PrintAsync(Get<NpgsqlDataSource>(), table)), (table, await PrintAsync(twin.Source, table)));
            }
        }
        finally
        {
            await twin.DisposeAsync();
        }
    }

    [Fact]
    public async Task Printed_passwords_are_those_of_the_accounts()
    {
        var told = new StringWriter();
        Assert.Equal(0, await DemoVerb.RunAsync(["--seed", "3"], Get<IServiceProvider>(), Small, told));

        var lines = told.ToString().Split('\n').Where(l => l.Contains("@onsaemiro.example", StringComparison.Ordinal)).ToList();
        await using var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct);
        var users = await db.Users.Where(u => u.Email!.EndsWith("@onsaemiro.example")).ToListAsync(Ct);
        Assert.Equal(12, users.Count);
        Assert.Equal(12, lines.Count);
        var hasher = new PasswordHasher<StudioUser>();
        foreach (var user in users)
        {
            var password = lines.Single(l => l.Contains(user.Email!, StringComparison.Ordinal)).Trim().Split(' ')[^1];
            Assert.Equal(PasswordVerificationResult.Success, hasher.VerifyHashedPassword(user, user.PasswordHash!, password));
        }

        Assert.Equal(
            [(UserRole.Admin, 1), (UserRole.Manager, 3), (UserRole.Photographer, 5), (UserRole.Editor, 3)],
            users.GroupBy(u => u.Role).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))
        );
    }

    [Fact]
    public async Task A_studio_with_couples_is_left_alone()
    {
        await new DemoStudio(Get<IServiceProvider>()).MakeAsync(1, Small, Ct);
        var told = new StringWriter();

        var refused = await Assert.ThrowsAsync<VerbException>(() => DemoVerb.RunAsync([], Get<IServiceProvider>(), Small, TextWriter.Null));
        var passed = await DemoVerb.RunAsync(["--if-empty"], Get<IServiceProvider>(), Small, told);

        Assert.Contains("--if-empty", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, passed);
        Assert.Single(told.ToString().Trim().Split('\n'));
        Assert.Equal(72L, await ScalarAsync<long>("SELECT count(*) FROM customers"));
    }

    [Fact]
    public async Task A_run_that_broke_off_leaves_nothing_and_can_be_repeated()
    {
        await ExecuteAsync("ALTER TABLE editing_items ADD CONSTRAINT breaks_off CHECK (position < 2)");
        await Assert.ThrowsAsync<DbUpdateException>(() => new DemoStudio(Get<IServiceProvider>()).MakeAsync(9, Small, Ct));
        Assert.Equal(0L, await ScalarAsync<long>("SELECT (SELECT count(*) FROM customers) + (SELECT count(*) FROM photos)"));

        await ExecuteAsync("ALTER TABLE editing_items DROP CONSTRAINT breaks_off");
        var objects = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Length;
        Assert.NotNull(await new DemoStudio(Get<IServiceProvider>()).MakeAsync(9, Small, Ct));

        Assert.Equal(objects, Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task The_scale_fill_writes_rows_that_belong_together()
    {
        var told = new StringWriter();
        Assert.Equal(0, await DemoVerb.RunAsync(["--scale", "500"], Get<IServiceProvider>(), Small, told));

        foreach (
            var (table, rows) in ((string, long)[])
                [
                    ("customers", 500),
                    ("customer_contacts", 1000),
                    ("projects", 500),
                    ("shooting_schedules", 500),
                    ("person_bookings", 500),
                    ("photos", 10_000),
                ]
        )
        {
            Assert.Equal((table, rows), (table, await ScalarAsync<long>($"SELECT count(*) FROM {table}")));
        }

        string[] none =
        [
            "SELECT count(*) FROM person_bookings a JOIN person_bookings b ON a.person_id = b.person_id AND a.id < b.id AND a.busy && b.busy",
            "SELECT count(*) FROM photo_albums a WHERE total_photos <> (SELECT count(*) FROM photos p WHERE p.album_id = a.id)",
            "SELECT count(*) FROM photo_albums a JOIN projects p ON p.id = a.project_id WHERE p.project_status NOT IN ('delivered', 'archived')",
            "SELECT count(*) FROM projects p JOIN customers c ON c.id = p.customer_id WHERE c.lead_status IN ('inquiry', 'consultation', 'proposal')",
            "SELECT count(*) FROM shooting_schedules s WHERE s.status = 'completed' AND s.end_time > $1",
            "SELECT count(*) FROM customers WHERE status_changed_at < created_at OR status_changed_at > $1",
        ];
        foreach (var sql in none)
        {
            var parameters = sql.Contains("$1", StringComparison.Ordinal) ? new object[] { Clock.Now } : [];
            Assert.Equal((sql, 0L), (sql, await ScalarAsync<long>(sql, parameters)));
        }

        Assert.Equal(6L, await ScalarAsync<long>("SELECT count(DISTINCT lead_status) FROM customers"));
        Assert.Equal(7L, await ScalarAsync<long>("SELECT count(*) FROM users WHERE email LIKE 'scale-%' AND password_hash IS NULL"));
        Assert.Contains("no pictures in the store", told.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--scale")]
    [InlineData("--scale", "7")]
    [InlineData("--seed", "x")]
    [InlineData("everything")]
    public async Task Arguments_that_mean_nothing_are_refused(params string[] words) =>
        await Assert.ThrowsAsync<VerbException>(() => DemoVerb.RunAsync(words, Get<IServiceProvider>(), Small, TextWriter.Null));

    private static async Task<string> PrintAsync(NpgsqlDataSource source, string table)
    {
        await using var command = source.CreateCommand(
            $"SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {table} t"
        );
        return (string)(await command.ExecuteScalarAsync(Ct))!;
    }

    /// <summary>A second studio beside the test's own, on a database and a store of its own.</summary>
    private sealed class DemoTwin(MigratedTemplate template) : StudioTest(template)
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("mg-demo-twin-").FullName;

        public IServiceProvider Services => Get<IServiceProvider>();

        public NpgsqlDataSource Source => Get<NpgsqlDataSource>();

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }

        protected override void Register(IServiceCollection services) => DemoTests.Register(services, _folder);
    }
}
