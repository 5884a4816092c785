using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Support;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Domain.Proofing;

public sealed class PickTests(MigratedTemplate template) : ProofTest(template)
{
    [Fact]
    public async Task A_limit_of_50_is_50_whatever_32_clients_do()
    {
        var couple = await CoupleAsync(photos: 128);
        var round = await RoundAsync(couple, 50);
        await Task.WhenAll(
            Enumerable
                .Range(0, 32)
                .Select(client =>
                    Task.Run(
                        async () =>
                        {
                            for (var i = 0; i < 4; i++)
                            {
                                var reply = await PickAsync(
                                    client % 2 == 0 ? couple.Bride : couple.Groom,
                                    round,
                                    couple.Photos[client * 4 + i]
                                );
                                Assert.All(reply.Value!.Refused, r => Assert.Equal(new PickLimitReached(50), r.Why));
                            }
                        },
                        Ct
                    )
                )
        );

        Assert.Equal(50, await ScalarAsync<int>("SELECT current_selections FROM proof_gallery_sessions WHERE id = $1", round));
        Assert.Equal(
            50,
            await CountAsync("(SELECT DISTINCT photo_id FROM photo_selections WHERE session_id = $1 AND kind = 'final') AS x", round)
        );
    }

    [Fact]
    public async Task Of_a_raw_file_and_its_picture_the_gallery_shows_and_counts_the_picture()
    {
        var couple = await CoupleAsync(photos: 6);
        var photos = couple.Photos;
        var round = await RoundAsync(couple, 5);
        // Three pairs; of the last one the couple answered about the raw file before its picture came.
        await ExecuteAsync(
            "UPDATE photos p SET pair_of_id = o.picture FROM unnest($1, $2) AS o(raw, picture) WHERE p.id = o.raw",
            new[] { photos[0], photos[2], photos[4] },
            new[] { photos[1], photos[3], photos[5] }
        );
        await PickAsync(couple.Bride, round, photos[4]);

        var whole = (await Proofs.GalleryAsync(couple.Bride, round, ct: Ct)).Value!;
        Assert.Equal([photos[1], photos[3], photos[4], photos[5]], whole.Photos.Select(p => p.Id));
        Assert.Equal((4, 1), (whole.Head.TotalPhotos, whole.Head.Count));
        var first = (await Proofs.GalleryAsync(couple.Bride, round, 2, Ct)).Value!;
        Assert.Equal([photos[1], photos[3]], first.Photos.Select(p => p.Id));
        Assert.Equal(4, first.Head.TotalPhotos);

        // A picture that is gone stands for nothing.
        await ExecuteAsync("UPDATE photos SET ready_at = NULL WHERE id = $1", photos[1]);
        Assert.Equal([photos[0], photos[3]], (await Proofs.GalleryAsync(couple.Bride, round, 2, Ct)).Value!.Photos.Select(p => p.Id));
        Assert.Equal(4, (await Proofs.GalleryAsync(couple.Bride, round, ct: Ct)).Value!.Head.TotalPhotos);
    }

