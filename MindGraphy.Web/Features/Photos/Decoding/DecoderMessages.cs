using System.Text.Json;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Web.Features.Photos.Decoding;

/// <summary>What goes between us and a decoder: one line of JSON each way. Other lines are a library's chatter.</summary>
internal static class DecoderMessages
{
    /// <summary>What a decoder says when it can read pictures.</summary>
    public const string Ready = "{\"ready\":true}";

    /// <summary>A picture as a line.</summary>
    public static string Write(PictureToRead picture) => JsonSerializer.Serialize(picture, JsonSerializerOptions.Web);

    /// <summary>A line as a picture.</summary>
    public static PictureToRead ReadPicture(string line) =>
        JsonSerializer.Deserialize<PictureToRead>(line, JsonSerializerOptions.Web) ?? throw new JsonException("An empty line.");

    /// <summary>What came of it as a line.</summary>
    public static string Write(Result<RenderedPhoto> result) =>
        JsonSerializer.Serialize(
            new Answer(result.Value, (result.Refusal as PhotoUnreadable)?.Reason)
            {
                Refusal = result.Refusal is null or PhotoUnreadable ? null : result.Refusal.Code,
                Page = result.Refusal?.Arguments is [int page] ? page : null,
            },
            JsonSerializerOptions.Web
        );

    /// <summary>A line as what came of it; null where it is none.</summary>
    public static Result<RenderedPhoto>? ReadAnswer(string line)
    {
        if (!line.StartsWith('{'))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Answer>(line, JsonSerializerOptions.Web) switch
            {
                { Photo: { } photo } => photo,
                { Reason: { } reason } => new PhotoUnreadable(reason),
                { Refusal: nameof(PdfLocked) } => new PdfLocked(),
                { Refusal: nameof(PdfDamaged), Page: { } page } => new PdfDamaged(page),
                { Refusal: nameof(PdfPageSize), Page: { } page } => new PdfPageSize(page),
                { Refusal: nameof(PdfFontsMissing), Page: { } page } => new PdfFontsMissing(page),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Answer(RenderedPhoto? Photo, UnreadableReason? Reason)
    {
        /// <summary>Why a page of a PDF was not drawn.</summary>
        public string? Refusal { get; init; }

        /// <summary>Which page.</summary>
        public int? Page { get; init; }
    }
}
