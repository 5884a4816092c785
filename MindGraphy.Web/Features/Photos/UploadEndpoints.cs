using Microsoft.AspNetCore.Antiforgery;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Features.Photos.Watermarks;

namespace MindGraphy.Web.Features.Photos;

/// <summary>
/// What scripts of the albums' pages call, under <c>/studio/api</c>: cookie, right, and on every write the antiforgery header (from
/// <c>GET /studio/api/antiforgery</c>). A refusal is answered as <c>{code, sentence}</c> in the reader's language. The photos' bytes never come this way.
/// </summary>
public static class UploadEndpoints
{
    private static readonly Action<ILogger, int, Guid, Guid?, Exception?> Forgotten = LoggerMessage.Define<int, Guid, Guid?>(
        LogLevel.Information,
        new EventId(1),
        "{Count} files that are not in album {Album} are missed no more: {Person} said that they will not come."
    );

    /// <summary>Maps uploads, manifests, facts and renditions.</summary>
    public static IEndpointRouteBuilder MapPhotos(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/studio/api").RequireAuthorization().DisableCookieRedirect();
        api.MapGet("/antiforgery", Token);
        var reads = api.MapGroup("").RequireAuthorization(Rights.Projects);
        reads.MapGet("/albums/{albumId:guid}/photos", StretchAsync);
        reads.MapGet("/photos/{photoId:guid}", FactsAsync);
        var writes = api.MapGroup("")
            .RequireAuthorization(Rights.Upload)
            .AddEndpointFilter(RequireTokenAsync)
            .AddEndpointFilter(SayFullAsync);

        // Who retouches sends finished files too; the service knows into which albums.
        var sendable = api.MapGroup("")
            .RequireAuthorization(p =>
                p.RequireAssertion(c => ActorProvider.Of(c.User) is var actor && (actor.May(Rights.Upload) || actor.May(Rights.Editing)))
            );
        sendable.MapGet("/albums/{albumId:guid}/uploads", UnfinishedAsync);
        var sends = sendable.MapGroup("").AddEndpointFilter(RequireTokenAsync).AddEndpointFilter(SayFullAsync);
        sends.MapPost("/albums/{albumId:guid}/uploads", AnnounceAsync);
        sends.MapDelete("/albums/{albumId:guid}/uploads", ForgetAsync);
        sends.MapPost("/albums/{albumId:guid}/unread", NotReadAsync);
        sends.MapPost("/uploads/{uploadId:guid}/twin", TwinAsync);
        sends.MapPost("/uploads/{uploadId:guid}/parts/{number:int}", SignPartAsync);
        sends.MapPost("/uploads/{uploadId:guid}/complete", CompleteAsync);
        sends.MapPost("/uploads/{uploadId:guid}/give-up", GiveUpAsync);
        sends.MapDelete("/uploads/{uploadId:guid}", AbortAsync);
        LibraryEndpoints.Map(reads, writes);
        WatermarkEndpoints.Map(api);
        endpoints.MapGet("/studio/photos/{photoId:guid}/original", LibraryEndpoints.OriginalAsync).RequireAuthorization(Rights.Projects);
        endpoints.MapGet("/studio/photos/{photoId:guid}/{file}", RenditionAsync).RequireAuthorization(Rights.Projects);
        return endpoints;
    }

    private static IResult Token(HttpContext http, IAntiforgery antiforgery)
    {
        var tokens = antiforgery.GetAndStoreTokens(http);
        return Results.Json(new { header = tokens.HeaderName, token = tokens.RequestToken });
    }

    /// <summary>Refuses a write without the antiforgery header.</summary>
    internal static async ValueTask<object?> RequireTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Results.Json(new ApiRefusal("Antiforgery", ""), statusCode: StatusCodes.Status400BadRequest);

