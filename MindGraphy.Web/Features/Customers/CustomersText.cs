namespace MindGraphy.Web.Features.Customers;

/// <summary>The words of leads and customers.</summary>
public sealed class CustomersText;
