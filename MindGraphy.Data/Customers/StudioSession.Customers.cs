using MindGraphy.Data.Customers;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Data;

internal sealed partial class StudioSession
{
    public ICustomerRepository Customers => field ??= new CustomerRepository(this);
}
