using Microsoft.Extensions.Options;
using MindGraphy.Data;
using MindGraphy.Data.Embedded;
using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Verbs;

/// <summary>One executable, several verbs. Each opens the database first and leaves through the end, so that a private cluster is stopped cleanly.</summary>
public static class VerbTable
{
    /// <summary>Runs the verb that the arguments name; without one, <c>serve</c>.</summary>
    /// <returns>The process's exit code: 0 done, 1 refused with a sentence, 2 unknown verb.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var words = args.TakeWhile(a => !a.StartsWith('-')).ToArray();
        var verb = words.Length > 0 ? words[0] : "serve";
        if (verb == DecodeVerb.Name)
        {
            // Not in the list: nobody types it. It needs neither settings nor database, and must not have them.
            return await DecodeVerb.RunAsync(words[1..]);
        }

        if (verb is "help" || !Verbs.ContainsKey(verb))
        {
            Console.Out.WriteLine("Verbs:");
            foreach (var (name, help) in Verbs)
            {
                Console.Out.WriteLine($"  {name, -9}{help}");
            }

            return verb == "help" ? 0 : 2;
        }

        try
        {
            return await RunAsync(verb, args, args[(words.Length > 0 ? 1 : 0)..]);
        }
        catch (Exception e) when (e is DatabaseUnavailableException or OptionsValidationException or VerbException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (InvalidOperationException e) when (e.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal))
        {
            // "… at 'Storage:Provider' to type '…StorageProvider'": names the key; the inner one names the value.
            await Console.Error.WriteLineAsync($"{e.Message} {e.InnerException?.Message} The README lists what each setting may be.");
            return 1;
        }
        catch (Npgsql.NpgsqlException e)
        {
            await Console.Error.WriteLineAsync(
                $"The database can't be used: {e.Message}. Check ConnectionStrings:MindGraphy, or leave it empty to use the private cluster."
            );
            return 1;
        }
    }

    /// <summary>The verbs and what they do.</summary>
    private static readonly Dictionary<string, string> Verbs = new()
    {
        ["serve"] = "answers requests; runs the workers too unless Workers:InProcess is false (default verb)",
        ["worker"] = "runs the workers only; any number may run beside each other",
        ["migrate"] = "brings the database to this version",
        ["seed"] = "writes rights, mail templates and settings of a new installation; safe to repeat",
        ["demo"] = "fills an empty studio with a believable one: demo [--seed N] [--if-empty] [--small] [--scale N]",
        ["admin"] = "admin create EMAIL [--name NAME] | admin password EMAIL",
        ["upload"] =
            "upload FOLDER --project NUMBER [--album NAME] [--twins] [--bring-back]: brings a folder's photos into an album; run again it goes on where it stopped",
        ["verify"] = "verify FILE: whether a PDF is the sealed copy of a contract of this studio",
        ["doctor"] =
            "checks database, locale, extensions, storage, fonts and clock, and says how to mend each; doctor --again tries given up work again",
    };

    private static async Task<int> RunAsync(string verb, string[] all, string[] rest)
    {
        var builder = WebApplication.CreateBuilder(all.SkipWhile(a => !a.StartsWith('-')).ToArray());
        using var logging = LoggerFactory.Create(l =>
            l.AddConfiguration(builder.Configuration.GetSection("Logging")).AddSimpleConsole(o => o.SingleLine = true)
        );
        await using var database = await StudioDatabase.OpenAsync(
            builder.Configuration,
            builder.Environment,
            logging.CreateLogger("Database")
        );
        builder.AddStudioServices(database.ConnectionString);
        var workersHere = verb == "worker" || (verb == "serve" && builder.Configuration.GetValue("Workers:InProcess", true));
        if (workersHere)
        {
            builder.Services.AddWorkers();
        }

        if (verb != "serve")
        {
            // A verb is a command, not a server: it says its own words and listens on no port.
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            if (verb != "worker")
            {
                builder.Services.RemoveHostedServices();
            }
        }

        builder.AddStudioWeb();
        var app = builder.Build();
        await using (app)
        {
            return await RunAsync(verb, rest, app, database);
        }
    }

    private static async Task<int> RunAsync(string verb, string[] rest, WebApplication app, StudioDatabase database)
    {
        var services = app.Services;
        if (
            verb is "migrate" or "demo" or "admin" or "seed"
            || (verb is "serve" or "worker" && app.Configuration.GetValue("Database:MigrateOnStart", true))
        )
        {
            await StudioMigrations.MigrateAsync(database.ConnectionString);
            await SeedVerb.RunAsync(services);
        }

        switch (verb)
        {
            case "migrate" or "seed":
                Console.Out.WriteLine(verb == "seed" ? "The studio is seeded." : "The database is up to date.");
                return 0;
            case "admin":
                return await AdminVerb.RunAsync(rest, services);
            case "upload":
                return await UploadVerb.RunAsync(rest, services);
            case "verify":
                return await VerifyVerb.RunAsync(rest, services);
            case "demo":
                return await DemoVerb.RunAsync(rest, services);
            case "doctor":
                return await DoctorVerb.RunAsync(rest, services, database);
            case "worker":
                // What a host would ask by itself: a wrong setting stops the start instead of failing row after row.
                services.GetService<IStartupValidator>()?.Validate();

                // The host without its web server: the workers and the news between nodes.
                await app.Services.RunWorkersAsync(app.Lifetime.ApplicationStopping);
                return 0;
            default:
                app.MapStudio();
                await app.RunAsync();
                return 0;
        }
    }
}

/// <summary>A verb that can't go on and says why in a sentence.</summary>
/// <param name="message">The sentence.</param>
public sealed class VerbException(string message) : Exception(message);
