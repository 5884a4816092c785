using System.Globalization;
using System.Text;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Proofing;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Proofing;

public sealed class CompareTests(MigratedTemplate template) : ProofTest(template)
{
    [Fact]
    public async Task What_both_picked_what_one_did_and_where_they_disagree_with_who_said_it()
    {
        var couple = await CoupleAsync();
        var (round, photos) = (await RoundAsync(couple), couple.Photos);
        foreach (var photo in photos.Take(4))
        {
            await PickAsync(couple.Bride, round, photo);
        }

        await PickAsync(couple.Groom, round, photos[0], note: "=1+1");
        await PickAsync(couple.Groom, round, photos[1], SelectionKind.Candidate);
        await PickAsync(couple.Groom, round, photos[2]);
        Time.Advance(TimeSpan.FromSeconds(1));
        await PickAsync(couple.Groom, round, photos[2], null);
        await PickAsync(couple.Groom, round, photos[8], SelectionKind.Candidate);
        Time.Advance(TimeSpan.FromSeconds(1));
        var pointed = new PickWish(
            photos[3],
            SelectionKind.Final,
            null,
            Clock.Now.ToUnixTimeMilliseconds(),
            Pin: new PicturePin(125, 1000)
        );
        Assert.Null((await Proofs.PickAsync(couple.Bride, round, [pointed], Ct)).Refusal);
        var found = (await Proofs.CompareAsync(Manager, round, Ct)).Value!;
        Assert.Equal(photos.Take(4), found.Picks.Select(p => p.PhotoId));
        Assert.Equal([Agreement.Both, Agreement.Conflict, Agreement.Conflict, Agreement.One], found.Picks.Select(p => p.Agreement));
        Assert.Equal("DSC_0000.jpg\t이준호, 김서연\r\n", found.Text(Agreement.Both));
        Assert.Equal("DSC_0001.jpg\t김서연\r\nDSC_0002.jpg\t김서연\r\n", found.Text(Agreement.Conflict));
        var csv = Encoding.UTF8.GetString(
            found.Csv(null, ["순서", "파일", "구간", "구분"], n => n + " 메모", n => n + " 위치", CultureInfo.GetCultureInfo("ko"))
        );
        Assert.StartsWith(
            "\uFEFF\"순서\",\"파일\",\"구간\",\"구분\",\"이준호\",\"이준호 메모\",\"이준호 위치\",\"김서연\",\"김서연 메모\",\"김서연 위치\"\r\n",
            csv
        );
        Assert.DoesNotContain("\"=1+1\"", csv);
        Assert.Contains("\"12.5% / 100%\"\r\n", csv);
        Assert.Equal(5, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(new NotAllowed(), (await Proofs.CompareAsync(await EditorAsync(), round, Ct)).Refusal);
        Assert.Equal(new NotAllowed(), (await Proofs.CompareAsync(couple.Bride, round, Ct)).Refusal);
        Assert.Equal(new ProofNotFound(), (await Proofs.CompareAsync(Manager, Guid.NewGuid(), Ct)).Refusal);
    }
}
