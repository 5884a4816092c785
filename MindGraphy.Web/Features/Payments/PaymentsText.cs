namespace MindGraphy.Web.Features.Payments;

/// <summary>The words of the pages of money.</summary>
public sealed class PaymentsText;
