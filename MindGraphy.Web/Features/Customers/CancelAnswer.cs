namespace MindGraphy.Web.Features.Customers;

/// <summary>Why a couple is lost.</summary>
/// <param name="Reason">One of the studio's reasons.</param>
/// <param name="Note">What there is to add.</param>
public sealed record CancelAnswer(string Reason, string? Note);
