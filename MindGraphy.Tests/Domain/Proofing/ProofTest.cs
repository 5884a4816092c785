using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Editing;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Proofing;

/// <summary>A couple with a project whose photos are in.</summary>
public abstract class ProofTest(MigratedTemplate template) : StudioTest(template)
{
    protected ProofService Proofs => Get<ProofService>();

    protected EditingService Editing => Get<EditingService>();

    protected override void Register(IServiceCollection services)
    {
        services.AddSingleton<LinkService>();
        services.AddSingleton<ProofService>();
        services.AddSingleton<EditingService>();
        services.AddSingleton<HandOffService>();
        services.AddSingleton<ReturnService>();
        services.AddSingleton<RevisionService>();
    }

    protected async Task<StudioDbContext> DbAsync() => await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct);

    /// <summary>A couple, both with an e-mail, a contract in force and an album of photos that can be shown.</summary>
    protected async Task<Couple> CoupleAsync(int photos = 10, int retouched = 60, string bride = "김서연", string groom = "이준호")
    {
        var package = await PackageAsync(retouched);
        var (now, number) = (Clock.Now, Guid.NewGuid().ToString("N")[..12]);
        var customer = Customer
            .Inquire(
                new CustomerDetails(
                    groom,
                    bride,
                    BridePhone: "01012345678",
                    Email: "bride@example.com",
                    WeddingDate: new DateOnly(2026, 5, 16)
                ),
                Clock.Today,
                now
            )
            .Value!;
        await using var db = await DbAsync();
        db.Add(customer);
        var contract = Contract
            .Draft(
                "C-" + number,
                customer,
                package.Basis("ko"),
                package.Price,
                PaymentPlan.Usual(new Money(440_000)),
                "ko",
                Clock.Today,
                now
            )
            .Value!;
        db.Add(contract);
        await db.SaveChangesAsync(Ct);
        await ExecuteAsync("UPDATE contracts SET contract_status = 'active' WHERE id = $1", contract.Id);
        await ExecuteAsync(
            "UPDATE customer_contacts SET email = 'groom@example.com', language = 'en' WHERE customer_id = $1 AND email IS NULL",
            customer.Id
        );
        await db.Entry(contract).ReloadAsync(Ct);
        var project = Project.Open("P-" + number, contract, ProjectType.Wedding, now).Value!;
        project.PhotosArrived(Clock, now);
        db.Add(project);
        var album = new PhotoAlbum(project.Id, AlbumType.Raw, null, null, now);
        db.Add(album);
        var ids = AddPhotos(db, album, photos);
        await db.SaveChangesAsync(Ct);
        return new Couple(
            customer.Id,
            project.Id,
            album.Id,
            customer.Contacts.Single(c => c.Role == ContactRole.Bride).Id,
            customer.Contacts.Single(c => c.Role == ContactRole.Groom).Id,
            ids
        );
    }

    protected static IReadOnlyList<Guid> AddPhotos(StudioDbContext db, PhotoAlbum album, int count)
    {
        var ids = new List<Guid>(count);
        for (var i = 0; i < count; i++)
        {
            var id = Ids.New();
            var sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(id.ToByteArray()));
            var photo = new Photo(id, album.Id, $"DSC_{i:0000}.jpg", $"originals/{id:N}.jpg", 8_000_000, sha, Start);
            var rendered = new RenderedPhoto(6000, 4000, "jpg", null, null, null, "{}", [1, 2, 3, 4, 5], new Dictionary<int, string>());
            photo.Rendered(rendered, Start.AddSeconds(i), Start);
            album.PhotoAdded(8_000_000);
            db.Add(photo);
            ids.Add(id);
        }

        return ids;
    }

    /// <summary>A round sent to both, opened by the bride.</summary>
    protected async Task<Guid> RoundAsync(Couple couple, int? limit = null)
    {
        var sent = await Proofs.PrepareAsync(
            Manager,
            couple.ProjectId,
            couple.AlbumId,
            [couple.BrideId, couple.GroomId],
            limit,
            Clock.Now.AddDays(21),
            ct: Ct
        );
        Assert.True(sent.Succeeded, sent.Refusal?.ToString());
        Assert.True((await Proofs.OpenAsync(couple.Bride, sent.Value, Ct)).Succeeded);
        return sent.Value;
    }

    protected Task<Result<PickReply>> PickAsync(
        Actor who,
        Guid round,
        Guid photo,
        SelectionKind? kind = SelectionKind.Final,
        string? note = null,
        long? at = null
    ) => Proofs.PickAsync(who, round, [new PickWish(photo, kind, note, at ?? Clock.Now.ToUnixTimeMilliseconds())], Ct);

    protected Task<long> CountAsync(string from, params object[] parameters) =>
        ScalarAsync<long>("SELECT count(*) FROM " + from, parameters);

    protected Task<Actor> EditorAsync(string name = "은별") => StaffAsync(UserRole.Editor, "최", name);
}

/// <summary>Ids of a couple's things.</summary>
public sealed record Couple(Guid CustomerId, Guid ProjectId, Guid AlbumId, Guid BrideId, Guid GroomId, IReadOnlyList<Guid> Photos)
{
    public Actor Bride => Actor.Couple(CustomerId, BrideId);

    public Actor Groom => Actor.Couple(CustomerId, GroomId);
}
