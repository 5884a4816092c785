using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Common;

public partial interface IStudioSession
{
    /// <summary>Couples.</summary>
    ICustomerRepository Customers { get; }
}
