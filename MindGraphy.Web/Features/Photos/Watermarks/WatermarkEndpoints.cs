using Microsoft.AspNetCore.Mvc;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Auth;

namespace MindGraphy.Web.Features.Photos.Watermarks;

/// <summary>What the watermark's page asks beside its circuit: a logo on its way in, and a picture of how it would look.</summary>
internal static class WatermarkEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var settings = api.MapGroup("/watermark").RequireAuthorization(Rights.Settings);
        settings.MapGet("/preview", PreviewAsync);
        settings.MapPost("/logo", LogoAsync).AddEndpointFilter(UploadEndpoints.RequireTokenAsync).DisableAntiforgery();
    }

    private static async Task<IResult> LogoAsync(HttpContext http, WatermarkService watermarks, CancellationToken ct)
    {
        using var logo = new MemoryStream();
        var block = new byte[64 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(block, ct)) > 0 && logo.Length <= WatermarkService.MaxLogoBytes)
        {
            logo.Write(block, 0, read);
        }

        return UploadEndpoints.Answer(
            await watermarks.AddLogoAsync(http.GetActor(), logo.ToArray(), ct),
            key => new { go = $"{WatermarkPage.Path}?logo={Uri.EscapeDataString(key)}" }
        );
    }

    private static async Task<IResult> PreviewAsync(
        [AsParameters] Look look,
        HttpContext http,
        WatermarkPreview preview,
        CancellationToken ct
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        var draft = new WatermarkDraft(look.Kind, look.Text, look.Key, look.Place, look.Opacity, look.Size);
        return Results.Bytes(await preview.DrawAsync(http.GetActor(), draft, ct), "image/jpeg");
    }

    private sealed record Look(
        [FromQuery] WatermarkKind Kind,
        [FromQuery] string? Text,
        [FromQuery] string? Key,
        [FromQuery] WatermarkPlace Place,
        [FromQuery] int Opacity,
        [FromQuery] int Size
    );
}
