using MindGraphy.Domain.Photos;

namespace MindGraphy.Domain.Common;

public partial interface IStudioSession
{
    /// <summary>Albums, photos and uploads.</summary>
    IPhotoRepository Photos { get; }
}
