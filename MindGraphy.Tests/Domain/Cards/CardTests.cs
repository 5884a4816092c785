using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Cards;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Schedules;
using MindGraphy.Tests.Domain.Photos;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Cards;

/// <summary>No card is called safe before two copies of it were verified, whatever is typed, uploaded, deleted or raced.</summary>
public sealed class CardTests(MigratedTemplate template) : PhotoTest(template)
{
    private CardService Cards => new(Studio, Clock);

    [Fact]
    public async Task A_card_may_be_formatted_after_two_verified_copies_and_not_before()
    {
        var shoot = await ShootAsync();
        var card = Done(await Cards.EnterAsync(Manager, shoot, new CardDetails("A-01", Manager.UserId, 1250, 58_300_000_000), Ct));

        Assert.Equal(new CardNotSafe(0, 2), (await Cards.FormatAsync(Manager, card, Ct)).Refusal);
        Assert.Null((await Cards.VerifyAsync(Manager, card, "스튜디오 NAS", Ct)).Refusal);
        Assert.Equal(new NameTaken(), (await Cards.VerifyAsync(Manager, card, "스튜디오  nas", Ct)).Refusal);
        Assert.Equal(new CardNotSafe(1, 2), (await Cards.FormatAsync(Manager, card, Ct)).Refusal);
        Assert.Null((await Cards.VerifyAsync(Manager, card, "SSD 3", Ct)).Refusal);
        Assert.True((await CardAsync()).IsSafe);
        Assert.Null((await Cards.FormatAsync(Manager, card, Ct)).Refusal);

        var row = await CardAsync();
        Assert.NotNull(row.FormattedAt);
        Assert.Equal(["스튜디오 NAS", "SSD 3"], row.Copies.Select(c => c.Place));
        Assert.Equal(new CardFormatted(), (await Cards.RemoveAsync(Manager, card, Ct)).Refusal);
        Assert.Equal(new CardFormatted(), (await Cards.UnverifyAsync(Manager, card, row.Copies[0].Id, Ct)).Refusal);
        Assert.Null((await Cards.FormatAsync(Manager, card, Ct)).Refusal);
        Assert.Equal(row.FormattedAt, (await CardAsync()).FormattedAt);
    }

    [Fact]
    public async Task The_studios_store_counts_as_a_copy_only_while_it_holds_all_of_the_card()
    {
        var shoot = await ShootAsync();
        var album = await AlbumAsync();
        await UploadAsync(album, "A-01/IMG_0001.JPG", Bytes(1000, 1));
        await UploadAsync(album, "B-01/IMG_0001.JPG", Bytes(1000, 3));
        var card = Done(await Cards.EnterAsync(Manager, shoot, new CardDetails("A-01", null, 2, 2003), Ct));
        Assert.Equal(
            [("", 2), ("A-01", 1), ("B-01", 1)],
            (await Cards.FoldersAsync(Manager, ProjectId, Ct)).Select(f => (f.Folder, f.Held.Arrived))
        );
        Assert.Null((await Cards.LinkAsync(Manager, card, album, "A-01", Ct)).Refusal);
        Assert.Null((await Cards.VerifyAsync(Manager, card, "SSD 3", Ct)).Refusal);
        Assert.Equal(new StoredCard(0, 0, Waiting: 1), (await CardAsync()).Stored);
        await ReadAsync();

        var part = await CardAsync();
        Assert.Equal((false, 1, new StoredCard(1, 1000)), (part.IsStored, part.Verified, part.Stored));
        Assert.Equal(new CardNotSafe(1, 2), (await Cards.FormatAsync(Manager, card, Ct)).Refusal);

        var second = await UploadAsync(album, "A-01/100/IMG_0002.JPG", Bytes(1000, 2));
        Assert.False((await CardAsync()).IsSafe);
        await ReadAsync();
        Assert.True((await CardAsync()).IsSafe);

        // What is deleted is no copy any more, though it can still be brought back.
        Assert.Equal(1, Done(await new LibraryService(Studio, Store, Clock).DeleteAsync(Manager, album, [second], Ct)).Photos);
        Assert.Equal(new CardNotSafe(1, 2), (await Cards.FormatAsync(Manager, card, Ct)).Refusal);
    }

