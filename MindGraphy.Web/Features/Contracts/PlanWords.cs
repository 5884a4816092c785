using System.Globalization;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Web.Shared;

namespace MindGraphy.Web.Features.Contracts;

/// <summary>How a line of a payment plan reads: when it is due, and whether it is paid, in part, late or to come.</summary>
internal static class PlanWords
{
    /// <summary>When a line is due, as the paper says it.</summary>
    public static string Due(PlanTerm term) =>
        StandardContract.DueOf(new ContractDue(term.Kind, default, term.Due, term.Days, term.On), CultureInfo.CurrentUICulture);

    /// <summary>Its state in words.</summary>
    public static string State(IStringLocalizer<ContractsText> text, Money amount, Money paid, DateOnly? dueOn, DateOnly today)
    {
        if (paid == amount)
        {
            return text["Plan.State.Paid"];
        }

        if (dueOn is { } day && day < today)
        {
            var late = today.DayNumber - day.DayNumber;
            return text[late == 1 ? "Plan.State.Late1" : "Plan.State.Late", late];
        }

        return text[paid > Money.Zero ? "Plan.State.Part" : "Plan.State.Open"];
    }

    /// <summary>Its tone.</summary>
    public static Tone ToneOf(Money amount, Money paid, DateOnly? dueOn, DateOnly today) =>
        paid == amount ? Tone.Positive
        : dueOn < today ? Tone.Negative
        : paid > Money.Zero ? Tone.Info
        : dueOn is { } day && day <= today.AddDays(7) ? Tone.Attention
        : Tone.Neutral;
}
