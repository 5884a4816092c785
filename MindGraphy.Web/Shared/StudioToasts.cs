using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;
using MudBlazor;

namespace MindGraphy.Web.Shared;

/// <summary>Short notes at the foot of the screen, for errors and undo only. Success shows on the page itself.</summary>
public interface IStudioToasts
{
    /// <summary>Something did not work.</summary>
    void Error(string sentence);

    /// <summary>A refusal with no place of its own on the page, such as a card dropped where it may not go.</summary>
    void Refused(Refusal refusal);

    /// <summary>It is done, where the page itself does not show it.</summary>
    void Done(string sentence);

    /// <summary>It is done and can be taken back for a while.</summary>
    void Undo(string sentence, Func<Task> undo);
}

internal sealed class StudioToasts(ISnackbar snackbar, IStringLocalizer<SharedText> text, StudioClock clock) : IStudioToasts
{
    public void Error(string sentence) => snackbar.Add(sentence, Severity.Error, options => options.HideIcon = true);

    public void Refused(Refusal refusal) => Error(Words.Of(refusal, zone: clock.Zone));

    public void Done(string sentence) => snackbar.Add(sentence, Severity.Normal, options => options.HideIcon = true);

    public void Undo(string sentence, Func<Task> undo) =>
        snackbar.Add(
            sentence,
            Severity.Normal,
            options =>
            {
                // Two acts may say the same, and each can be taken back.
                options.DuplicatesBehavior = SnackbarDuplicatesBehavior.Allow;
                options.HideIcon = true;
                options.Action = text["Undo"];
                options.ActionVariant = Variant.Text;
                options.ActionColor = Color.Inherit;
                options.OnClick = _ => undo();
            }
        );
}
