using System.Globalization;
using MindGraphy.Domain.Common;

namespace MindGraphy.Web.Features.Quotes;

/// <summary>Amounts of quotes as they are written.</summary>
internal static class QuoteWords
{
    /// <summary>1,210,000원; −100,000원 for what is taken off, with a real minus.</summary>
    public static string Signed(Money amount) =>
        amount < Money.Zero
            ? "−" + StudioFormat.Money(Money.Zero - amount, CultureInfo.CurrentUICulture)
            : StudioFormat.Money(amount, CultureInfo.CurrentUICulture);
}
