using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>No such contract, or none that the asker may see.</summary>
public sealed record ContractNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>No such package, or it is no longer sold.</summary>
public sealed record PackageNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>No such payment in this contract.</summary>
public sealed record PaymentNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>This person does not sign this contract.</summary>
public sealed record SignerNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The status table has no such move now.</summary>
public sealed record ContractCannotMove(ContractStatus From, ContractStatus To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [From, To];
}

/// <summary>The status table has no such move now.</summary>
public sealed record PaymentCannotMove(PaymentStatus From, PaymentStatus To) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [From, To];
}

/// <summary>The lead has no wedding date yet.</summary>
public sealed record WeddingDateMissing() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "WeddingDate";
}

/// <summary>A count is not within what can be meant.</summary>
/// <param name="FieldName">The form's field.</param>
/// <param name="Least">Least.</param>
/// <param name="Most">Most.</param>
public sealed record CountOutOfRange(string FieldName, int Least, int Most) : Refusal(RefusalKind.Invalid)
{
    /// <summary>The first count that is outside of its limits; null where all are within.</summary>
    internal static CountOutOfRange? First(params ReadOnlySpan<(string Field, int Value, int Least, int Most)> counts)
    {
        foreach (var (field, value, least, most) in counts)
        {
            if (value < least || value > most)
            {
                return new CountOutOfRange(field, least, most);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Least, Most];

    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>The last day lies before the first.</summary>
/// <param name="FieldName">The form's field.</param>
public sealed record EndsBeforeItBegins(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>No such option, or it is no longer sold.</summary>
public sealed record OptionNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The amount is not between 1 and 99,999,999 won.</summary>
public sealed record AmountOutOfRange(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>The deposit is negative or above the total.</summary>
public sealed record DepositAboveTotal(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>Nobody was named to sign.</summary>
public sealed record NoSigner() : Refusal(RefusalKind.Invalid);

/// <summary>The document changed since the page was opened: what would be signed is not what was read.</summary>
public sealed record DocumentOutdated() : Refusal(RefusalKind.Conflict);

/// <summary>Somebody signed the contract, so it can't be taken back to be written again.</summary>
public sealed record SomebodySigned() : Refusal(RefusalKind.Conflict);

/// <summary>A required tick is missing.</summary>
public sealed record RequiredConsentMissing() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Consents";
}

/// <summary>The signature picture is empty or can't be read.</summary>
public sealed record SignatureUnreadable() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Signature";
}

/// <summary>Nobody may sign it now: it was taken back, signed by all or called off.</summary>
public sealed record NotOpenForSigning() : Refusal(RefusalKind.Conflict);

/// <summary>The signer neither drew nor typed, or drew nothing that can be seen.</summary>
public sealed record SignatureMissing() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Signature";
}

/// <summary>The signature picture is larger than signatures are.</summary>
public sealed record SignatureTooLarge() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Signature";
}

/// <summary>A typed signature is the signer's own name as the contract has it.</summary>
/// <param name="Name">That name.</param>
public sealed record TypedNameDiffers(string Name) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Name];

    /// <inheritdoc/>
    public override string? Field => "TypedName";
}

/// <summary>Money was recorded already: the amounts can no longer be written anew.</summary>
public sealed record MoneyAlreadyIn() : Refusal(RefusalKind.Conflict);

/// <summary>The day money came lies in the future.</summary>
public sealed record DateInTheFuture(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>The document that was sent is not in the store: nothing can be signed or sealed without it.</summary>
public sealed record DocumentMissing() : Refusal(RefusalKind.Conflict);

/// <summary>The plan has more lines than plans have.</summary>
/// <param name="Most">Most lines.</param>
public sealed record PlanTooLong(int Most) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];

    /// <inheritdoc/>
    public override string? Field => "Plan";
}

/// <summary>The plan does not end with one line that takes the rest: money would be left over or asked twice.</summary>
public sealed record PlanNeedsRest() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Plan";
}

/// <summary>A line of the plan has no amount or no day that can be meant.</summary>
/// <param name="Number">Which line, from 1.</param>
public sealed record PlanLineWrong(int Number) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Number];

    /// <inheritdoc/>
    public override string? Field => "Plan";
}

/// <summary>The lines of the plan are more than the total.</summary>
/// <param name="Over">By how much.</param>
public sealed record PlanAboveTotal(Money Over) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Over];

    /// <inheritdoc/>
    public override string? Field => "Plan";
}

