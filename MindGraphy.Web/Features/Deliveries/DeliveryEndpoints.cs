using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Links;

namespace MindGraphy.Web.Features.Deliveries;

/// <summary>Files, ZIP files and lists of hashes, for a couple with an open link. Every request is asked anew whether it may; without a link the answer is 404.</summary>
public static class DeliveryEndpoints
{
    private static readonly string[] Methods = ["GET", "HEAD"];

    /// <summary>Maps them.</summary>
    public static IEndpointRouteBuilder MapDeliveries(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/c/download").AllowAnonymous().RequireRateLimiting(RateLimits.Couples);
        group.MapMethods("/zip/{size}/{part:int:min(1)}", Methods, ZipAsync);
        group.MapMethods("/file/{size}/{position:int:min(1)}", Methods, FileAsync);
        group.MapGet("/manifest/{size}", ManifestAsync);
        return endpoints;
    }

    /// <summary>The address of a ZIP file.</summary>
    public static string Zip(DownloadSize size, int part) =>
        string.Create(CultureInfo.InvariantCulture, $"/c/download/zip/{NameOf(size)}/{part}");

    /// <summary>The address of a file.</summary>
    public static string File(DownloadSize size, int position) =>
        string.Create(CultureInfo.InvariantCulture, $"/c/download/file/{NameOf(size)}/{position}");

    /// <summary>In which part of an address a page says what it was made for: another link may have been opened in its browser since.</summary>
    public const string PageField = "of";

    // Says once, on the page that opens, why nothing was fetched: an address would say it at every reload.
    private const string OtherCookie = "mg-other-delivery";

    private static CookieOptions OtherOptions(HttpContext context) =>
        new()
        {
            Path = "/c/download",
            MaxAge = TimeSpan.FromMinutes(1),
            HttpOnly = true,
            SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
        };

    /// <summary>Whether this page opens because a tab of another delivery asked for files, and forgets it.</summary>
    public static bool TakeOther(HttpContext context)
    {
        if (!context.Request.Cookies.ContainsKey(OtherCookie))
        {
            return false;
        }

        context.Response.Cookies.Delete(OtherCookie, OtherOptions(context));
        return true;
    }

    /// <summary>The address of the list of hashes.</summary>
    public static string Manifest(DownloadSize size) => $"/c/download/manifest/{NameOf(size)}";

    private static string NameOf(DownloadSize size) => size == DownloadSize.Web ? "web" : "original";

    private static DownloadSize? SizeOf(string name) =>
        name switch
        {
            "original" => DownloadSize.Original,
            "web" => DownloadSize.Web,
            _ => null,
        };

    private static Task ZipAsync(string size, int part, HttpContext context) =>
        SendAsync(context, SizeOf(size) is { } wanted ? new DownloadName(wanted, part, 0) : null);

    private static Task FileAsync(string size, int position, HttpContext context) =>
        SendAsync(context, SizeOf(size) is { } wanted ? new DownloadName(wanted, 0, position) : null);

    private static async Task SendAsync(HttpContext context, DownloadName? name)
    {
        var (services, ct) = (context.RequestServices, context.RequestAborted);
        var deliveries = services.GetRequiredService<DeliveryService>();
        if (name is null || await services.GetRequiredService<CoupleVisits>().FindAsync(context, LinkPurpose.Download) is not { } visit)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (await RefusesPageOfOtherAsync(context, visit))
        {
            return;
        }

        var pin = visit.PinId;
        var plan = await deliveries.PlanAsync(visit.Actor, visit.SubjectId, name, pin, ct);
        if (!plan.Succeeded)
        {
            await RefuseAsync(context, plan.Refusal);
            return;
        }

        var body = name.Position > 0 ? DownloadBody.File(plan.Value.Files[0]) : DownloadBody.Zip(plan.Value.Files);
        if (!TryRange(context, body, out var from, out var to))
        {
            context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            context.Response.Headers.ContentRange = $"bytes */{body.Length}";
            return;
        }

        Guid? download = null;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            var begun = await deliveries.BeginAsync(visit.Actor, visit.SubjectId, name, body.Length, from, pin, ct);
            if (!begun.Succeeded)
            {
                await RefuseAsync(context, begun.Refusal);
                return;
            }

            download = begun.Value;
        }

