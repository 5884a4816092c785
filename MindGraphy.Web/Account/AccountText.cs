namespace MindGraphy.Web.Account;

/// <summary>Words of the account pages.</summary>
public sealed class AccountText;
