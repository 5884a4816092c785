using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>
/// Works out bursts, pairs and blur of albums whose photos changed. What has to be done stands in the database, written by a trigger on photos: whoever moves, deletes or
/// renders one need not think of it. Doing it twice, or by two processes at once, changes nothing.
/// </summary>
/// <param name="studio">Sessions.</param>
public sealed class ArrangementService(IStudio studio)
{
    /// <summary>An album that rests so long is arranged even where some of its photos are not rendered yet.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private const int AlbumsAtOnce = 20;

    /// <summary>Arranges the albums that are due.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ArrangeDueAsync(BurstSettings settings, CancellationToken ct = default)
    {
        IReadOnlyList<DueArrangement> due;
        await using (var session = studio.Open(Actor.System))
        {
            due = await session.Photos.DueArrangementsAsync(Rest, AlbumsAtOnce, ct);
        }

        foreach (var album in due)
        {
            await ArrangeAsync(album, settings, ct);
        }

        return due.Count;
    }

    /// <summary>Photos whose rendering was given up by the queue (its process died over it again and again) get that as their verdict.</summary>
    /// <returns>How many.</returns>
    public async Task<int> GiveUpBuriedAsync(CancellationToken ct = default)
    {
        await using var session = studio.Open(Actor.System);
        var albums = await session.Photos.GiveUpBuriedAsync(ct);
        foreach (var album in albums.Distinct())
        {
            session.Raise(new PhotoReady(album));
        }

        await session.SaveAsync(ct);
        return albums.Count;
    }

    private async Task ArrangeAsync(DueArrangement due, BurstSettings settings, CancellationToken ct)
    {
        await using (var session = studio.Open(Actor.System))
        {
            var photos = await session.Photos.ToArrangeAsync(due.AlbumId, ct);
            var arranged = AlbumArrangement.Of(photos, settings);
            var changed = photos.Where(p => arranged[p.Id] != p.Now).ToDictionary(p => p.Id, p => arranged[p.Id]);
            if (changed.Count > 0)
            {
                await session.Photos.ArrangeAsync(changed, ct);
                session.Raise(new PhotoReady(due.AlbumId));
            }

            var saved = await session.SaveAsync(ct);
            if (!saved.Succeeded)
            {
                return; // Asked for still: the next round does it.
            }
        }

        // Only now, and only where nothing changed meanwhile: a process that dies before this does it again.
        await using var settled = studio.Open(Actor.System);
        await settled.Photos.ArrangedAsync(due, ct);
        await settled.SaveAsync(ct);
    }
}

/// <summary>An album that has to be arranged.</summary>
/// <param name="AlbumId">The album.</param>
/// <param name="Revision">Which change of it asks.</param>
public sealed record DueArrangement(Guid AlbumId, long Revision);
