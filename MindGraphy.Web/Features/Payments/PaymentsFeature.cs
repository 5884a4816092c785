using MindGraphy.Domain.Accounts;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Theme;

namespace MindGraphy.Web.Features.Payments;

/// <summary>Money across all contracts: what is due, what came, what is to come, and the register of cash receipts.</summary>
public static class PaymentsFeature
{
    /// <summary>The menu.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services)
    {
        services.AddSingleton(
            new MenuEntry("Payments", "/studio/payments", StudioIcons.Payments, MenuGroup.Money, Rights.Contracts, 22, typeof(PaymentsText))
        );
        services.AddSingleton(
            new MenuEntry("Receipts", "/studio/receipts", StudioIcons.Check, MenuGroup.Money, Rights.Contracts, 24, typeof(PaymentsText))
        );
        return services;
    }
}