    [Theory]
    [InlineData("damaged", false)]
    [InlineData("unknown_type", false)]
    [InlineData("empty", false)]
    [InlineData("crashed", false)]
    [InlineData("given_up", false)]
    [InlineData("missing", false)]
    [InlineData("no_reader", true)]
    [InlineData("too_many_pixels", true)]
    public async Task A_file_that_can_not_be_read_is_no_copy_and_the_ledger_counts_it(string verdict, bool isCopy)
    {
        var shoot = await ShootAsync();
        var album = await AlbumAsync();
        await UploadAsync(album, "A-01/IMG_0001.JPG", Bytes(1000, 1));
        var broken = await UploadAsync(album, "A-01/IMG_0002.JPG", Bytes(1000, 2));
        await ReadAsync();
        await ExecuteAsync("UPDATE photos SET ready_at = NULL, unreadable = $2::unreadable_reason WHERE id = $1", broken, verdict);
        var card = Done(await Cards.EnterAsync(Manager, shoot, new CardDetails("A-01", null, 2, 2000), Ct));
        Assert.Null((await Cards.LinkAsync(Manager, card, album, "A-01", Ct)).Refusal);
        Assert.Null((await Cards.VerifyAsync(Manager, card, "SSD 3", Ct)).Refusal);

        var row = await CardAsync();
        Assert.Equal(isCopy, row.IsSafe);
        Assert.Equal(isCopy || verdict == "missing" ? 0 : 1, row.Stored?.Unreadable);
        Assert.Equal(isCopy ? null : new CardNotSafe(1, 2), (await Cards.FormatAsync(Manager, card, Ct)).Refusal);
    }

    [Fact]
    public async Task Two_cards_never_count_the_same_files()
    {
        var shoot = await ShootAsync();
        var (album, other) = (await AlbumAsync(), await AlbumAsync());
        var first = Done(await Cards.EnterAsync(Manager, shoot, new CardDetails("A-01", null, 1, 1), Ct));
        var second = Done(await Cards.EnterAsync(Manager, shoot, new CardDetails("A-02", null, 1, 1), Ct));
        Assert.Null((await Cards.LinkAsync(Manager, first, album, "A", Ct)).Refusal);

        Assert.Equal(new CardFolderTaken("A-01"), (await Cards.LinkAsync(Manager, second, album, "A", Ct)).Refusal);
        Assert.Equal(new CardFolderTaken("A-01"), (await Cards.LinkAsync(Manager, second, album, "", Ct)).Refusal);
        Assert.Equal(new CardFolderTaken("A-01"), (await Cards.LinkAsync(Manager, second, album, "A/100CANON", Ct)).Refusal);
        Assert.Null((await Cards.LinkAsync(Manager, second, album, "A2", Ct)).Refusal);
        Assert.Null((await Cards.LinkAsync(Manager, second, other, "A", Ct)).Refusal);
        Assert.Null((await Cards.LinkAsync(Manager, first, album, "A", Ct)).Refusal);

        // Of two who say it at once, one hears no.
        Assert.Null((await Cards.LinkAsync(Manager, first, null, null, Ct)).Refusal);
        Assert.Null((await Cards.LinkAsync(Manager, second, null, null, Ct)).Refusal);
        var said = await Task.WhenAll(
            Task.Run(() => Cards.LinkAsync(Manager, first, album, "", Ct), Ct),
            Task.Run(() => Cards.LinkAsync(Manager, second, album, "A", Ct), Ct)
        );
        Assert.Single(said, r => r.Succeeded);
        Assert.Single(said, r => r.Refusal is CardFolderTaken);
    }

    [Fact]
    public async Task Cards_that_were_linked_to_one_folder_before_that_was_refused_count_it_for_neither()
    {
        var shoot = await ShootAsync();
        var album = await AlbumAsync();
        await UploadAsync(album, "A/IMG_0001.JPG", Bytes(1000, 1));
        await ReadAsync();
        var first = Done(await Cards.EnterAsync(Manager, shoot, new CardDetails("A-01", null, 1, 1000), Ct));
        var second = Done(await Cards.EnterAsync(Manager, shoot, new CardDetails("A-02", null, 1, 1000), Ct));
        Assert.Null((await Cards.VerifyAsync(Manager, first, "SSD 3", Ct)).Refusal);
        Assert.Null((await Cards.VerifyAsync(Manager, second, "SSD 3", Ct)).Refusal);
        await ExecuteAsync("UPDATE memory_cards SET album_id = $1, folder = 'A'", album);

        var cards = (await Cards.LedgerAsync(Manager, ProjectId, Ct)).Single().Cards;
        Assert.All(cards, c => Assert.Equal((null, 1, false), (c.Stored, c.Verified, c.IsSafe)));
        Assert.Equal(new CardNotSafe(1, 2), (await Cards.FormatAsync(Manager, first, Ct)).Refusal);
        Assert.Equal(new CardNotSafe(1, 2), (await Cards.FormatAsync(Manager, second, Ct)).Refusal);

        // The one that lies elsewhere is taken off it: then the files are the other one's copy.
        Assert.Null((await Cards.LinkAsync(Manager, second, null, null, Ct)).Refusal);
        Assert.Equal([true, false], (await Cards.LedgerAsync(Manager, ProjectId, Ct)).Single().Cards.Select(c => c.IsSafe));
        Assert.Null((await Cards.FormatAsync(Manager, first, Ct)).Refusal);
    }

