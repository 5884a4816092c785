using MindGraphy.Data.AlbumOrders;
using MindGraphy.Domain.AlbumOrders;

namespace MindGraphy.Data;

internal sealed partial class StudioSession
{
    public IAlbumOrderRepository AlbumOrders => field ??= new AlbumOrderRepository(this);
}