    /// <summary>A store without room is said as such (507): the page waits for room and says so.</summary>
    private static async ValueTask<object?> SayFullAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (StoreFullException)
        {
            return Results.StatusCode(StatusCodes.Status507InsufficientStorage);
        }
    }

    private static async Task<IResult> StretchAsync(
        Guid albumId,
        string? key,
        Guid? id,
        HttpContext http,
        AlbumService albums,
        CancellationToken ct
    )
    {
        var after = key is not null && id is { } last ? new AlbumPosition(key, last) : null;
        var stretch = await albums.PageAsync(http.GetActor(), albumId, after, ct: ct);
        return Answer(
            stretch,
            s => new
            {
                photos = s.Photos.Select(p => new
                {
                    p.Id,
                    p.Name,
                    w = p.Width,
                    h = p.Height,
                    hash = p.ThumbHash,
                    sha = p.Sha16,
                    p.Ready,
                    unreadable = p.Unreadable is { } reason ? Words.Of(reason) : null,
                    section = p.Section?.ToString(),
                    burst = p.BurstId,
                    top = p.IsBurstTop,
                    blur = p.IsBlurred,
                    pair = p.PairOfId,
                }),
                next = s.Next,
            }
        );
    }

    private static async Task<IResult> FactsAsync(
        Guid photoId,
        HttpContext http,
        AlbumService albums,
        PhotoFactList list,
        CancellationToken ct
    ) => Answer(await albums.FactsAsync(http.GetActor(), photoId, ct), list.Of);

    private static async Task<IResult> AnnounceAsync(
        Guid albumId,
        Announcement announcement,
        HttpContext http,
        UploadService uploads,
        CancellationToken ct
    )
    {
        var answers = await uploads.AnnounceAsync(http.GetActor(), albumId, announcement.Files ?? [], announcement.BringBack, ct);
        return Answer(
            answers,
            files => new
            {
                partSize = UploadSession.PartSize,
                files = files.Select(f => new
                {
                    id = f.UploadId,
                    answer = f.Answer switch
                    {
                        UploadAnswer.AlreadyThere => "there",
                        UploadAnswer.Refused => "refused",
                        _ => "send",
                    },
                    parts = f.PartCount,
                    held = f.Held,
                    maybe = f.MayBeThere,
                    back = f.CameBack,
                    card = f.Card,
                    // Only who may bring it back there is asked.
                    bin = f.Deleted?.Bin is { } bin && bin.Id != albumId && http.GetActor().May(Rights.Upload)
                        ? new { album = bin.Id, name = AlbumNames.Of(bin.Title, bin.Type) }
                        : null,
                    sentence = f.Refusal is null ? null : Words.Of(f.Refusal),
                }),
            }
        );
    }

    private static async Task<IResult> UnfinishedAsync(Guid albumId, HttpContext http, UploadService uploads, CancellationToken ct) =>
        Answer(
            await uploads.UnfinishedAsync(http.GetActor(), albumId, ct),
            u => new
            {
                u.Open,
                u.Failed,
                u.Bytes,
                files = u.Files.Select(f => new { f.Path, why = f.Why is null ? null : Words.Of(f.Why) }),
                u.By,
                moving = u.IsMoving,
            }
        );

    // Not cancelled with the request, as ending one is not.
    private static async Task<IResult> ForgetAsync(Guid albumId, HttpContext http, UploadService uploads, ILoggerFactory logs)
    {
        var dropped = await uploads.ForgetAsync(http.GetActor(), albumId, CancellationToken.None);
        if (dropped.Value > 0)
        {
            Forgotten(logs.CreateLogger(typeof(UploadEndpoints)), dropped.Value, albumId, http.GetActor().UserId, null);
        }

        return Answer(dropped, count => new { count });
    }

    private static async Task<IResult> NotReadAsync(Guid albumId, NotRead told, HttpContext http, UploadService uploads) =>
        Answer(
            await uploads.NotReadAsync(
                http.GetActor(),
                albumId,
                new UnreadPaths(
                    Named(told.Files),
                    Named(told.Folders),
                    Named(told.Read),
                    told.Beside is { Name: not null } beside ? UploadSession.CardOf(beside)
                        : told.Name is { } name ? UploadSession.CardOf(name)
                        : null,
                    Named(told.Cards)
                ),
                CancellationToken.None
            )
        );

    private static List<string> Named(IReadOnlyList<string?>? paths) => [.. (paths ?? []).OfType<string>()];

    private static async Task<IResult> TwinAsync(
        Guid uploadId,
        WholeHash whole,
        HttpContext http,
        UploadService uploads,
        CancellationToken ct
    ) =>
        Answer(
            await uploads.TwinAsync(http.GetActor(), uploadId, whole.Sha256 ?? "", ct),
            a => new
            {
                twin = a.Twin is { } twin ? new { name = twin.FileName, album = AlbumNames.Of(twin.AlbumTitle, twin.AlbumType) } : null,
            }
        );

    private static async Task<IResult> SignPartAsync(
        Guid uploadId,
        int number,
        PartToSign part,
        HttpContext http,
        UploadService uploads,
        CancellationToken ct
    ) => Answer(await uploads.SignPartAsync(http.GetActor(), uploadId, number, part.Sha256, ct), url => new { url = url.ToString() });

    // Not cancelled with the request: what was begun is better finished than begun again.
    private static async Task<IResult> CompleteAsync(Guid uploadId, HttpContext http, UploadService uploads) =>
        Answer(await uploads.CompleteAsync(http.GetActor(), uploadId, CancellationToken.None), photoId => new { photoId });

    private static Task<IResult> GiveUpAsync(Guid uploadId, HttpContext http, UploadService uploads) =>
        EndAsync(uploads.GiveUpAsync(http.GetActor(), uploadId, CancellationToken.None));

    private static Task<IResult> AbortAsync(Guid uploadId, HttpContext http, UploadService uploads) =>
        EndAsync(uploads.AbortAsync(http.GetActor(), uploadId, CancellationToken.None));

    private static async Task<IResult> RenditionAsync(
        Guid photoId,
        string file,
        HttpContext http,
        AlbumService albums,
        IObjectStore store,
        CancellationToken ct
    )
    {
        if (RenditionName.TryRead(file) is not { } name)
        {
            return Results.NotFound();
        }

        var found = await albums.RenditionAsync(http.GetActor(), photoId, name.Size, ct);
        return found.Value is not { } hash ? Results.NotFound()
            : name.Names(hash) ? await PhotoRenditions.ServeAsync(http, store, Photo.RenditionKey(photoId, hash, name.Size), name.Tag, ct)
            : PhotoRenditions.Moved(http, PhotoRenditions.UrlOf(photoId, hash[..16], name.Size));
    }

    private static async Task<IResult> EndAsync(Task<Result> act) => Answer(await act);

    /// <summary>Nothing where it was done, else the refusal as a script reads it.</summary>
    internal static IResult Answer(Result result) => result.Succeeded ? Results.NoContent() : Refused(result.Refusal);

    /// <summary>What was asked for, else the refusal as a script reads it.</summary>
    internal static IResult Answer<T>(Result<T> result, Func<T, object> body) =>
        result.Succeeded ? Results.Json(body(result.Value)) : Refused(result.Refusal);

    private static IResult Refused(Refusal refusal) =>
        Results.Json(
            new ApiRefusal(refusal.Code, Words.Of(refusal)),
            statusCode: refusal.Kind switch
            {
                RefusalKind.NotFound => StatusCodes.Status404NotFound,
                RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
                RefusalKind.Conflict => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status422UnprocessableEntity,
            }
        );

    private sealed record Announcement(IReadOnlyList<AnnouncedFile>? Files, bool BringBack = false);

    private sealed record NotRead(
        IReadOnlyList<string?>? Files,
        IReadOnlyList<string?>? Folders,
        IReadOnlyList<string?>? Read,
        AnnouncedFile? Beside,
        string? Name,
        IReadOnlyList<string?>? Cards
    );

    private sealed record PartToSign(string? Sha256);

    private sealed record WholeHash(string? Sha256);

    private sealed record ApiRefusal(string Code, string Sentence);
}
