using MindGraphy.Domain.Photos;
using Xunit;

namespace MindGraphy.Tests.Domain.Photos;

/// <summary>Bursts, pairs and blur from nothing but the photos.</summary>
public sealed class AlbumArrangementTests
{
    private static readonly BurstSettings Settings = new(TimeSpan.FromSeconds(3), 10);
    private static readonly DateTimeOffset Noon = new(2026, 5, 16, 3, 0, 0, TimeSpan.Zero);
    private static readonly Guid Camera = Guid.NewGuid();

    private static PhotoToArrange Photo(string name, double seconds, long hash = 0, float sharpness = 100) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            FileName = name,
            Format = "jpg",
            TakenAt = Noon.AddSeconds(seconds),
            CameraId = Camera,
            Hash = hash,
            Sharpness = sharpness,
        };

    private static PhotoToArrange Raw(string name, double seconds) => Photo(name, seconds) with { Format = "nef" };

    private static List<string> BurstsOf(params IReadOnlyList<PhotoToArrange> photos)
    {
        var places = AlbumArrangement.Of(photos, Settings);
        return
        [
            .. photos
                .Where(p => places[p.Id].BurstId is not null)
                .GroupBy(p => places[p.Id].BurstId)
                .Select(g => string.Join('+', g.Select(p => p.FileName + (places[p.Id].IsTop ? "*" : "")))),
        ];
    }

    [Fact]
    public void Alike_and_near_is_a_burst_with_the_sharpest_on_top()
    {
        Assert.Equal(
            ["a+b*+c", "f+g*"],
            BurstsOf(
                Photo("a", 0, 0b0, 50),
                Photo("b", 1, 0b111, 90),
                Photo("c", 4, 0b1, 70),
                Photo("d", 7.1, 0b1),
                Photo("e", 8, -1),
                Photo("f", 9, 0, 10),
                Photo("g", 12, 0b11_1111_1111, 11)
            )
        );
    }

    [Fact]
    public void One_bit_or_a_millisecond_too_much_is_another_moment()
    {
        Assert.Empty(BurstsOf(Photo("a", 0), Photo("b", 1, 0b111_1111_1111), Photo("c", 4.001, 0b111_1111_1111)));
        Assert.Equal(["a*+b"], BurstsOf(Photo("a", 0), Photo("b", 3, 0b11_1111_1111)));
    }

    [Fact]
    public void Two_cameras_and_photos_without_time_make_no_burst()
    {
        Assert.Empty(
            BurstsOf(
                Photo("a", 0),
                Photo("b", 0.5) with
                {
                    CameraId = Guid.NewGuid(),
                },
                Photo("c", 0) with
                {
                    TakenAt = null,
                },
                Photo("d", 0.1) with
                {
                    Hash = null,
                }
            )
        );
    }

    [Fact]
    public void The_order_in_which_they_came_makes_no_difference()
    {
        var photos = Enumerable.Range(0, 200).Select(i => Photo($"{i:000}", i * 1.7 % 90, i % 5, i * 7 % 31)).ToList();
        var once = AlbumArrangement.Of(photos, Settings);
        var dice = new Random(4);

        for (var round = 0; round < 20; round++)
        {
            var shuffled = photos.OrderBy(_ => dice.Next()).Select(p => p with { Now = once[p.Id] }).ToList();
            Assert.Equal(once.OrderBy(p => p.Key), AlbumArrangement.Of(shuffled, Settings).OrderBy(p => p.Key));
        }
    }

    [Fact]
    public void A_raw_file_goes_with_its_picture_and_not_into_a_burst()
    {
        var picture = Photo("IMG_0001.JPG", 0);
        var raw = Raw("img_0001.nef", 0.4);
        var next = Photo("IMG_0002.JPG", 1, sharpness: 120);

        var places = AlbumArrangement.Of([raw, picture, next], Settings);

        Assert.Equal(new PhotoArrangement(null, false, false, picture.Id), places[raw.Id]);
        Assert.Equal((picture.Id, false, true), (places[picture.Id].BurstId!.Value, places[picture.Id].IsTop, places[next.Id].IsTop));
    }

    [Fact]
    public void Another_folder_camera_or_time_is_no_pair()
    {
        var picture = Photo("IMG_0001.JPG", 0) with { Folder = "카드 1", Body = CameraBody.Of("Canon", "R5", "1") };
        PhotoToArrange[] strangers =
        [
            Raw("IMG_0001.CR3", 0) with
            {
                Folder = "카드 2",
            },
            Raw("IMG_0002.CR3", 0) with
            {
                Folder = "카드 1",
            },
            Raw("IMG_0001.CR3", 2) with
            {
                Folder = "카드 1",
            },
            Raw("IMG_0001.CR3", 0) with
            {
                Folder = "카드 1",
                Body = CameraBody.Of("Canon", "R6", "1"),
            },
            Raw("IMG_0001.CR3", 0) with
            {
                Folder = "카드 1",
                Body = CameraBody.Of("Canon", "R5", "2"),
            },
        ];
        Assert.All(strangers, raw => Assert.Null(AlbumArrangement.Of([picture, raw], Settings)[raw.Id].PairOfId));

        // What one file does not tell contradicts nothing.
        var silent = Raw("IMG_0001.CR3", 0) with
        {
            Folder = "카드 1",
            TakenAt = null,
            Body = CameraBody.Of("CANON", null, null),
        };
        Assert.Equal(picture.Id, AlbumArrangement.Of([picture, silent], Settings)[silent.Id].PairOfId);
    }

    [Fact]
    public void On_two_cards_raw_and_picture_go_together_where_camera_and_time_agree()
    {
        var body = CameraBody.Of("Canon", "Canon EOS R5", "123");
        var picture = Photo("IMG_0001.JPG", 0) with { Folder = "카드 2/DCIM", Body = body };
        var raw = Raw("IMG_0001.CR3", 0.2) with { Folder = "카드 1/DCIM", Body = body };
        // Counters begin anew: the same stem by the same camera an hour later is another picture.
        var later = Photo("IMG_0001.JPG", 3600) with
        {
            Folder = "카드 3",
            Body = body,
        };

        var places = AlbumArrangement.Of([later, raw, picture], Settings);
        Assert.Equal([picture.Id, null, null], new[] { raw, picture, later }.Select(p => places[p.Id].PairOfId));

        PhotoToArrange[] strangers =
        [
            raw with
            {
                TakenAt = null,
            },
            raw with
            {
                Body = null,
            },
            raw with
            {
                TakenAt = Noon.AddSeconds(2),
            },
            raw with
            {
                Body = CameraBody.Of("Canon", "Canon EOS R5", "124"),
            },
        ];
        Assert.All(strangers, r => Assert.Null(AlbumArrangement.Of([picture, r], Settings)[r.Id].PairOfId));

        // Its own folder comes first.
        var beside = Photo("IMG_0001.JPG", 0.9) with
        {
            Folder = "카드 1/DCIM",
            Body = body,
        };
        Assert.Equal(beside.Id, AlbumArrangement.Of([picture, beside, raw], Settings)[raw.Id].PairOfId);
    }

    [Fact]
    public void A_picture_has_one_raw_file_and_a_raw_file_one_picture()
    {
        var (jpg, heic) = (Photo("A.JPG", 0), Photo("A.HEIC", 0) with { Format = "heic" });
        var (one, two, three) = (Raw("A.NEF", 0), Raw("a.nef", 0), Raw("A.DNG", 0));

        var places = AlbumArrangement.Of([three, heic, two, jpg, one], Settings);

        Assert.Equal([jpg.Id, heic.Id, (Guid?)null], new[] { three, one, two }.Select(r => places[r.Id].PairOfId));
    }

    [Fact]
    public void Blur_is_what_is_far_below_its_own_album()
    {
        var sharp = Enumerable.Range(0, 30).Select(i => Photo($"{i}", i * 60, sharpness: 200 + (i * 5))).ToList();
        var soft = Photo("soft", 5000, sharpness: 30);
        var softer = Photo("a little", 5100, sharpness: 90);

        var places = AlbumArrangement.Of([.. sharp, soft, softer], Settings);

        Assert.Equal([soft.Id], places.Where(p => p.Value.IsBlurred).Select(p => p.Key));
        Assert.DoesNotContain(AlbumArrangement.Of([.. sharp.Take(5), soft], Settings).Values, p => p.IsBlurred);

        // An album that varies by nature flags nobody for being among its softer ones.
        var varied = Enumerable.Range(0, 40).Select(i => Photo($"{i}", i * 60, sharpness: MathF.Pow(1.3f, i))).ToList();
        Assert.DoesNotContain(AlbumArrangement.Of(varied, Settings).Values, p => p.IsBlurred);
    }
}
