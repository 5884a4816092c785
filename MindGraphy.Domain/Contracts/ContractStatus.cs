using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Contracts;

/// <summary>Where a contract stands (<c>contracts.contract_status</c>).</summary>
public enum ContractStatus
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>The signers hold their links.</summary>
    Sent,

    /// <summary>Everybody signed.</summary>
    Signed,

    /// <summary>Signed and the deposit is in.</summary>
    Active,

    /// <summary>Paid and delivered.</summary>
    Completed,

    /// <summary>Called off.</summary>
    Cancelled,
}

/// <summary>What a payment is for (<c>payments.payment_type</c>).</summary>
public enum PaymentType
{
    /// <summary>계약금.</summary>
    Deposit,

    /// <summary>잔금.</summary>
    Balance,

    /// <summary>추가금.</summary>
    Additional,

    /// <summary>환불.</summary>
    Refund,
}

/// <summary>Whether the money came (<c>payments.payment_status</c>).</summary>
public enum PaymentStatus
{
    /// <summary>Expected.</summary>
    Pending,

    /// <summary>There.</summary>
    Completed,

    /// <summary>Did not work.</summary>
    Failed,

    /// <summary>Given back by a refund row.</summary>
    Refunded,
}

/// <summary>How a signature was given.</summary>
public enum SignatureKind
{
    /// <summary>Drawn with a finger or a mouse.</summary>
    Drawn,

    /// <summary>Typed as a name.</summary>
    Typed,

    /// <summary>Written on paper, whose scan is kept.</summary>
    Paper,
}

/// <summary>The legal moves of a contract (design, section 4).</summary>
public static class ContractFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<ContractStatus> Moves = new(
        new(ContractStatus.Draft, ContractStatus.Sent),
        new(ContractStatus.Draft, ContractStatus.Signed, MoveBy.Fact),
        new(ContractStatus.Draft, ContractStatus.Cancelled, NeedsReason: true),
        new(ContractStatus.Sent, ContractStatus.Draft, MoveBy.Fact),
        new(ContractStatus.Sent, ContractStatus.Signed, MoveBy.Fact),
        new(ContractStatus.Sent, ContractStatus.Cancelled, NeedsReason: true),
        new(ContractStatus.Signed, ContractStatus.Active, MoveBy.Fact),
        new(ContractStatus.Signed, ContractStatus.Cancelled, NeedsReason: true),
        new(ContractStatus.Active, ContractStatus.Completed, MoveBy.Fact),
        new(ContractStatus.Active, ContractStatus.Cancelled, NeedsReason: true)
    );
}

/// <summary>The legal moves of a payment (design, section 4).</summary>
public static class PaymentFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<PaymentStatus> Moves = new(
        new(PaymentStatus.Pending, PaymentStatus.Completed),
        new(PaymentStatus.Pending, PaymentStatus.Failed),
        new(PaymentStatus.Completed, PaymentStatus.Refunded, MoveBy.Fact),
        new(PaymentStatus.Failed, PaymentStatus.Pending)
    );
}
