using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Schedules;
using MindGraphy.Web.Auth;
using MindGraphy.Web.Features.Photos;

namespace MindGraphy.Web.Features.Schedules.Sheet;

/// <summary>What a day sheet's script tells from the field, under <c>/studio/api/shoots</c>: possibly hours late, possibly twice.</summary>
public static class SheetEndpoints
{
    /// <summary>Maps coming, going and noting.</summary>
    public static IEndpointRouteBuilder MapSchedules(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints
            .MapGroup("/studio/api/shoots/{id:guid}")
            .RequireAuthorization(Rights.Projects)
            .DisableCookieRedirect()
            .AddEndpointFilter(UploadEndpoints.RequireTokenAsync);
        api.MapPost("/in", (Guid id, FieldWord word, HttpContext http, CrewService crew) => CheckAsync(id, false, word, http, crew));
        api.MapPost("/out", (Guid id, FieldWord word, HttpContext http, CrewService crew) => CheckAsync(id, true, word, http, crew));
        api.MapPost(
            "/note",
            async (Guid id, FieldWord word, HttpContext http, CrewService crew) =>
                word.Person != http.GetActor().UserId
                    ? Results.Unauthorized()
                    : UploadEndpoints.Answer(await crew.NoteAsync(http.GetActor(), id, word.Text))
        );
        return endpoints;
    }

    // Not stopped where the phone hangs up: what was said counts. Said by whoever is signed in now for somebody else, it waits for them.
    private static async Task<IResult> CheckAsync(Guid id, bool leaves, FieldWord word, HttpContext http, CrewService crew) =>
        word.Person != http.GetActor().UserId
            ? Results.Unauthorized()
            : UploadEndpoints.Answer(await crew.CheckAsync(http.GetActor(), id, leaves, word.At, CancellationToken.None));

    /// <summary>What was tapped.</summary>
    /// <param name="At">When, by the phone's clock.</param>
    /// <param name="Person">Whose sheet it was tapped on.</param>
    /// <param name="Text">The note.</param>
    internal sealed record FieldWord(DateTimeOffset At, Guid Person, string? Text);
}
