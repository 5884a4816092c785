using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MindGraphy.Data;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Notifications;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Data.Schema;

/// <summary>Databases of earlier versions, with their rows, come forward.</summary>
public sealed class MigrationTests(MigratedTemplate template)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_of_the_first_version_come_through_every_later_migration()
    {
        var connection = await template.Server.CreateDatabaseAsync("studio_old");
        await using (var source = DataRegistration.CreateSource(connection))
        await using (var context = StudioMigrations.CreateContext(source))
        {
            await context.GetService<IMigrator>().MigrateAsync(context.Database.GetMigrations().First(), Ct);
        }

        await using (var old = NpgsqlDataSource.Create(connection))
        {
            await using var insert = old.CreateCommand(
                """
                INSERT INTO users (id, email, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
                    VALUES ('00000000-0000-7000-8000-000000000001', 'first@studio.example', 'admin', false, false, false, true, 0);
                INSERT INTO customers (id, groom_name, bride_name, lead_status) VALUES ('00000000-0000-7000-8000-000000000002', '이도현', '김서연', 'contracted');
                INSERT INTO contracts (id, contract_number, customer_id, total_amount, deposit_amount, balance_amount, contract_status, signed_at, signed_by_client, language, wedding_date, included)
                    VALUES ('00000000-0000-7000-8000-000000000003', 'C-2026-000001', '00000000-0000-7000-8000-000000000002', 2200000, 440000, 1760000, 'active', now(), true, 'ko', '2026-10-03', '{}');
                INSERT INTO payments (id, contract_id, payment_type, amount, payment_status, payment_date)
                    VALUES ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000003', 'deposit', 440000, 'completed', now());
                """
            );
            await insert.ExecuteNonQueryAsync(Ct);
        }

        await StudioMigrations.MigrateAsync(connection, Ct);

        await using var now = NpgsqlDataSource.Create(connection);
        await using var read = now.CreateCommand(
            "SELECT c.bride_name || k.contract_number || p.amount::int FROM customers c JOIN contracts k ON k.customer_id = c.id JOIN payments p ON p.contract_id = k.id"
        );
        Assert.Equal("김서연C-2026-000001440000", await read.ExecuteScalarAsync(Ct));

        await using var delete = now.CreateCommand("DELETE FROM customers");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => delete.ExecuteNonQueryAsync(Ct));
        Assert.StartsWith("keep_", refused.ConstraintName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Photos_of_before_ingest_keep_their_time_and_learn_their_folder()
    {
        var connection = await template.Server.CreateDatabaseAsync("studio_before_ingest");
        await using (var source = DataRegistration.CreateSource(connection))
        await using (var context = StudioMigrations.CreateContext(source))
        {
            var before = context.Database.GetMigrations().TakeWhile(m => !m.EndsWith("_Ingest", StringComparison.Ordinal)).Last();
            await context.GetService<IMigrator>().MigrateAsync(before, Ct);
        }

        await using (var old = NpgsqlDataSource.Create(connection))
        {
            await using var insert = old.CreateCommand(
                """
                INSERT INTO customers (id, groom_name, bride_name, lead_status) VALUES ('00000000-0000-7000-8000-000000000002', '이도현', '김서연', 'contracted');
                INSERT INTO projects (id, project_number, customer_id, project_type, project_status, wedding_date)
                    VALUES ('00000000-0000-7000-8000-000000000003', 'P-2026-000001', '00000000-0000-7000-8000-000000000002', 'wedding', 'scheduled', '2026-05-16');
                INSERT INTO photo_albums (id, project_id, album_type, upload_status) VALUES ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000003', 'raw', 'completed');
                INSERT INTO upload_sessions (id, album_id, file_name, relative_path, size_bytes, last_modified, object_key, status)
                    VALUES ('00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000004', 'IMG_1.JPG', '카드 1/DCIM/IMG_1.JPG', 5, 1, 'a', 'completed');
                INSERT INTO photos (id, album_id, file_name, file_path, content_sha256, taken_at, sort_key, ready_at, unreadable) VALUES
                    ('00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000004', 'IMG_1.JPG', 'a', 'x', '2026-05-16 03:00:00.25Z', '20260516030000250 IMG_1.JPG', now(), NULL),
                    ('00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000004', 'top.jpg', 'b', 'y', NULL, '99999999999999999 top.jpg', NULL, 'damaged');
                """
            );
            await insert.ExecuteNonQueryAsync(Ct);
        }

        await StudioMigrations.MigrateAsync(connection, Ct);

        await using var now = NpgsqlDataSource.Create(connection);
        await using var read = now.CreateCommand(
            "SELECT string_agg(concat_ws(';', folder, recorded_at = taken_at, sort_key = photo_sort_key(taken_at, file_name, NULL), unreadable), ' / ' ORDER BY id) FROM photos"
        );
        Assert.Equal("카드 1/DCIM;t;t / ;t;damaged", await read.ExecuteScalarAsync(Ct));
        await using var asked = now.CreateCommand("SELECT count(*)::int FROM album_arrangements");
        Assert.Equal(0, await asked.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task Mails_that_a_studio_left_as_they_were_learn_the_sentence_about_the_PIN_and_its_own_words_stay()
    {
        var connection = await template.Server.CreateDatabaseAsync("studio_before_pin");
        await using (var source = DataRegistration.CreateSource(connection))
        await using (var context = StudioMigrations.CreateContext(source))
        {
            var before = context.Database.GetMigrations().TakeWhile(m => !m.EndsWith("_PinInProofMails", StringComparison.Ordinal)).Last();
            await context.GetService<IMigrator>().MigrateAsync(before, Ct);
        }

        var standard = StandardTemplates
            .Create(DateTimeOffset.UnixEpoch)
            .Where(t => t.TemplateName.StartsWith("proof_re", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(4, standard.Count);
        await using (var old = NpgsqlDataSource.Create(connection))
        {
            foreach (var mail in standard)
            {
                var own = mail.TemplateName == "proof_ready.en";
                await using var insert = old.CreateCommand(
                    "INSERT INTO email_templates (template_name, body_text, body_html, variables) VALUES ($1, $2, $3, $4::jsonb - 'pin')"
                );
                foreach (
                    var value in new[]
                    {
                        mail.TemplateName,
                        own ? "Our own words." : Without(mail.BodyText!),
                        own ? "Our own words." : Without(mail.BodyHtml!),
                        mail.Variables!,
                    }
                )
                {
                    insert.Parameters.Add(new() { Value = value });
                }

                await insert.ExecuteNonQueryAsync(Ct);
            }
        }

        await StudioMigrations.MigrateAsync(connection, Ct);

        await using var now = NpgsqlDataSource.Create(connection);
        foreach (var mail in standard)
        {
            await using var read = now.CreateCommand(
                "SELECT array[body_text, body_html, (variables ? 'pin')::text] FROM email_templates WHERE template_name = $1"
            );
            read.Parameters.Add(new() { Value = mail.TemplateName });
            string[] wanted =
                mail.TemplateName == "proof_ready.en"
                    ? ["Our own words.", "Our own words.", "false"]
                    : [mail.BodyText!, mail.BodyHtml!, "true"];
            Assert.Equal(wanted, (string[])(await read.ExecuteScalarAsync(Ct))!);
        }

        static string Without(string text) => text.Replace("{{pin}}", "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_rounds_of_before_over_one_album_the_one_that_was_picked_in_goes_on()
    {
        var connection = await template.Server.CreateDatabaseAsync("studio_before_one_round");
        await using (var source = DataRegistration.CreateSource(connection))
        await using (var context = StudioMigrations.CreateContext(source))
        {
            var before = context
                .Database.GetMigrations()
                .TakeWhile(m => !m.EndsWith("_OneOpenRoundPerAlbum", StringComparison.Ordinal))
                .Last();
            await context.GetService<IMigrator>().MigrateAsync(before, Ct);
        }

        await using (var old = NpgsqlDataSource.Create(connection))
        {
            await using var insert = old.CreateCommand(
                """
                INSERT INTO customers (id, groom_name, bride_name, lead_status) VALUES ('00000000-0000-7000-8000-000000000002', '이도현', '김서연', 'contracted');
                INSERT INTO projects (id, project_number, customer_id, project_type, project_status, wedding_date)
                    VALUES ('00000000-0000-7000-8000-000000000003', 'P-2026-000001', '00000000-0000-7000-8000-000000000002', 'wedding', 'proof_ready', '2026-05-16');
                INSERT INTO photo_albums (id, project_id, album_type, upload_status) VALUES
                    ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000003', 'raw', 'completed'),
                    ('00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000003', 'proof', 'completed');
                INSERT INTO proof_gallery_sessions (id, project_id, album_id, access_token, status, current_selections, expires_at, created_at)
                    SELECT ('00000000-0000-7000-8000-00000000001' || n)::uuid, '00000000-0000-7000-8000-000000000003',
                        ('00000000-0000-7000-8000-00000000000' || album)::uuid, 'token' || n, status::proof_status, picked, now() + days * interval '1 day', now()
                    FROM (VALUES (1, 4, 'active', 7, -1), (2, 4, 'active', 5, 9), (3, 4, 'pending', 0, 20), (4, 4, 'completed', 9, 9), (5, 5, 'pending', 0, 9))
                        AS round (n, album, status, picked, days)
                """
            );
            await insert.ExecuteNonQueryAsync(Ct);
        }

        await StudioMigrations.MigrateAsync(connection, Ct);

        await using var now = NpgsqlDataSource.Create(connection);
        await using var read = now.CreateCommand(
            "SELECT string_agg(access_token || ' ' || status || ' ' || current_selections, ', ' ORDER BY id) FROM proof_gallery_sessions"
        );
        Assert.Equal(
            "token1 expired 7, token2 active 5, token3 expired 0, token4 completed 9, token5 pending 0",
            await read.ExecuteScalarAsync(Ct)
        );
    }

    [Fact]
    public async Task Hours_of_before_that_began_with_leave_begin_when_it_ends()
    {
        var connection = await template.Server.CreateDatabaseAsync("studio_before_one_begin");
        await using (var source = DataRegistration.CreateSource(connection))
        await using (var context = StudioMigrations.CreateContext(source))
        {
            var before = context
                .Database.GetMigrations()
                .TakeWhile(m => !m.EndsWith("_OneEntryADayAndBegin", StringComparison.Ordinal))
                .Last();
            await context.GetService<IMigrator>().MigrateAsync(before, Ct);
        }

        await using (var old = NpgsqlDataSource.Create(connection))
        {
            await using var insert = old.CreateCommand(
                """
                INSERT INTO users (id, email, role, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
                    VALUES ('00000000-0000-7000-8000-000000000006', 'park@studio.example', 'photographer', true, false, false, true, 0);
                INSERT INTO photographers (id, user_id, specialties, availability_status)
                    VALUES ('00000000-0000-7000-8000-000000000008', '00000000-0000-7000-8000-000000000006', '{}', 'available');
                INSERT INTO photographer_availability (photographer_id, date, time_slot_start, time_slot_end, is_available)
                    SELECT '00000000-0000-7000-8000-000000000008', date '2026-05-01' + n, b::time, e::time, free FROM (VALUES
                        (1, '10:00', '18:00', true), (1, '10:00', '12:00', false),
                        (2, '10:00', '12:00', true), (2, '10:00', '18:00', false),
                        (3, NULL, NULL, true), (3, NULL, NULL, false),
                        (4, '10:00', NULL, true), (4, '10:00', '12:00', false), (4, '12:00', '13:00', true),
                        (5, '09:00', '18:00', true), (5, '10:00', '12:00', false)) AS entry (n, b, e, free)
                """
            );
            await insert.ExecuteNonQueryAsync(Ct);
        }

        await StudioMigrations.MigrateAsync(connection, Ct);

        await using var now = NpgsqlDataSource.Create(connection);
        await using var read = now.CreateCommand(
            """
            SELECT array_agg(concat_ws(' ', to_char(date, 'DD'), to_char(time_slot_start, 'HH24:MI'), to_char(time_slot_end, 'HH24:MI'),
                CASE WHEN is_available THEN 'hours' ELSE 'leave' END) ORDER BY date, time_slot_start) FROM photographer_availability
            """
        );
        Assert.Equal(
            [
                "02 10:00 12:00 leave",
                "02 12:00 18:00 hours",
                "03 10:00 18:00 leave",
                "04 leave",
                "05 10:00 12:00 leave",
                "05 12:00 13:00 hours",
                "06 09:00 18:00 hours",
                "06 10:00 12:00 leave",
            ],
            (string[])(await read.ExecuteScalarAsync(Ct))!
        );
    }

    [Fact]
    public async Task The_model_and_the_migrations_say_the_same()
    {
        await using var source = DataRegistration.CreateSource(await template.CopyAsync());
        await using var context = StudioMigrations.CreateContext(source);

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task The_migrated_schema_holds_every_table_column_label_and_index_of_the_seed()
    {
        var expected = await File.ReadAllLinesAsync(Path.Combine(Here(), "seed-facts.txt"), Ct);
        await using var source = NpgsqlDataSource.Create(await template.CopyAsync());
        await using var read = source.CreateCommand(
            """
            SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, NULL)
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
            UNION ALL SELECT 'label ' || t.typname || ' ' || e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
            UNION ALL SELECT 'index ' || indexname || ' ' || tablename FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE 'idx\_%'
            UNION ALL SELECT 'reference ' || c.relname || '.' || a.attname || ' ' || f.relname || ' ' || k.confdeltype::text
                FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1] WHERE k.contype = 'f'
            UNION ALL SELECT 'unique ' || c.relname || ' ' || string_agg(a.attname, ' ' ORDER BY a.attname)
                FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
                WHERE i.indisunique AND i.indpred IS NULL GROUP BY c.relname, i.indexrelid
            """
        );
        var facts = new HashSet<string>();
        await using (var reader = await read.ExecuteReaderAsync(Ct))
        {
            while (await reader.ReadAsync(Ct))
            {
                facts.Add(reader.GetString(0));
            }
        }

        Assert.True(expected.Length > 300, "The list of the seed's facts is not whole.");
        Assert.Equal([], expected.Except(facts));
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
