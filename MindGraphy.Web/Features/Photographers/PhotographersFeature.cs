using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Imports;
using MindGraphy.Domain.Photographers;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;

namespace MindGraphy.Web.Features.Photographers;

/// <summary>The people who photograph: profiles, hours, days, leave.</summary>
public static class PhotographersFeature
{
    /// <summary>The team.</summary>
    public const string Team = "/studio/team";

    /// <summary>Requests for leave.</summary>
    public const string Leave = "/studio/team/leave";

    /// <summary>One's own leave.</summary>
    public const string MyLeave = "/studio/my/leave";

    /// <summary>Settling with outsourced photographers.</summary>
    public const string Settlement = "/studio/team/settlement";

    /// <summary>How shoots went.</summary>
    public const string Performance = "/studio/team/performance";

    /// <summary>How one's own shoots went.</summary>
    public const string MyRecord = "/studio/my/record";

    /// <summary>Adds them.</summary>
    public static IServiceCollection AddPhotographers(this IServiceCollection services)
    {
        services.AddSingleton<PhotographerService>();
        services.AddSingleton<AvailabilityService>();
        services.AddSingleton<LeaveService>();
        services.AddSingleton<SettlementService>();
        services.AddSingleton<PerformanceService>();
        services.AddSingleton<IMenuCounts, LeaveCounts>();
        services.AddSingleton(
            new MenuEntry("Team", Team, StudioIcons.Team, MenuGroup.Projects, Rights.Calendar, 12, typeof(PhotographersText))
        );
        services.AddSingleton(
            new MenuEntry("MyLeave", MyLeave, StudioIcons.Calendar, MenuGroup.Today, Rights.Projects, 9, typeof(PhotographersText))
            {
                OnlyFor = UserRole.Photographer,
            }
        );
        services.AddSingleton(
            new MenuEntry("MyRecord", MyRecord, StudioIcons.Reports, MenuGroup.Today, Rights.Projects, 11, typeof(PhotographersText))
            {
                OnlyFor = UserRole.Photographer,
            }
        );
        return services;
    }

    /// <summary>A month of settling as a file.</summary>
    public static IEndpointRouteBuilder MapPhotographers(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Settlement + ".csv", SettlementAsync).RequireAuthorization(Rights.Contracts);
        return endpoints;
    }

    private static async Task<IResult> SettlementAsync(
        HttpContext http,
        SettlementService settlement,
        StudioClock clock,
        string? month,
        CancellationToken ct
    )
    {
        var first = TeamWords.Month(month, clock.Today);
        var read = await settlement.MonthAsync(http.GetActor(), first, ct: ct);
        if (!read.Succeeded)
        {
            return Results.Forbid();
        }

        var korean = StudioFormat.IsKorean(CultureInfo.CurrentUICulture);
        var text = new StringWriter(CultureInfo.InvariantCulture);
        await using (
            var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }, leaveOpen: true)
        )
        {
            string[] headers = korean
                ? ["작가", "촬영일", "시작", "고객", "촬영", "장소", "촬영료", "지급일"]
                : ["Photographer", "Day", "Begin", "Couple", "Shoot", "Place", "Fee", "Paid on"];
            foreach (var header in headers)
            {
                csv.WriteField(header);
            }

            await csv.NextRecordAsync();
            foreach (var (person, line) in read.Value.SelectMany(p => p.Lines.Select(l => (p, l))))
            {
                var start = clock.Local(line.Start);
                csv.WriteField(SpreadsheetText.Escape(person.Name));
                csv.WriteField(start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                csv.WriteField(start.ToString("HH:mm", CultureInfo.InvariantCulture));
                csv.WriteField(SpreadsheetText.Escape(line.Couple));
                csv.WriteField(Words.Of(line.Type));
                csv.WriteField(SpreadsheetText.Escape(line.Location));
                csv.WriteField(line.Fee?.Won);
                csv.WriteField(line.SettledAt is { } paid ? clock.DateOf(paid).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "");
                await csv.NextRecordAsync();
            }
        }

        // The mark tells Excel that it is UTF-8.
        var bytes = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text.ToString())).ToArray();
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(
            bytes,
            "text/csv; charset=utf-8",
            (korean ? "정산-" : "settlement-") + first.ToString("yyyy-MM", CultureInfo.InvariantCulture) + ".csv"
        );
    }
}

/// <summary>Requests for leave that wait, beside the team in the rail.</summary>
internal sealed class LeaveCounts(LeaveService leave) : IMenuCounts
{
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(Actor actor, CancellationToken ct) =>
        await leave.WaitingAsync(actor, ct) is > 0 and var waiting
            ? new Dictionary<string, int> { ["Team"] = waiting }
            : new Dictionary<string, int>();

    public bool ChangesWith(Actor actor, IStudioEvent news) => news is LeaveChanged;
}
