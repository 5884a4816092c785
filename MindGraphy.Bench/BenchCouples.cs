using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;
using Npgsql;

namespace MindGraphy.Bench;

/// <summary>A couple with an open gallery.</summary>
/// <param name="SessionId">The round.</param>
/// <param name="Link">The bride's link, as it is sent.</param>
/// <param name="Photos">Its photos, in their order.</param>
internal sealed record BenchCouple(Guid SessionId, string Link, IReadOnlyList<Guid> Photos);

/// <summary>Couples of a filled studio who are sent galleries and enter them as a phone does.</summary>
internal static class BenchCouples
{
    private static int _phones;

    /// <summary>An album of so many photos, sent to the couple of a project that has no gallery yet.</summary>
    public static async Task<BenchCouple> ProofAsync(PageCases.ServedStudio served, BenchStudio studio, int photos)
    {
        var (project, people) = await FreeProjectAsync(studio);
        var album = await studio.Fill.AddAlbumAsync(project, photos);
        var clock = served.Get<StudioClock>();
        var proofs = served.Get<ProofService>();
        var made = await proofs.PrepareAsync(
            Actor.System,
            project,
            album,
            people,
            60,
            clock.At(clock.Today.AddDays(20), new TimeOnly(18, 0))
        );
        if (!made.Succeeded)
        {
            throw new InvalidOperationException("No gallery: " + made.Refusal);
        }

        var links = await proofs.LinkUrlsAsync(Actor.System, made.Value);
        return new(made.Value, links.Value![0].Path, await PhotosAsync(studio, album));
    }

    /// <summary>The pictures that a first screen asks for.</summary>
    public static async Task ShowAsync(PageCases.ServedStudio served, BenchStudio studio, BenchCouple couple, byte[] picture, int count)
    {
        var store = served.Get<IObjectStore>();
        foreach (var photo in couple.Photos.Take(count))
        {
            await using var command = studio.Source.CreateCommand("SELECT thumbnail_path FROM photos WHERE id = $1");
            command.Parameters.AddWithValue(photo);
            using var content = new MemoryStream(picture);
            await store.PutAsync((string)(await command.ExecuteScalarAsync())!, content, "image/jpeg");
        }
    }

    /// <summary>A phone with an address of its own, as behind another mast, that opened a link.</summary>
    public static async Task<HttpClient> PhoneAsync(Uri studio, string purpose, string link)
    {
        var n = Interlocked.Increment(ref _phones);
        var from = new IPAddress([127, 0, (byte)(1 + (n / 250)), (byte)(1 + (n % 250))]);
        var phone = new HttpClient(
            new SocketsHttpHandler
            {
                CookieContainer = new CookieContainer(),
                AllowAutoRedirect = false,
                ConnectCallback = async (context, ct) =>
                {
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    socket.Bind(new IPEndPoint(from, 0));
                    await socket.ConnectAsync(context.DnsEndPoint, ct);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = studio,
        };
        phone.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var form = new FormUrlEncodedContent([new("token", link.Split('/')[^1])]);
        using var entered = await phone.PostAsync(new Uri("/c/open/" + purpose, UriKind.Relative), form);
        // As its pages' scripts do: what they write says which page they belong to.
        if (purpose == "proof")
        {
            using var chosen = await phone.GetAsync(new Uri("/culture?c=ko&r=/", UriKind.Relative));
            var page = await phone.GetStringAsync(new Uri("/c/proof", UriKind.Relative));
            phone.DefaultRequestHeaders.Add("MG-Page", page.Split("\"page\":\"")[^1].Split('"')[0]);
        }

        return entered.StatusCode == HttpStatusCode.SeeOther && entered.Headers.Location?.ToString() == "/c/" + purpose
            ? phone
            : throw new InvalidOperationException($"The link does not open: {entered.StatusCode} {entered.Headers.Location}");
    }

    /// <summary>A project whose couple has no gallery, and both of them.</summary>
    public static async Task<(Guid Project, IReadOnlyList<Guid> People)> FreeProjectAsync(BenchStudio studio)
    {
        await using var command = studio.Source.CreateCommand(
            """
            WITH free AS (
                SELECT p.id, p.customer_id FROM projects p
                WHERE EXISTS (SELECT 1 FROM customer_contacts c WHERE c.customer_id = p.customer_id)
                    AND NOT EXISTS (SELECT 1 FROM proof_gallery_sessions s WHERE s.project_id = p.id)
                    AND NOT EXISTS (SELECT 1 FROM deliverables d WHERE d.project_id = p.id)
                ORDER BY p.id DESC LIMIT 1),
            ready AS (UPDATE projects p SET project_status = 'in_progress' FROM free WHERE p.id = free.id)
            SELECT p.id, array_agg(c.id ORDER BY c.role) FROM free p JOIN customer_contacts c ON c.customer_id = p.customer_id GROUP BY p.id
            """
        );
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync()
            ? (row.GetGuid(0), row.GetFieldValue<Guid[]>(1))
            : throw new InvalidOperationException("No project is free.");
    }

    private static async Task<IReadOnlyList<Guid>> PhotosAsync(BenchStudio studio, Guid album)
    {
        await using var command = studio.Source.CreateCommand("SELECT array_agg(id ORDER BY sort_key, id) FROM photos WHERE album_id = $1");
        command.Parameters.AddWithValue(album);
        return (Guid[])(await command.ExecuteScalarAsync())!;
    }
}
