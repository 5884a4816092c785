namespace MindGraphy.Web.Features.Accounts;

/// <summary>Words of the team page.</summary>
public sealed class TeamText;
