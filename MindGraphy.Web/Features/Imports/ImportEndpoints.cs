using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Imports;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Features.Customers;
using MindGraphy.Web.Features.Imports.Files;

namespace MindGraphy.Web.Features.Imports;

/// <summary>What goes past the circuit: the file that comes in, the errors and the couples that go out.</summary>
public static class ImportEndpoints
{
    /// <summary>Maps them.</summary>
    public static IEndpointRouteBuilder MapImports(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/studio/api/imports", UploadAsync).RequireAuthorization(Rights.Import).DisableCookieRedirect();
        endpoints.MapGet(ImportsPaths.List + "/{id:guid}/problems.csv", ProblemsAsync).RequireAuthorization(Rights.Import);
        endpoints.MapGet(ImportsPaths.Export, ExportAsync).RequireAuthorization(Rights.Export);
        return endpoints;
    }

    private static async Task<IResult> UploadAsync(
        HttpContext http,
        IAntiforgery antiforgery,
        ImportService imports,
        string? name,
        CancellationToken ct
    )
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.Json(new { code = "Antiforgery", sentence = "" }, statusCode: StatusCodes.Status400BadRequest);
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = Import.MaxBytes + 1;
        }

        var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.None,
            81_920,
            FileOptions.DeleteOnClose
        );
        await using (file)
        {
            try
            {
                await http.Request.Body.CopyToAsync(file, ct);
            }
            catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
            {
                return Refused(new FileTooLarge((int)(Import.MaxBytes / 1024 / 1024)));
            }

            file.Position = 0;
            var taken = await imports.UploadAsync(http.GetActor(), file, name ?? "", ct);
            return taken.Succeeded ? Results.Json(new { id = taken.Value }) : Refused(taken.Refusal);
        }
    }

    private static async Task<IResult> ProblemsAsync(Guid id, HttpContext http, ImportService imports, CancellationToken ct)
    {
        if (imports.Problems(http.GetActor(), id, ct) is not { } problems)
        {
            return Results.Forbid();
        }

        var culture = CultureInfo.CurrentUICulture;
        Download(http, "text/csv; charset=utf-8", StudioFormat.IsKorean(culture) ? "가져오기-오류.csv" : "import-errors.csv");
        var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(true), 16_384, leaveOpen: true);
        await using (writer)
        {
            var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }, leaveOpen: true);
            await using (csv)
            {
                foreach (
                    var header in StudioFormat.IsKorean(culture)
                        ? (string[])["행", "열", "값", "오류"]
                        : ["Row", "Column", "Value", "Error"]
                )
                {
                    csv.WriteField(header);
                }

                await csv.NextRecordAsync();
                await foreach (var problem in problems)
                {
                    csv.WriteField(problem.Row);
                    csv.WriteField(SpreadsheetText.Escape(problem.Column));
                    csv.WriteField(SpreadsheetText.Escape(problem.Value));
                    csv.WriteField(problem.Sentence(culture));
                    await csv.NextRecordAsync();
                }

                await csv.FlushAsync();
            }

            await writer.FlushAsync(ct);
        }

        return Results.Empty;
    }

    private static async Task<IResult> ExportAsync(
        HttpContext http,
        ExportService exports,
        StudioClock clock,
        string? format,
        string? lang,
        string? reason,
        CancellationToken ct
    )
    {
        var actor = http.GetActor();
        var kind = string.Equals(format, "xlsx", StringComparison.OrdinalIgnoreCase) ? ExportFormat.Xlsx : ExportFormat.Csv;
        var culture = lang is "ko" or "en" ? CultureInfo.GetCultureInfo(lang) : CultureInfo.CurrentUICulture;
        var query = http.Request.Query;
        var filter = CustomerFilters.Of(name => query[name], actor);
        var asked = string.Join('&', query.Where(q => q.Key is not ("reason" or "format" or "lang")).Select(q => q.Key + "=" + q.Value));
        var begun = await exports.BeginAsync(actor, kind, asked, reason, http.Connection.RemoteIpAddress?.ToString(), ct);
        if (!begun.Succeeded)
        {
            return Refused(begun.Refusal);
        }

        var couples = exports.ReadAsync(actor, begun.Value, filter, ct);
        var name =
            (StudioFormat.IsKorean(culture) ? "고객-" : "customers-") + clock.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (kind == ExportFormat.Csv)
        {
            Download(http, "text/csv; charset=utf-8", name + ".csv");
            await CoupleSheets.WriteCsvAsync(http.Response.Body, couples, clock, culture, ct);
            return Results.Empty;
        }

        // The library writes while nobody waits; a response may only be written to in turn. So a file lies between, which also keeps memory small.
        var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.None,
            81_920,
            FileOptions.DeleteOnClose
        );
        await using (file)
        {
            await Task.Run(() => CoupleSheets.WriteXlsx(file, couples.ToBlockingEnumerable(ct), clock, culture), ct);
            file.Position = 0;
            Download(http, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx");
            http.Response.ContentLength = file.Length;
            await file.CopyToAsync(http.Response.Body, ct);
        }

        return Results.Empty;
    }

    private static void Download(HttpContext http, string type, string name)
    {
        http.Response.ContentType = type;
        http.Response.Headers.CacheControl = "no-store";
        var disposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
    }

    private static IResult Refused(Refusal refusal) =>
        Results.Json(
            new { code = refusal.Code, sentence = Words.Of(refusal) },
            statusCode: refusal.Kind switch
            {
                RefusalKind.NotFound => StatusCodes.Status404NotFound,
                RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
                RefusalKind.Conflict => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status422UnprocessableEntity,
            }
        );
}
