using MindGraphy.Data.Photos;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Data;

internal sealed partial class StudioSession
{
    public IPhotoRepository Photos => field ??= new PhotoRepository(this);
}
