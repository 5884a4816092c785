using MindGraphy.Domain.Inquiries;

namespace MindGraphy.Domain.Common;

public partial interface IStudioSession
{
    /// <summary>Submissions and what lets them in.</summary>
    IInquiryRepository Inquiries { get; }
}
