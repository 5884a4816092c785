namespace MindGraphy.Web.Features.Inquiries.Couple;

/// <summary>The privacy text of the inquiry form. A changed text is a new version: what was agreed to must stay provable.</summary>
public static class PrivacyConsent
{
    /// <summary>The version of <c>Privacy.*</c> in the words.</summary>
    public const string Version = "privacy-2026-11";
}
