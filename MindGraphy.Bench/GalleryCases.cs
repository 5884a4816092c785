using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;
using Npgsql;

namespace MindGraphy.Bench;

/// <summary>Galleries through the repositories against the same by hand.</summary>
internal static class GalleryCases
{
    private const int PageSize = 60;
    private const int Pages = 300;

    /// <summary>A page of sixty photos in capture order after a photo, through a session of its own.</summary>
    public static async Task<BenchResult> PageAsync(BenchScene scene)
    {
        var studio = await scene.ManyAsync();
        var album = await studio.AlbumAsync(scene.Order.ManyPhotos);
        var positions = await PositionsAsync(studio, album);
        var (baseline, ours) = await Turns.MeasureAsync(
            BenchOrder.Rounds,
            Turns.Times(Pages, i => ReadByHandAsync(studio.Source, album, positions[i % positions.Count])),
            Turns.Times(Pages, i => ReadAsync(studio, album, positions[i % positions.Count]))
        );
        return new(
            ours / baseline,
            2,
            true,
            $"by hand {baseline.TotalMilliseconds / Pages:0.000} ms, repository {ours.TotalMilliseconds / Pages:0.000} ms, {PageSize} of {scene.Order.ManyPhotos:N0} photos"
        );
    }

    /// <summary>A whole gallery with what was said of it.</summary>
    public static async Task<BenchResult> ManifestAsync(BenchScene scene)
    {
        const int Times = 5;
        var studio = await scene.ManyAsync();
        var head = new ProofHead(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            await studio.AlbumAsync(scene.Order.ManyPhotos),
            ProofStatus.Active,
            0,
            60,
            DateTimeOffset.UtcNow.AddDays(1),
            null,
            "",
            default,
            null,
            null,
            scene.Order.ManyPhotos
        );
        var (baseline, ours) = await Turns.MeasureAsync(
            BenchOrder.Rounds,
            Turns.Times(Times, _ => ManifestByHandAsync(studio.Source, head)),
            Turns.Times(
                Times,
                async _ =>
                {
                    await using var session = studio.Studio.Open(Actor.System);
                    Require(await session.Proofs.PhotosAsync(head, null, null), scene.Order.ManyPhotos);
                }
            )
        );
        return new(
            ours / baseline,
            2,
            true,
            $"by hand {baseline.TotalMilliseconds / Times:0.0} ms, repository {ours.TotalMilliseconds / Times:0.0} ms, all {scene.Order.ManyPhotos:N0} photos"
        );
    }

    /// <summary>The same page in a large album against a small one: sixty photos cost what sixty photos cost.</summary>
    public static async Task<BenchResult> GrowthAsync(BenchScene scene)
    {
        var studio = await scene.ManyAsync();
        var (large, small) = (await studio.AlbumAsync(scene.Order.ManyPhotos), await studio.AlbumAsync(BenchOrder.FewPhotos));
        var inLarge = await PositionsAsync(studio, large);
        var inSmall = await PositionsAsync(studio, small);
        var (few, many) = await Turns.MeasureAsync(
            BenchOrder.Rounds,
            Turns.Times(Pages, i => ReadAsync(studio, small, inSmall[i % inSmall.Count])),
            Turns.Times(Pages, i => ReadAsync(studio, large, inLarge[i % inLarge.Count]))
        );
        return new(
            many / few,
            1.2,
            true,
            $"page of {PageSize} in {BenchOrder.FewPhotos} photos {few.TotalMilliseconds / Pages:0.000} ms, in {scene.Order.ManyPhotos:N0} photos {many.TotalMilliseconds / Pages:0.000} ms"
        );
    }

    private static async Task ReadAsync(BenchStudio studio, Guid album, AlbumPosition after)
    {
        await using var session = studio.Studio.Open(Actor.System);
        Require(await session.Photos.PageAsync(album, after, PageSize), PageSize);
    }

