namespace MindGraphy.Domain.Notifications
{
    /// <summary>Messages to people and their texts.</summary>
    public interface INoticeRepository
    {
        /// <summary>Adds a notice; it leaves once <see cref="SendNotice"/> is worked off.</summary>
        void Add(Notice notice);

        /// <summary>A notice under its row's lock, so that two workers never send it side by side; null where there is none.</summary>
        Task<Notice?> LockAsync(Guid id, CancellationToken ct = default);

        /// <summary>
        /// What was held back about a shoot (<c>template_data ->> 'held'</c>) and did not leave yet, under its rows' locks. The shoot's row is locked first, so
        /// that two who change it see each other's letters; what a worker is sending in this moment counts as sent.
        /// </summary>
        Task<IReadOnlyList<Notice>> LockHeldAsync(Guid shootId, CancellationToken ct = default);

        /// <summary>Takes a notice back that did not leave yet and whose lock is held: its <see cref="SendNotice"/> finds nothing to send.</summary>
        void Remove(Notice notice);

        /// <summary>Whether there is such a notice.</summary>
        Task<bool> ExistsAsync(Guid id, CancellationToken ct = default);

        /// <summary>The text for a template and language, Korean where the language has none; null where there is none at all.</summary>
        Task<EmailTemplate?> TemplateAsync(string template, string language, CancellationToken ct = default);

        /// <summary>The newest notices.</summary>
        /// <param name="most">At most so many, up to 200.</param>
        /// <param name="ct">Cancels.</param>
        Task<IReadOnlyList<NoticeLine>> NewestAsync(int most, CancellationToken ct = default);
    }

    /// <summary>A line of the list of notices.</summary>
    /// <param name="Id">The notice.</param>
    /// <param name="Type">By what way.</param>
    /// <param name="Address">To whom: an e-mail address or a number in E.164.</param>
    /// <param name="Template">What kind.</param>
    /// <param name="Subject">Subject as sent.</param>
    /// <param name="Status">How far it is.</param>
    /// <param name="CreatedAt">When it was asked for.</param>
    /// <param name="SentAt">When it left.</param>
    /// <param name="Error">Why it could not be sent.</param>
    public sealed record NoticeLine(
        Guid Id,
        NoticeType Type,
        string Address,
        string? Template,
        string? Subject,
        NoticeStatus Status,
        DateTimeOffset CreatedAt,
        DateTimeOffset? SentAt,
        string? Error
    );
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>Messages to people and their texts.</summary>
        Notifications.INoticeRepository Notices { get; }

        /// <summary>The studio's own facts.</summary>
        Task<Settings.StudioSettings> SettingsAsync(CancellationToken ct = default);
    }
}