    [Fact]
    public async Task Bad_input_is_said_at_its_field_and_other_peoples_cards_are_not_there()
    {
        var shoot = await ShootAsync();
        var stranger = await StaffAsync(UserRole.Photographer, "박", "서준");
        Refusal?[] refused =
        [
            (await Cards.EnterAsync(Manager, shoot, new CardDetails(" ", null, 1, 1), Ct)).Refusal,
            (await Cards.EnterAsync(Manager, shoot, new CardDetails(new string('가', 61), null, 1, 1), Ct)).Refusal,
            (await Cards.EnterAsync(Manager, shoot, new CardDetails("A", null, 0, 1), Ct)).Refusal,
            (await Cards.EnterAsync(Manager, shoot, new CardDetails("A", null, 1, 0), Ct)).Refusal,
        ];
        Assert.Equal(["Label", "Label", "FileCount", "Bytes"], refused.Select(r => r?.Field));

        var card = Done(await Cards.EnterAsync(Manager, shoot, new CardDetails("A-01", null, 1, 1), Ct));
        Assert.Equal(new NameTaken(), (await Cards.EnterAsync(Manager, shoot, new CardDetails("A-01", null, 2, 2), Ct)).Refusal);
        Assert.Equal(new ShootNotFound(), (await Cards.EnterAsync(stranger, shoot, new CardDetails("B", null, 1, 1), Ct)).Refusal);
        Assert.Equal(new CardNotFound(), (await Cards.VerifyAsync(stranger, card, "NAS", Ct)).Refusal);
        Assert.Equal(new AlbumNotFound(), (await Cards.LinkAsync(Manager, card, Guid.NewGuid(), "", Ct)).Refusal);
        Assert.Empty(await Cards.LedgerAsync(stranger, ProjectId, Ct));
    }

    [Fact]
    public async Task Of_a_copy_taken_back_and_a_format_at_once_the_ledger_never_says_what_was_not_so()
    {
        var shoot = await ShootAsync();
        for (var round = 0; round < 10; round++)
        {
            var card = Done(await Cards.EnterAsync(Manager, shoot, new CardDetails($"C-{round}", null, 1, 1), Ct));
            await Cards.VerifyAsync(Manager, card, "NAS", Ct);
            await Cards.VerifyAsync(Manager, card, "SSD", Ct);
            var copy = (await Cards.LedgerAsync(Manager, ProjectId, Ct)).Single().Cards.Single(c => c.Id == card).Copies[0].Id;

            await Task.WhenAll(
                Task.Run(() => Cards.UnverifyAsync(Manager, card, copy, Ct), Ct),
                Task.Run(() => Cards.FormatAsync(Manager, card, Ct), Ct)
            );
        }

        Assert.All(
            (await Cards.LedgerAsync(Manager, ProjectId, Ct)).Single().Cards,
            c => Assert.Equal(c.FormattedAt is null ? 1 : 2, c.Copies.Count)
        );
    }

    // What ingest would do is not this class's matter: the photos count as read.
    private Task ReadAsync() => ExecuteAsync("UPDATE photos SET ready_at = now() WHERE unreadable IS NULL");

    private async Task<CardRow> CardAsync() => Assert.Single((await Cards.LedgerAsync(Manager, ProjectId, Ct)).Single().Cards);

    private async Task<Guid> ShootAsync()
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync(
            "INSERT INTO shooting_schedules (id, project_id, schedule_type, start_time, end_time, assistant_ids, status, created_at, updated_at) VALUES ($1, $2, 'main_shoot', '2026-05-16 02:00+00', '2026-05-16 06:00+00', '{}', 'scheduled', now(), now())",
            id,
            ProjectId
        );
        return id;
    }
}