    private static async Task ReadByHandAsync(NpgsqlDataSource source, Guid album, AlbumPosition after)
    {
        await using var command = source.CreateCommand(
            """
            SELECT id, sort_key, file_name, width, height, thumb_hash, substr(content_sha256, 1, 16), ready_at IS NOT NULL, unreadable,
                section, burst_id, is_burst_top, is_blurred, pair_of_id
            FROM photos WHERE album_id = $1 AND deleted_at IS NULL AND (sort_key, id) > ($2, $3) ORDER BY sort_key, id LIMIT $4
            """
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = album });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after.SortKey });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = after.Id });

        // A constant here makes PostgreSQL settle on one plan for albums of average size, seven times as slow in this one: no honest baseline.
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PageSize });
        var photos = new List<AlbumPhoto>(PageSize);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            photos.Add(
                new(
                    rows.GetGuid(0),
                    rows.GetString(1),
                    rows.GetString(2),
                    rows.IsDBNull(3) ? null : rows.GetInt32(3),
                    rows.IsDBNull(4) ? null : rows.GetInt32(4),
                    rows.IsDBNull(5) ? null : Convert.ToBase64String(rows.GetFieldValue<byte[]>(5)),
                    rows.GetString(6),
                    rows.GetBoolean(7),
                    rows.IsDBNull(8) ? null : rows.GetFieldValue<UnreadableReason>(8),
                    rows.IsDBNull(9) ? null : rows.GetFieldValue<PhotoSection>(9),
                    rows.IsDBNull(10) ? null : rows.GetGuid(10),
                    rows.GetBoolean(11),
                    rows.GetBoolean(12),
                    rows.IsDBNull(13) ? null : rows.GetGuid(13)
                )
            );
        }

        Require(photos, PageSize);
    }

    private static async Task ManifestByHandAsync(NpgsqlDataSource source, ProofHead head)
    {
        var photos = new List<GalleryPhoto>();
        await using var connection = await source.OpenConnectionAsync();
        var said = new HashSet<Guid>();
        await using (
            var command = new NpgsqlCommand(
                "SELECT photo_id, contact_id, kind, position, note, wished_at_ms, updated_at FROM photo_selections WHERE session_id = $1",
                connection
            )
        )
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = head.SessionId });
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                said.Add(rows.GetGuid(0));
            }
        }

        await using (
            var command = new NpgsqlCommand(
                "SELECT id, substr(content_sha256, 1, 16), width, height, thumb_hash, section, burst_id, is_burst_top FROM photos WHERE album_id = $1 AND ready_at IS NOT NULL ORDER BY sort_key, id",
                connection
            )
        )
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = head.AlbumId });
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                photos.Add(
                    new(
                        rows.GetGuid(0),
                        rows.GetString(1),
                        rows.IsDBNull(2) ? 3 : rows.GetInt32(2),
                        rows.IsDBNull(3) ? 2 : rows.GetInt32(3),
                        rows.IsDBNull(4) ? null : rows.GetFieldValue<byte[]>(4),
                        said.Contains(rows.GetGuid(0)) ? SelectionKind.Candidate : null,
                        null,
                        null,
                        rows.IsDBNull(5) ? null : rows.GetFieldValue<PhotoSection>(5),
                        rows.IsDBNull(6) ? null : rows.GetGuid(6),
                        rows.GetBoolean(7),
                        null
                    )
                );
            }
        }

        Require(photos, head.TotalPhotos);
    }

    // Photos after which a whole page follows, spread over the album.
    private static async Task<List<AlbumPosition>> PositionsAsync(BenchStudio studio, Guid album)
    {
        var all = new List<AlbumPosition>();
        await using var command = studio.Source.CreateCommand("SELECT sort_key, id FROM photos WHERE album_id = $1 ORDER BY sort_key, id");
        command.Parameters.AddWithValue(album);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            all.Add(new(rows.GetString(0), rows.GetGuid(1)));
        }

        var usable = all.Count - PageSize;
        return [.. Enumerable.Range(0, Math.Min(50, usable)).Select(i => all[i * usable / Math.Min(50, usable)])];
    }

    private static void Require<T>(IReadOnlyCollection<T> found, int expected)
    {
        if (found.Count != expected)
        {
            throw new InvalidOperationException($"{found.Count} rows instead of {expected}: what is measured is not what was meant.");
        }
    }
}
