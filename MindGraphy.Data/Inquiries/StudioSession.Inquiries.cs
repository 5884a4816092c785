using MindGraphy.Data.Inquiries;
using MindGraphy.Domain.Inquiries;

namespace MindGraphy.Data;

internal sealed partial class StudioSession
{
    public IInquiryRepository Inquiries => field ??= new InquiryRepository(this);
}
