using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using MindGraphy.Web.Components;

namespace MindGraphy.Web.Layout;

/// <summary>
/// Compresses the pages of couples, which phones load over slow lines and which mirror nothing a stranger typed. Pages of people who are
/// signed in stay uncompressed: with secrets and typed text in one answer, its length would give the secrets away (BREACH).
/// </summary>
internal sealed class AnonymousHtmlCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
    : ResponseCompressionProvider(services, options)
{
    public override bool ShouldCompressResponse(HttpContext context) =>
        context.User.Identity?.IsAuthenticated != true
        && context.GetEndpoint()?.Metadata.GetMetadata<LeanPageAttribute>() is not null
        && base.ShouldCompressResponse(context);
}
