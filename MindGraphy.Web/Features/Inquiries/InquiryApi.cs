using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Localization;
using Microsoft.OpenApi;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Inquiries;
using MindGraphy.Domain.Schedules;
using MindGraphy.Web.Features.Inquiries.Couple;

namespace MindGraphy.Web.Features.Inquiries;

/// <summary>What another server sends to <c>POST /api/v1/inquiries</c>. Texts only, so that what can't be read is answered at its field.</summary>
/// <param name="BrideName">Required.</param>
/// <param name="GroomName">Required.</param>
/// <param name="BridePhone">Any way of writing a number; a phone or an e-mail has to be there.</param>
/// <param name="GroomPhone">Any way of writing a number.</param>
/// <param name="Email">Where the answer goes.</param>
/// <param name="WeddingDate">The wished day, 2026-10-17.</param>
/// <param name="WeddingTime">The wished hour, 14:00.</param>
/// <param name="WeddingVenue">Where.</param>
/// <param name="Type">What is to be photographed: wedding, studio, outdoor, pre_wedding or family; anything else is left out.</param>
/// <param name="Source">How they found the studio.</param>
/// <param name="Message">Their words.</param>
/// <param name="Language">ko or en: the language of the answer by mail; that of Accept-Language where it is left out.</param>
/// <param name="Consent">Whether they agreed to the use of their details; has to be true.</param>
/// <param name="ConsentVersion">Which text they agreed to, in the sender's own naming.</param>
public sealed record InquiryRequest(
    string? BrideName,
    string? GroomName,
    string? BridePhone,
    string? GroomPhone,
    string? Email,
    string? WeddingDate,
    string? WeddingTime,
    string? WeddingVenue,
    string? Type,
    string? Source,
    string? Message,
    string? Language,
    bool? Consent,
    string? ConsentVersion
);

/// <summary>What is answered.</summary>
/// <param name="Id">The inquiry; the same for a repeat.</param>
/// <param name="Availability">open, waitlist or full; null without a day.</param>
public sealed record InquiryReply(Guid Id, string? Availability);

/// <summary>Inquiries from other servers. Everything that comes is written down before it is judged, a token that has ended included.</summary>
public static class InquiryApi
{
    private const int MostBytes = 256 * 1024;