/// <summary>No such line in this contract's plan.</summary>
public sealed record PlanLineNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>More would go back than came.</summary>
/// <param name="Most">What is there to go back.</param>
public sealed record RefundAbovePaid(Money Most) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Most];

    /// <inheritdoc/>
    public override string? Field => "Amount";
}

/// <summary>This transaction of the bank or the provider is booked already, here or in another contract.</summary>
public sealed record TransactionBooked() : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override string? Field => "TransactionId";
}

/// <summary>Only money that came by transfer or in cash has a 현금영수증.</summary>
public sealed record ReceiptNotFor() : Refusal(RefusalKind.Conflict);

/// <summary>The payment has its 현금영수증 already.</summary>
public sealed record ReceiptExists() : Refusal(RefusalKind.Conflict);

/// <summary>The payment has no 현금영수증.</summary>
public sealed record ReceiptNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The 현금영수증 is cancelled already.</summary>
public sealed record ReceiptCancelled() : Refusal(RefusalKind.Conflict);

/// <summary>An approval number has 6 to 24 letters and digits.</summary>
public sealed record ApprovalNumberUnreadable(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>The number is neither a phone or card (소득공제) nor a business's ten digits (지출증빙).</summary>
public sealed record ReceiptIdentityUnreadable(string FieldName) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => FieldName;
}

/// <summary>Money came: before the contract is called off it has to be said what goes back.</summary>
public sealed record SettlementRequired() : Refusal(RefusalKind.Invalid);

/// <summary>No such template.</summary>
public sealed record TemplateNotFound() : Refusal(RefusalKind.NotFound);

/// <summary>The template that contracts are written by can't be put away: another has to be the default first.</summary>
public sealed record DefaultTemplateStays() : Refusal(RefusalKind.Conflict);

/// <summary>A template asks for a field that there is not.</summary>
/// <param name="Name">As it was written.</param>
public sealed record MergeFieldUnknown(string Name) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Name];

    /// <inheritdoc/>
    public override string? Field => "Clauses";
}

/// <summary>A section of a template is opened and not closed, or closed and not opened.</summary>
/// <param name="Name">Its field.</param>
public sealed record MergeSectionOpen(string Name) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Name];

    /// <inheritdoc/>
    public override string? Field => "Clauses";
}

/// <summary>Double braces that hold no field.</summary>
/// <param name="Text">What stands there.</param>
public sealed record MergeBracesUnreadable(string Text) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Text];

    /// <inheritdoc/>
    public override string? Field => "Clauses";
}

/// <summary>The contract's text asks for values that are not known yet: it can't be sent.</summary>
/// <param name="Names">The fields, in the words of the reader.</param>
public sealed record MergeFieldsMissing(string Names) : Refusal(RefusalKind.Conflict)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Names];
}

/// <summary>A clause has no title or no text, or is too long.</summary>
/// <param name="Number">Which, from 1.</param>
public sealed record ClauseWrong(int Number) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Number];

    /// <inheritdoc/>
    public override string? Field => "Clauses";
}

/// <summary>A tick has no title or no text, is too long, or is there twice.</summary>
/// <param name="Number">Which, from 1.</param>
public sealed record ConsentWrong(int Number) : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?> Arguments => [Number];

    /// <inheritdoc/>
    public override string? Field => "Consents";
}

/// <summary>The required ticks of the terms with their refunds and of personal data belong to every contract.</summary>
public sealed record ConsentMustStay() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Consents";
}

/// <summary>Use of a portrait and advertising may be refused without a disadvantage: their ticks can't be required (개인정보 보호법 제16조, 제22조).</summary>
public sealed record ConsentMustBeOptional() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => "Consents";
}

/// <summary>The studio signs once everybody else did.</summary>
public sealed record NotForCounterSigning() : Refusal(RefusalKind.Conflict);

/// <summary>The amendment changes nothing.</summary>
public sealed record NothingToAmend() : Refusal(RefusalKind.Invalid);

/// <summary>Shoots are open, and none of them is on the wedding day that the contract had: none could be moved by itself.</summary>
public sealed record ShootElsewhere() : Refusal(RefusalKind.Conflict);

/// <summary>Another amendment of the contract is being written or is out.</summary>
public sealed record AmendmentOpen() : Refusal(RefusalKind.Conflict);

/// <summary>The file is no PDF.</summary>
public sealed record NotAPdf() : Refusal(RefusalKind.Invalid);

/// <summary>The contract was signed on paper: its scan is a file, and no text.</summary>
public sealed record SignedOnPaper() : Refusal(RefusalKind.NotFound);
