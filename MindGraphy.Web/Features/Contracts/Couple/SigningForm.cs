using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;

namespace MindGraphy.Web.Features.Contracts.Couple;

/// <summary>The signing form as it arrives, from the script or from a browser without one.</summary>
internal static class SigningForm
{
    public const string Consent = "consent";
    public const string Document = "document";
    public const string Key = "key";
    public const string Method = "method";
    public const string Picture = "picture";
    public const string Typed = "typed";
    public const string DrawMethod = "draw";

    /// <summary>Reads what was given. A picture above the limit is cut just beyond it, so that it is refused without being held.</summary>
    public static async Task<(GivenSignature Given, string Key)> ReadAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        byte[]? picture = null;
        if (form[Method] == DrawMethod && form.Files.GetFile(Picture) is { } file)
        {
            await using var content = file.OpenReadStream();
            var most = new byte[Math.Min(file.Length, ISignaturePicture.MaxBytes + 1)];
            await content.ReadExactlyAsync(most, context.RequestAborted);
            picture = most;
        }

        var given = new GivenSignature(
            picture,
            form[Method] == DrawMethod ? null : form[Typed].ToString(),
            form[Consent].OfType<string>().ToHashSet(StringComparer.Ordinal),
            form[Document].ToString(),
            context.Connection.RemoteIpAddress?.ToString(),
            context.Request.Headers.UserAgent.ToString()
        );
        var key = form[Key].ToString();
        return (given, key.Length is > 0 and <= 100 ? key : Ids.New().ToString());
    }
}
