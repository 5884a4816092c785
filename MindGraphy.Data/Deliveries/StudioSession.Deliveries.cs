using MindGraphy.Data.Deliveries;
using MindGraphy.Domain.Deliveries;

namespace MindGraphy.Data;

internal sealed partial class StudioSession
{
    public IDeliveryRepository Deliveries => field ??= new DeliveryRepository(this);
}