    [Fact]
    public async Task An_older_wish_changes_nothing_even_where_the_pick_was_taken_back()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        var (photo, now) = (couple.Photos[0], Clock.Now.ToUnixTimeMilliseconds());
        await PickAsync(couple.Bride, round, photo, SelectionKind.Final, at: now - 2000);
        await PickAsync(couple.Bride, round, photo, null, at: now - 1000);
        var late = await PickAsync(couple.Bride, round, photo, SelectionKind.Final, at: now - 1500);
        Assert.Equal(0, late.Value!.Count);
        Assert.Equal([new RefusedWish(photo, new WishOvertaken(), null, null)], late.Value.Refused);
    }

    [Fact]
    public async Task A_laptop_whose_clock_is_slow_is_told_what_stands()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        var photo = couple.Photos[0];
        Task<Result<PickReply>> OnLaptopAsync(SelectionKind? kind, string? note = null) =>
            PickAsync(couple.Bride, round, photo, kind, note, Clock.Now.AddMinutes(-3).ToUnixTimeMilliseconds());

        // She picks on the phone, and takes it back on the laptop three minutes before, as it thinks.
        await PickAsync(couple.Bride, round, photo, note: "베일");
        Time.Advance(TimeSpan.FromSeconds(20));
        var taken = (await OnLaptopAsync(null)).Value!;
        Assert.Equal(1, taken.Count);
        Assert.Equal([new RefusedWish(photo, new WishOvertaken(), SelectionKind.Final, "베일")], taken.Refused);

        // What stands anyway is no news, and what is wished of another picture is taken beside it.
        Assert.Empty((await OnLaptopAsync(SelectionKind.Final)).Value!.Refused);
        Assert.Empty((await OnLaptopAsync(SelectionKind.Final, " 베일 ")).Value!.Refused);
        Assert.Single((await OnLaptopAsync(SelectionKind.Final, "베일 말고 부케")).Value!.Refused);

        // Once its clock is past that tap it takes back what it likes.
        Time.Advance(TimeSpan.FromMinutes(3));
        var back = (await OnLaptopAsync(null)).Value!;
        Assert.Equal((0, 0), (back.Count, back.Refused.Count));
    }

    [Fact]
    public async Task A_phone_whose_clock_runs_ahead_can_still_change_its_mind()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[0], at: Clock.Now.AddYears(1).ToUnixTimeMilliseconds());
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, (await PickAsync(couple.Bride, round, couple.Photos[0], null)).Value!.Count);
    }

    [Fact]
    public async Task A_photo_that_both_pick_counts_once_and_stays_until_both_let_go()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple, 1);
        Assert.Equal(1, (await PickAsync(couple.Bride, round, couple.Photos[0])).Value!.Count);
        var both = (await PickAsync(couple.Groom, round, couple.Photos[0])).Value!;
        Assert.Equal((1, 0), (both.Count, both.Refused.Count));
        Assert.Equal(1, (await PickAsync(couple.Bride, round, couple.Photos[0], SelectionKind.Candidate)).Value!.Count);
        Assert.Equal(0, (await PickAsync(couple.Groom, round, couple.Photos[0], null)).Value!.Count);
    }

    [Fact]
    public async Task A_refused_wish_comes_back_with_what_is_stored_and_the_rest_is_taken()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple, 1);
        var at = Clock.Now.ToUnixTimeMilliseconds();
        await PickAsync(couple.Bride, round, couple.Photos[1], SelectionKind.Candidate, "눈 감은 것만 봐 주세요");
        var reply = await Proofs.PickAsync(
            couple.Bride,
            round,
            [new(couple.Photos[0], SelectionKind.Final, null, at), new(couple.Photos[1], SelectionKind.Final, null, at)],
            Ct
        );
        Assert.Equal(1, reply.Value!.Count);
        Assert.Equal(
            [new RefusedWish(couple.Photos[1], new PickLimitReached(1), SelectionKind.Candidate, "눈 감은 것만 봐 주세요")],
            reply.Value.Refused
        );
    }

    [Fact]
    public async Task Swapping_at_the_limit_works_in_one_batch()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple, 1);
        var at = Clock.Now.ToUnixTimeMilliseconds();
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        var reply = await Proofs.PickAsync(
            couple.Bride,
            round,
            [new(couple.Photos[0], null, null, at), new(couple.Photos[1], SelectionKind.Final, null, at)],
            Ct
        );
        Assert.Equal((1, 0), (reply.Value!.Count, reply.Value.Refused.Count));
    }

    [Fact]
    public async Task Another_couples_photo_and_one_that_cannot_be_shown_are_refused()
    {
        var (couple, other) = (await CoupleAsync(), await CoupleAsync());
        var round = await RoundAsync(couple);
        await ExecuteAsync("UPDATE photos SET ready_at = NULL WHERE id = $1", couple.Photos[3]);
        foreach (var photo in new[] { other.Photos[0], couple.Photos[3], Guid.NewGuid() })
        {
            Assert.Equal(new PhotoNotInGallery(), (await PickAsync(couple.Bride, round, photo)).Value!.Refused.Single().Why);
        }

        Assert.Equal(0, await CountAsync("photo_selections"));
    }

    [Fact]
    public async Task Another_couple_finds_no_gallery_at_all()
    {
        var (couple, other) = (await CoupleAsync(), await CoupleAsync());
        var round = await RoundAsync(couple);
        Assert.Equal(new ProofNotFound(), (await Proofs.OpenAsync(other.Bride, round, Ct)).Refusal);
        Assert.Equal(new ProofNotFound(), (await Proofs.GalleryAsync(other.Bride, round, null, Ct)).Refusal);
        Assert.Equal(new ProofNotFound(), (await Proofs.SummaryAsync(other.Bride, round, Ct)).Refusal);
        Assert.Equal(new ProofNotFound(), (await PickAsync(other.Bride, round, couple.Photos[0])).Refusal);
        Assert.Equal(new ProofNotFound(), (await Proofs.SubmitAsync(other.Bride, round, "k", null, Ct)).Refusal);
        Assert.Equal(new PhotoNotInGallery(), (await Proofs.ShownHashAsync(other.Bride, round, couple.Photos[0], Ct)).Refusal);
        Assert.True((await Proofs.ShownHashAsync(couple.Groom, round, couple.Photos[0], Ct)).Succeeded);
    }

    [Fact]
    public async Task After_the_deadline_nothing_is_picked_or_submitted()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        Time.Advance(TimeSpan.FromDays(21));
        Assert.Equal(new ProofClosed(ProofStatus.Expired), (await PickAsync(couple.Bride, round, couple.Photos[1])).Refusal);
        Assert.Equal(new ProofClosed(ProofStatus.Expired), (await Proofs.SubmitAsync(couple.Bride, round, "k", null, Ct)).Refusal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task An_empty_or_a_huge_batch_is_refused(int wishes)
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        var batch = Enumerable.Repeat(new PickWish(couple.Photos[0], null, null, 1), wishes).ToList();
        Assert.Equal(new TooManyWishes(200), (await Proofs.PickAsync(couple.Bride, round, batch, Ct)).Refusal);
    }

    [Fact]
    public async Task A_note_is_cleaned_kept_and_moves_no_pick()
    {
        var couple = await CoupleAsync();
        var round = await RoundAsync(couple);
        await PickAsync(couple.Bride, round, couple.Photos[0]);
        await PickAsync(couple.Bride, round, couple.Photos[1]);
        Time.Advance(TimeSpan.FromSeconds(1));
        await PickAsync(couple.Bride, round, couple.Photos[0], SelectionKind.Final, "  드레스\u202E 주름\r\n펴 주세요 ");
        var summary = (await Proofs.SummaryAsync(couple.Bride, round, Ct)).Value!;
        Assert.Equal([couple.Photos[0], couple.Photos[1]], summary.Picks.Select(p => p.Id));
        Assert.Equal("드레스 주름\n펴 주세요", summary.Picks[0].Note);
        var tooLong = (await PickAsync(couple.Bride, round, couple.Photos[0], SelectionKind.Final, new string('가', 20_000))).Value!;
        Assert.Equal(
            [new RefusedWish(couple.Photos[0], new NoteTooLong(2000), SelectionKind.Final, "드레스 주름\n펴 주세요")],
            tooLong.Refused
        );
    }

    [Fact]
    public async Task The_gallery_of_5000_photos_is_three_statements_and_keeps_the_albums_order()
    {
        var couple = await CoupleAsync(photos: 0);
        await using (var db = await DbAsync())
        {
            var album = await db.Set<PhotoAlbum>().SingleAsync(a => a.Id == couple.AlbumId, Ct);
            AddPhotos(db, album, 5000);
            await db.SaveChangesAsync(Ct);
        }

        var round = await RoundAsync(couple);
        var first = await ScalarAsync<Guid>("SELECT id FROM photos ORDER BY sort_key, id LIMIT 1");
        await PickAsync(couple.Groom, round, first, SelectionKind.Final, "첫 장");
        using var statements = new StatementCounter(ConnectionString);
        var gallery = (await Proofs.GalleryAsync(couple.Bride, round, null, Ct)).Value!;
        Assert.InRange(statements.Statements.Count, 1, 3);
        Assert.Equal(5000, gallery.Photos.Count);
        Assert.Equal(
            (first, null, SelectionKind.Final, null),
            (gallery.Photos[0].Id, gallery.Photos[0].Mine, gallery.Photos[0].Others, gallery.Photos[0].Note)
        );
        Assert.Equal("이준호", gallery.Head.OtherName);
        Assert.Equal(48, (await Proofs.GalleryAsync(couple.Bride, round, 48, Ct)).Value!.Photos.Count);
    }
}
