using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Inquiries;
using MindGraphy.Web.Features.Inquiries.Couple;
using MindGraphy.Web.Layout;

namespace MindGraphy.Web.Features.Inquiries;

/// <summary>
/// Stands before the form: writes down what is posted before the page, or anything else, can refuse it; and says which sites may show the
/// form inside theirs.
/// </summary>
/// <param name="inquiries">The log.</param>
/// <param name="website">Which sites.</param>
/// <param name="throttle">Ends floods.</param>
/// <param name="text">Words.</param>
public sealed class InquiryIntake(
    InquiryService inquiries,
    WebsiteService website,
    InquiryThrottle throttle,
    IStringLocalizer<InquiriesText> text
)
{
    private static readonly object Key = new();

    // As long as a body may be at all: whoever pastes a whole book into the message is told by how much it is too long.
    private static readonly FormOptions Long = new() { ValueLengthLimit = int.MaxValue, BufferBodyLengthLimit = long.MaxValue };

    /// <summary>What was written down of this request; null where it was one of a flood.</summary>
    public static Guid? SubmissionOf(HttpContext context) => context.Items.TryGetValue(Key, out var id) ? (Guid?)id : null;

    /// <summary>Whether the page is shown inside another site.</summary>
    public static bool IsEmbedded(HttpContext context) => context.Request.Query["embed"] == "1";

    /// <summary>Part of the pipeline.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var isForm = context.Request.Path.Equals(InquiriesPaths.Form, StringComparison.OrdinalIgnoreCase);
        if (!isForm && !context.Request.Path.Equals(InquiriesPaths.Thanks, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        // The framework hands out its antiforgery cookie with any page; this one is promised to need none, and inside another site it would be a third party's.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.Remove(Microsoft.Net.Http.Headers.HeaderNames.SetCookie);
            return Task.CompletedTask;
        });
        if (IsEmbedded(context))
        {
            context.AllowFraming(await website.SitesAsync(context.RequestAborted));
        }

        if (!isForm || !HttpMethods.IsPost(context.Request.Method) || await WriteDownAsync(context))
        {
            await next(context);
        }
    }

    private async Task<bool> WriteDownAsync(HttpContext context)
    {
        if (!throttle.AdmitWriting(context))
        {
            return true;
        }

        var most = context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        if (context.Request.ContentLength > most)
        {
            var tooLarge = RawBody.Of($"[{context.Request.ContentLength} bytes]", context.Request.ContentLength);
            await RefuseAsync(context, tooLarge, "BodyTooLarge", StatusCodes.Status413PayloadTooLarge);
            return false;
        }

        IFormCollection form;
        try
        {
            context.Features.Set<IFormFeature>(new FormFeature(context.Request, Long));
            form = await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or InvalidOperationException)
        {
            var status = (e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            var unreadable = RawBody.Of("[" + e.Message + "]", context.Request.ContentLength);
            await RefuseAsync(context, unreadable, status == 413 ? "BodyTooLarge" : "BodyUnreadable", status);
            return false;
        }

        context.Items[Key] = await inquiries.ReceiveAsync(
            Raw(context, RawBody.Of(form.Select(f => KeyValuePair.Create(f.Key, f.Value.ToString()))), form),
            CancellationToken.None
        );
        return true;
    }

    private async Task RefuseAsync(HttpContext context, RawBody body, string code, int status)
    {
        var id = await inquiries.ReceiveAsync(Raw(context, body, null), CancellationToken.None);
        await inquiries.SettleAsync(id, InquiryOutcome.Refused, [code], ct: CancellationToken.None);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(text[status == 413 ? "Inquiry.BodyTooLarge" : "Inquiry.BodyUnreadable"]);
    }

    private static RawInquiry Raw(HttpContext context, RawBody body, IFormCollection? form)
    {
        string? Of(string field) => form?["Input." + field];
        return new RawInquiry(
            IsEmbedded(context) ? InquiryChannel.Embed : InquiryChannel.Form,
            body,
            InquiryFields.Sender(
                Of(nameof(InquiryForm.BrideName)),
                Of(nameof(InquiryForm.GroomName)),
                Of(nameof(InquiryForm.Email)),
                Of(nameof(InquiryForm.BridePhone)) ?? Of(nameof(InquiryForm.GroomPhone))
            ),
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            context.Connection.RemoteIpAddress?.ToString(),
            context.Request.Headers.UserAgent.ToString(),
            Of(nameof(InquiryForm.Consent)) == "yes" ? PrivacyConsent.Version : null
        );
    }
}
