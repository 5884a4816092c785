using System.Text;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Deliveries;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Deliveries;

public sealed class DeliveryNamesTests
{
    [Fact]
    public void Every_name_is_there_once_on_every_system()
    {
        var names = DeliveryNames.Of([
            "IMG_1.JPG",
            "img_1.jpg",
            "IMG_1.CR3",
            "신부.jpg".Normalize(NormalizationForm.FormD),
            "a:b?.jpg",
            "CON.jpg",
            "SHA256SUMS.txt",
            "...",
            "",
            new string('한', 200) + ".jpeg",
            "=cmd.jpg",
        ]);
        Assert.Equal(
            ["IMG_1.JPG", "img_1 (2).jpg", "IMG_1 (3).CR3", "신부.jpg", "a_b_.jpg", "_CON.jpg", "_SHA256SUMS.txt", "_", "_ (2)"],
            names.Take(9)
        );
        Assert.All(names, n => Assert.InRange(Encoding.UTF8.GetByteCount(n), 1, 255));
        Assert.EndsWith(".jpeg", names[9]);
        Assert.Equal(names.Count, names.Select(DeliveryNames.Web).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Parts_are_filled_in_order_and_a_large_file_has_one_of_its_own()
    {
        Assert.Equal([1, 1, 2, 3, 4, 4], DeliveryParts.Of([4_000, 3_000, 5_000, 50_000, 1, 1], 10_000));
        Assert.Equal([1], DeliveryParts.Of([0], 1));
        Assert.Empty(DeliveryParts.Of([], 1));
    }

    [Fact]
    public void A_reminder_is_due_on_its_day_and_made_up_for_two()
    {
        var last = new DateOnly(2026, 6, 30);
        var ready = new DateOnly(2026, 4, 1);
        int? On(int left, DateOnly? since = null) => DeliveryReminder.StepOn(last, since ?? ready, last.AddDays(-left));
        Assert.Equal(
            [null, 30, 30, 30, null, null, 7, 7, 7, null, 1, 1],
            new[] { 31, 30, 29, 28, 27, 8, 7, 6, 5, 4, 1, 0 }.Select(l => On(l))
        );

        // What was made ten days before its end is not said to end in thirty.
        Assert.Null(On(10, last.AddDays(-10)));
        Assert.Null(On(7, last.AddDays(-7)));
        Assert.Equal(7, On(7, last.AddDays(-8)));
    }

    [Fact]
    public void Times_in_a_ZIP_file_are_the_studios()
    {
        var clock = new StudioClock(new SettableTime(StudioTest.Start), StudioClock.Seoul);
        var dos = DeliveryParts.DosTime(new DateTimeOffset(2026, 5, 15, 15, 30, 43, TimeSpan.Zero), clock);
        Assert.Equal((uint)((46 << 25) | (5 << 21) | (16 << 16) | (0 << 11) | (30 << 5) | 21), dos);
    }
}