        Announce(context, body, plan.Value.FileName, name.Position == 0 ? "application/zip" : "application/octet-stream", from, to);
        if (download is { } id)
        {
            await PourAsync(context, body, from, to, visit.SubjectId, id);
        }
    }

    private static void Announce(HttpContext context, DownloadBody body, string fileName, string type, long from, long to)
    {
        var headers = context.Response.Headers;
        var isPiece = from > 0 || to < body.Length;
        context.Response.StatusCode = isPiece ? StatusCodes.Status206PartialContent : StatusCodes.Status200OK;
        context.Response.ContentType = type;
        context.Response.ContentLength = to - from;
        headers.AcceptRanges = "bytes";
        headers.ETag = $"\"{body.Tag}\"";
        headers.CacheControl = "private, no-cache, no-transform";
        headers.ContentDisposition = DownloadNames.Attachment(fileName);
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        if (isPiece)
        {
            headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to - 1}/{body.Length}");
        }
    }

    private static async Task PourAsync(HttpContext context, DownloadBody body, long from, long to, Guid deliverable, Guid download)
    {
        var services = context.RequestServices;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await body.SendAsync(
                services.GetRequiredService<IObjectStore>(),
                from,
                to,
                context.Response.BodyWriter,
                context.RequestAborted
            );
        }
        catch (OperationCanceledException)
        {
            // The couple's browser stopped, or its lift did: it may go on where it was.
            context.Abort();
        }
        catch (Exception e)
        {
            // A length was promised; only a broken connection tells a browser that this is not it.
            var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DeliveryEndpoints));
            log.LogError(e, "Delivery {Deliverable}: a download broke off after {Sent} bytes", deliverable, body.Sent);
            context.Abort();
        }
        finally
        {
            if (body.Sent > 0 || from == to)
            {
                await services
                    .GetRequiredService<DeliveryService>()
                    .SentAsync(deliverable, download, from, from + body.Sent, CancellationToken.None);
            }
        }
    }

    // One piece at a time, of the very content that the browser has the beginning of; everything else gets the whole.
    private static bool TryRange(HttpContext context, DownloadBody body, out long from, out long to)
    {
        (from, to) = (0, body.Length);
        var request = context.Request.GetTypedHeaders();
        if (
            request.Range is not { Ranges.Count: 1 } range
            || range.Unit != "bytes"
            || (request.IfRange is { } only && only.EntityTag?.Compare(new EntityTagHeaderValue($"\"{body.Tag}\""), true) != true)
        )
        {
            return true;
        }

        var wanted = range.Ranges.Single();
        from = wanted.From ?? Math.Max(0, body.Length - (wanted.To ?? 0));
        to = wanted is { From: not null, To: { } last } ? Math.Min(last + 1, body.Length) : body.Length;
        return from < to;
    }

    private static async Task ManifestAsync(string size, HttpContext context, CoupleVisits visits, DeliveryService deliveries)
    {
        if (SizeOf(size) is not { } wanted || await visits.FindAsync(context, LinkPurpose.Download) is not { } visit)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (await RefusesPageOfOtherAsync(context, visit))
        {
            return;
        }

        var ct = context.RequestAborted;
        var files = await deliveries.FilesAsync(visit.Actor, visit.SubjectId, visit.PinId, wanted, 0, int.MaxValue, ct);
        if (!files.Succeeded)
        {
            await RefuseAsync(context, files.Refusal);
            return;
        }

        var headers = context.Response.Headers;
        context.Response.ContentType = "text/csv; charset=utf-8";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentDisposition = DownloadNames.Attachment($"SHA256-{NameOf(wanted)}.csv");
        var text = new StringBuilder("\uFEFFfile,bytes,sha256,zip\r\n");
        foreach (var file in files.Value)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Cell(file.Name)},{file.Figures.Bytes},{file.Figures.Sha256},{file.Part}\r\n");
        }

        await context.Response.WriteAsync(text.ToString(), ct);
    }

    // A name that begins like a formula is none: spreadsheets get a quote before it.
    private static string Cell(string name)
    {
        var safe = name[0] is '=' or '+' or '-' or '@' ? "'" + name : name;
        return "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    // Nobody gets another one's files, or uses up their number, by a tab that was left open: whoever pressed reads why on the page that opens now.
    private static async Task<bool> RefusesPageOfOtherAsync(HttpContext context, CoupleVisit visit)
    {
        if (context.Request.Query[PageField] is not { Count: > 0 } key || key == visit.Key)
        {
            return false;
        }

        if (context.Request.Headers["Sec-Fetch-Mode"] == "navigate" && context.Request.Headers.Range.Count == 0)
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Cookies.Append(OtherCookie, "1", OtherOptions(context));
            context.Response.Headers.Location = "/c/download";
        }
        else
        {
            await RefuseAsync(context, new OtherDeliveryOpened());
        }

        return true;
    }

    private static async Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (refusal.Kind == RefusalKind.NotFound)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // A sentence, and no success: no download manager keeps it as the file.
        context.Response.StatusCode =
            refusal.Kind == RefusalKind.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status409Conflict;
        context.Response.ContentType = "text/plain; charset=utf-8";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.WriteAsync(Words.Of(refusal), context.RequestAborted);
        }
    }
}
