using MindGraphy.Data;
using MindGraphy.Data.Embedded;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Contracts.Sealing;
using Npgsql;

namespace MindGraphy.Web.Verbs;

/// <summary>Looks at what the studio stands on and says how to mend what is wrong.</summary>
public static class DoctorVerb
{
    private sealed record Finding(string What, bool IsWell, string Detail, string Cure = "");

    /// <summary>Checks everything; exit code 1 where something is wrong.</summary>
    public static async Task<int> RunAsync(string[] rest, IServiceProvider services, StudioDatabase database)
    {
        if (rest.Contains("--again"))
        {
            var put =
                await services.GetRequiredService<IOutbox>().TryAgainAsync()
                + await services.GetRequiredService<ITaskQueue>().TryAgainAsync();
            Console.Out.WriteLine($"{put} pieces of work are tried again.");
        }

        var findings = new List<Finding>();
        await foreach (var finding in LookAsync(services, database))
        {
            findings.Add(finding);
            Console.Out.WriteLine($"{(finding.IsWell ? "ok  " : "BAD ")} {finding.What, -12} {finding.Detail}");
            if (!finding.IsWell)
            {
                Console.Out.WriteLine($"     -> {finding.Cure}");
            }
        }

        return findings.TrueForAll(f => f.IsWell) ? 0 : 1;
    }

    private static async IAsyncEnumerable<Finding> LookAsync(IServiceProvider services, StudioDatabase database)
    {
        var source = services.GetRequiredService<NpgsqlDataSource>();
        string? broken = null;
        var version = "";
        try
        {
            version = await ReadAsync<string>(source, "SELECT version()");
        }
        catch (NpgsqlException e)
        {
            broken = e.Message;
        }

        if (broken is not null)
        {
            yield return new(
                "database",
                false,
                broken,
                "Check ConnectionStrings:MindGraphy, or leave it empty to use the private cluster."
            );
            yield break;
        }

        yield return new("database", true, (database.Embedded is null ? "named server, " : "private cluster, ") + version.Split(" on ")[0]);
        var major = await ReadAsync<int>(source, "SELECT current_setting('server_version_num')::int / 10000");
        yield return new("version", major >= 15, $"PostgreSQL {major}", "Use PostgreSQL 15 or newer.");
        var ctype = await ReadAsync<string>(source, "SELECT datctype::text FROM pg_database WHERE datname = current_database()");
        var hangul = ctype is not "C" and not "POSIX";
        yield return new(
            "locale",
            hangul,
            $"LC_CTYPE {ctype}",
            "Make the database anew with LC_CTYPE C.UTF-8 or ko_KR.UTF-8: with C no Korean name can be searched."
        );
        var encoding = await ReadAsync<string>(
            source,
            "SELECT pg_encoding_to_char(encoding)::text FROM pg_database WHERE datname = current_database()"
        );
        yield return new("encoding", encoding == "UTF8", encoding, "Make the database anew with encoding UTF8.");
        foreach (var extension in (string[])["btree_gist", "pg_trgm"])
        {
            var there = await ReadAsync<bool>(source, $"SELECT EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = '{extension}')");
            yield return new("extension", there, extension, "Install PostgreSQL's contrib package (Debian: postgresql-contrib).");
        }

        var pending = await StudioMigrations.PendingMigrationsAsync(source);
        yield return new(
            "schema",
            pending.Count == 0,
            pending.Count == 0 ? "up to date" : $"{pending.Count} migrations missing",
            "Run the verb migrate."
        );
        if (pending.Count == 0)
        {
            var givenUp =
                await services.GetRequiredService<IOutbox>().CountGivenUpAsync()
                + await services.GetRequiredService<ITaskQueue>().CountGivenUpAsync();
            yield return new(
                "work",
                givenUp == 0,
                givenUp == 0
                    ? "nothing was given up"
                    : $"{givenUp} pieces of work were given up (columns error of outbox_messages and task_queue)",
                "Mend the cause, then run: doctor --again"
            );
        }

        yield return await StorageAsync(services.GetRequiredService<IObjectStore>());
        yield return Fonts();
        if (services.GetRequiredService<TimestampAuthority>() is { IsSet: true } authority)
        {
            yield return await StampsAsync(authority);
        }

        var skew = Math.Abs(
            await ReadAsync<double>(source, "SELECT extract(epoch FROM clock_timestamp())::float8")
                - (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0)
        );
        yield return new(
            "clock",
            skew < 5,
            $"{skew:0.0} s from the database's clock",
            "Switch on time synchronisation (NTP) on both machines."
        );
    }

    private static async Task<Finding> StorageAsync(IObjectStore store)
    {
        var key = $"doctor/{Guid.NewGuid():N}";
        try
        {
            await store.PutAsync(key, new MemoryStream("mindgraphy"u8.ToArray()), "text/plain");
            await using (var stream = await store.OpenReadAsync(key) ?? Stream.Null)
            {
                using var reader = new StreamReader(stream);
                if (await reader.ReadToEndAsync() != "mindgraphy")
                {
                    return new(
                        "storage",
                        false,
                        "what was written could not be read back",
                        "Check Storage:* in the settings and the store's own log."
                    );
                }
            }

            await store.DeleteAsync(key);
            return new("storage", true, store.GetType().Name + " writes, reads and deletes");
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or HttpRequestException
                        or Amazon.Runtime.AmazonServiceException
                        or Amazon.Runtime.AmazonClientException
            )
        {
            return new(
                "storage",
                false,
                e.Message,
                "Check Storage:Folder (is it writable, is the disk full?) or Storage:S3:* in the settings."
            );
        }
    }

    private static async Task<Finding> StampsAsync(TimestampAuthority authority)
    {
        var answer = await authority.AskAsync(Guid.NewGuid().ToByteArray());
        return new(
            "time stamps",
            answer.Fault is null,
            answer.Stamp is { } stamp ? stamp.Authority + " stamps" : $"{answer.Fault}: {answer.Why}",
            "Check Contracts:TimestampUrl. Contracts are sealed all the same, without a time stamp."
        );
    }

    private static Finding Fonts()
    {
        // Documents bring their own font inside the program, so that a contract looks the same on every machine.
        using var font = typeof(DoctorVerb).Assembly.GetManifestResourceStream("MindGraphy.Web.Documents.Fonts.NanumGothic-Regular.ttf");
        using var face = font is null ? null : SkiaSharp.SKTypeface.FromStream(font);
        var draws = face is not null && face.ContainsGlyphs("한글 뷁 쀼 Aa");
        return new(
            "fonts",
            draws,
            draws ? face!.FamilyName + " draws Hangul" : "the document font is missing",
            "Install the program again: its fonts are part of it."
        );
    }

    private static async Task<T> ReadAsync<T>(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
