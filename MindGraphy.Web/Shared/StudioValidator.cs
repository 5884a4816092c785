using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using MindGraphy.Domain.Common;

namespace MindGraphy.Web.Shared;

/// <summary>
/// Checks a form model's DataAnnotations as a field is left and when the form is sent, and says what is wrong in the studio's own sentences
/// (the framework's are English only). A rule with its own <c>ErrorMessage</c> keeps it.
/// </summary>
public sealed class StudioValidator : ComponentBase, IDisposable
{
    private ValidationMessageStore? _messages;
    private EditContext? _form;

    [CascadingParameter]
    private EditContext? EditContext { get; set; }

    [Inject]
    private IStringLocalizer<SharedText> Text { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_form == EditContext)
        {
            return;
        }

        Dispose();
        _form = EditContext ?? throw new InvalidOperationException($"{nameof(StudioValidator)} needs a form around it.");
        _messages = new ValidationMessageStore(_form);
        _form.OnFieldChanged += CheckField;
        _form.OnValidationRequested += CheckAll;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_form is not null)
        {
            _form.OnFieldChanged -= CheckField;
            _form.OnValidationRequested -= CheckAll;
        }
    }

    private void CheckField(object? sender, FieldChangedEventArgs e)
    {
        _messages!.Clear(e.FieldIdentifier);
        if (!IsUnread(e.FieldIdentifier) && e.FieldIdentifier.Model.GetType().GetProperty(e.FieldIdentifier.FieldName) is { } property)
        {
            Check(e.FieldIdentifier.Model, property);
        }

        _form!.NotifyValidationStateChanged();
    }

    private void CheckAll(object? sender, ValidationRequestedEventArgs e)
    {
        _messages!.Clear();
        var model = _form!.Model;
        foreach (var property in model.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (!IsUnread(new FieldIdentifier(model, property.Name)))
            {
                Check(model, property);
            }
        }

        if (model is IValidatableObject whole)
        {
            foreach (var result in whole.Validate(new ValidationContext(model)))
            {
                foreach (var member in result.MemberNames.DefaultIfEmpty(""))
                {
                    _messages.Add(new FieldIdentifier(model, member), result.ErrorMessage ?? "");
                }
            }
        }

        _form.NotifyValidationStateChanged();
    }

    // What could not be read as a number or a day says so itself: what stood there before is not what is wrong.
    private bool IsUnread(FieldIdentifier field) => _form!.GetValidationMessages(field).Any();

    private void Check(object model, PropertyInfo property)
    {
        var context = new ValidationContext(model) { MemberName = property.Name, DisplayName = property.Name };
        var value = property.GetValue(model);
        var broken = property
            .GetCustomAttributes<ValidationAttribute>(inherit: true)
            .OrderByDescending(rule => rule is RequiredAttribute)
            .FirstOrDefault(rule => rule.GetValidationResult(value, context) != ValidationResult.Success);
        if (broken is not null)
        {
            _messages!.Add(new FieldIdentifier(model, property.Name), Sentence(broken, property.Name));
        }
    }

    private string Sentence(ValidationAttribute rule, string field) =>
        rule switch
        {
            { ErrorMessage: not null } or { ErrorMessageResourceName: not null } => rule.FormatErrorMessage(field),
            RequiredAttribute => Words.Of(new FieldRequired(field)),
            MaxLengthAttribute max => Words.Of(new FieldTooLong(field, max.Length)),
            StringLengthAttribute { MinimumLength: > 0 } both => Text["Field.Short", both.MinimumLength],
            StringLengthAttribute max => Words.Of(new FieldTooLong(field, max.MaximumLength)),
            MinLengthAttribute min => Text["Field.Short", min.Length],
            RangeAttribute range => Text["Field.Range", Figure(range.Minimum), Figure(range.Maximum)],
            EmailAddressAttribute => Text["Field.Email"],
            PhoneAttribute => Text["Field.Phone"],
            UrlAttribute => Text["Field.Url"],
            CompareAttribute => Text["Field.Same"],
            _ => Text["Field.Pattern"],
        };

    private static string Figure(object value) =>
        value is IFormattable figure and not DateTime
            ? figure.ToString(value is int or long or decimal or double ? "#,0.##" : null, CultureInfo.CurrentCulture)
            : value.ToString() ?? "";
}
