using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Inquiries;

/// <summary>A submission came in, or was settled.</summary>
/// <param name="SubmissionId">Which.</param>
public sealed record InquiryLogged(Guid SubmissionId) : IStudioEvent;
