namespace MindGraphy.Web.Features.Inquiries;

/// <summary>The words of the inquiry form, its log and its settings.</summary>
public sealed class InquiriesText;