    /// <summary>Adds its document.</summary>
    public static IServiceCollection AddInquiryApi(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.ShouldInclude = d => d.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
                options.AddDocumentTransformer(DescribeAsync);
                options.AddOperationTransformer(DescribeAsync);
            }
        );

    /// <summary>Maps it.</summary>
    public static IEndpointRouteBuilder MapInquiryApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi("/api/{documentName}/openapi.json").AllowAnonymous();
        endpoints
            .MapPost(InquiriesPaths.Api, PostAsync)
            .AllowAnonymous()
            .DisableAntiforgery()
            .WithName("sendInquiry")
            .WithSummary("Sends an inquiry")
            .Produces<InquiryReply>(StatusCodes.Status201Created)
            .Produces<InquiryReply>()
            .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        return endpoints;
    }

    // Not cancelled with the request: what was begun is better finished than sent again.
    private static async Task<IResult> PostAsync(
        HttpContext http,
        InquiryService inquiries,
        WebsiteService website,
        CapacityService capacity,
        InquiryThrottle throttle,
        StudioClock clock,
        IStringLocalizer<InquiriesText> text
    )
    {
        if (!throttle.AdmitWriting(http))
        {
            return Problem(text, StatusCodes.Status429TooManyRequests);
        }

        var (body, bytes) = await ReadAsync(http);
        var request = Parse(body);
        var bearer = await website.BearerOfAsync(TokenOf(http));
        var language = request?.Language is "ko" or "en" ? request.Language : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var consent = request?.Consent == true ? StudioText.Clean(request.ConsentVersion) : null;
        var (ip, agent) = (http.Connection.RemoteIpAddress?.ToString(), http.Request.Headers.UserAgent.ToString());
        var sender = InquiryFields.Sender(
            request?.BrideName,
            request?.GroomName,
            request?.Email,
            request?.BridePhone ?? request?.GroomPhone
        );
        var submission = await inquiries.ReceiveAsync(
            new RawInquiry(InquiryChannel.Api, RawBody.Of(body, bytes), sender, language, ip, agent, consent, bearer.TokenId)
        );
        if (Judge(http, bearer, bytes, request, throttle) is var (status, code))
        {
            var outcome = status == StatusCodes.Status429TooManyRequests ? InquiryOutcome.Limited : InquiryOutcome.Refused;
            await inquiries.SettleAsync(submission, outcome, [code]);
            return Problem(text, status);
        }

        var details = DetailsOf(request!);
        var refusals = InquiryFields.Check(details, request!.WeddingDate, request.WeddingTime, clock.Today);
        if (consent is null or { Length: > 50 })
        {
            refusals["Consent"] =
                request.Consent != true ? new ConsentRequired("Consent")
                : consent is null ? new FieldRequired("ConsentVersion")
                : new FieldTooLong("ConsentVersion", 50);
        }

        if (refusals.Count > 0)
        {
            await inquiries.SettleAsync(submission, InquiryOutcome.Refused, [.. refusals.Values.Select(InquiryService.CodeOf)]);
            return Invalid(text, refusals.Values.ToDictionary(r => NameOf(r.Field!), r => Words.Of(r)));
        }

        var taken = await inquiries.TakeAsync(submission, details, language, consent, KeyOf(http, bearer, body), ip, agent);
        if (!taken.Succeeded)
        {
            return Invalid(text, new() { [taken.Refusal is KeyUsedForAnother ? "Idempotency-Key" : ""] = Words.Of(taken.Refusal) });
        }

        var answer = details.WeddingDate is { } day ? await capacity.AnswerAsync(day, details.WeddingTime) : null;
        return Results.Json(
            new InquiryReply(taken.Value.CustomerId, InquiriesFeature.NameOf(answer)),
            statusCode: taken.Value.Repeated ? StatusCodes.Status200OK : StatusCodes.Status201Created
        );
    }

    private static (int Status, string Code)? Judge(
        HttpContext http,
        Bearer bearer,
        long bytes,
        InquiryRequest? request,
        InquiryThrottle throttle
    )
    {
        if (!bearer.IsLive)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return (StatusCodes.Status401Unauthorized, "TokenUnknown");
        }

        return !bearer.MayWriteInquiries ? (StatusCodes.Status403Forbidden, "TokenScope")
            : !throttle.Admit(http, bearer.TokenId!.Value) ? (StatusCodes.Status429TooManyRequests, "Limited")
            : !http.Request.HasJsonContentType() ? (StatusCodes.Status415UnsupportedMediaType, "NotJson")
            : bytes > MostBytes ? (StatusCodes.Status413PayloadTooLarge, "BodyTooLarge")
            : request is null ? (StatusCodes.Status400BadRequest, "BodyUnreadable")
            : null;
    }

    // No more than one byte over the limit is read, whatever is sent.
    private static async Task<(string Text, long Bytes)> ReadAsync(HttpContext http)
    {
        var buffer = new byte[MostBytes + 1];
        var length = 0;
        try
        {
            length = await http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, http.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            // Longer than the server takes at all, or broken off: what is known of it is that it came.
        }

        return (Encoding.UTF8.GetString(buffer, 0, length), Math.Max(length, http.Request.ContentLength ?? 0));
    }

    private static InquiryRequest? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<InquiryRequest>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TokenOf(HttpContext http) =>
        AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? header.Parameter
            : null;

    // The sender's own key, or what was sent itself: either way a repeat is found. Hashed, because a key is at most so long.
    private static string KeyOf(HttpContext http, Bearer bearer, string body)
    {
        string? given = http.Request.Headers["Idempotency-Key"];
        var what = string.IsNullOrWhiteSpace(given) ? "body " + body : "key " + given;
        return $"api:{bearer.TokenId:N}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)))}";
    }

    private static CustomerDetails DetailsOf(InquiryRequest r) =>
        new(
            r.GroomName,
            r.BrideName,
            r.GroomPhone,
            r.BridePhone,
            r.Email,
            InquiryFields.Date(r.WeddingDate),
            InquiryFields.Time(r.WeddingTime),
            r.WeddingVenue,
            r.Source,
            r.Message,
            CustomerDetails.Type(r.Type)
        );

    private static string NameOf(string field) =>
        field switch
        {
            nameof(CustomerDetails.Notes) => "message",
            nameof(CustomerDetails.SourceChannel) => "source",
            _ => JsonNamingPolicy.CamelCase.ConvertName(field),
        };

    private static IResult Problem(IStringLocalizer<InquiriesText> text, int status) =>
        Results.Problem(statusCode: status, title: text["Api." + status.ToString(CultureInfo.InvariantCulture)]);

    private static IResult Invalid(IStringLocalizer<InquiriesText> text, Dictionary<string, string> errors) =>
        Results.ValidationProblem(
            errors.ToDictionary(e => e.Key, e => new[] { e.Value }),
            statusCode: StatusCodes.Status422UnprocessableEntity,
            title: text["Api.422"]
        );

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "MindGraphy",
            Version = "v1",
            Description = "For servers of a studio's own sites. Tokens are made under 홈페이지 문의 in the settings.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["token"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A token with the scope " + ApiToken.InquiriesWrite,
        };
        return Task.CompletedTask;
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new()
                {
                    Schema = await context.GetOrCreateSchemaAsync(typeof(InquiryRequest), cancellationToken: ct),
                },
            },
        };
        operation.Parameters =
        [
            new OpenApiParameter
            {
                Name = "Idempotency-Key",
                In = ParameterLocation.Header,
                Description = "A repeat under the same key is the same inquiry; without it, a repeat with the same content is.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        ];
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", context.Document)] = [] }];
    }
}
