using MindGraphy.Domain.AlbumOrders;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>
/// Deletes originals, renditions and files of printed albums that no row knows: what a process left that was killed between the store and the database, and what a delete left that could not
/// reach the store. A key holds its photo's id, so that asking is one look by primary key; anything else under other names is left alone.
/// </summary>
/// <param name="studio">Sessions.</param>
/// <param name="store">Originals and renditions.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class OrphanSweep(IStudio studio, IObjectStore store, StudioClock clock)
{
    /// <summary>Younger objects may still get their row.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    private const int AskedAtOnce = 1000;

    /// <summary>Sweeps once.</summary>
    /// <returns>How many objects were deleted.</returns>
    public async Task<int> RunAsync(CancellationToken ct = default)
    {
        var longAgo = clock.Now - Grace;
        var deleted = 0;
        foreach (var prefix in (string[])["albums/", "renditions/"])
        {
            var asked = new List<(string Key, Guid Photo)>(AskedAtOnce);
            await foreach (var found in store.ListAsync(prefix, ct))
            {
                if (found.ModifiedAt < longAgo && PhotoOf(found.Key) is { } photo)
                {
                    asked.Add((found.Key, photo));
                }

                if (asked.Count == AskedAtOnce)
                {
                    deleted += await DeleteUnknownAsync(asked, ct);
                    asked.Clear();
                }
            }

            deleted += await DeleteUnknownAsync(asked, ct);
        }

        return deleted + await SweepAlbumOrdersAsync(longAgo, ct);
    }

    private async Task<int> SweepAlbumOrdersAsync(DateTimeOffset longAgo, CancellationToken ct)
    {
        var deleted = 0;
        await foreach (
            var keys in store.ListAsync(AlbumSpread.KeyPrefix, ct).Where(f => f.ModifiedAt < longAgo).Select(f => f.Key).Chunk(AskedAtOnce)
        )
        {
            IReadOnlySet<string> known;
            await using (var session = studio.Open(Actor.System))
            {
                known = await session.AlbumOrders.KnownFilesAsync(keys, ct);
            }

            foreach (var key in keys.Where(k => !known.Contains(k)))
            {
                await store.DeleteAsync(key, ct);
                deleted++;
            }
        }

        return deleted;
    }

    /// <summary>The photo that a key is made for: <c>albums/{album}/{photo}.jpg</c>, <c>renditions/{photo}/{hash}-{size}.jpg</c>; null for other keys.</summary>
    private static Guid? PhotoOf(string key)
    {
        var names = key.Split('/');
        var name =
            names.Length != 3 ? ""
            : names[0] == "albums" ? Path.GetFileNameWithoutExtension(names[2])
            : names[1];
        return Guid.TryParseExact(name, "N", out var id) ? id : null;
    }

    private async Task<int> DeleteUnknownAsync(List<(string Key, Guid Photo)> asked, CancellationToken ct)
    {
        if (asked.Count == 0)
        {
            return 0;
        }

        List<string> unknown;
        await using (var session = studio.Open(Actor.System))
        {
            var known = await session.Photos.KnownPhotosAsync([.. asked.Select(a => a.Photo).Distinct()], ct);
            unknown = [.. asked.Where(a => !known.Contains(a.Photo)).Select(a => a.Key)];

            // A photo may point at an original that came for another; asked only of the few that are left.
            var inUse = unknown.Count == 0 ? null : await session.Photos.OriginalsInUseAsync(unknown, ct);
            unknown.RemoveAll(key => inUse!.Contains(key));
        }

        foreach (var key in unknown)
        {
            await store.DeleteAsync(key, ct);
        }

        return unknown.Count;
    }
}
