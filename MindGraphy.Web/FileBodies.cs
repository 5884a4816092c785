using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Imports;

namespace MindGraphy.Web;

/// <summary>A file that a drop zone (js/imports.js) posts as the request's body: past the circuit, checked against forgery, of a limited size.</summary>
internal static class FileBodies
{
    /// <summary>Reads it.</summary>
    /// <returns>The bytes at their beginning; an answer instead where the token did not match or there are too many.</returns>
    public static async Task<(MemoryStream? File, IResult? Answer)> ReadAsync(
        HttpContext http,
        IAntiforgery antiforgery,
        int mostBytes,
        StudioClock clock,
        CancellationToken ct
    )
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return (null, Results.Json(new { code = "Antiforgery", sentence = "" }, statusCode: StatusCodes.Status400BadRequest));
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = mostBytes + 1;
        }

        var file = new MemoryStream();
        try
        {
            await http.Request.Body.CopyToAsync(file, ct);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Refused(new FileTooLarge(mostBytes / 1024 / 1024), clock));
        }

        file.Position = 0;
        return (file, null);
    }

    /// <summary>A refusal as the drop zone shows it.</summary>
    public static IResult Refused(Refusal refusal, StudioClock clock) =>
        Results.Json(
            new { code = refusal.Code, sentence = Words.Of(refusal, zone: clock.Zone) },
            statusCode: refusal.Kind == RefusalKind.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status422UnprocessableEntity
        );
}
