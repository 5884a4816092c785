using MindGraphy.Domain.AlbumOrders;

namespace MindGraphy.Domain.Common;

public partial interface IStudioSession
{
    /// <summary>Printed albums.</summary>
    IAlbumOrderRepository AlbumOrders { get; }
}
