using Microsoft.EntityFrameworkCore;
using MindGraphy.Data.Notifications;
using MindGraphy.Domain.Notifications;
using MindGraphy.Domain.Settings;

namespace MindGraphy.Data.Notifications
{
    internal sealed class NoticeRepository(StudioSession session) : INoticeRepository
    {
        public void Add(Notice notice) => session.Db.Add(notice);

        public async Task<Notice?> LockAsync(Guid id, CancellationToken ct = default)
        {
            await session.BeginAsync(ct);
            return await session
                .Db.Set<Notice>()
                .FromSql($"SELECT * FROM notifications WHERE id = {id} FOR UPDATE")
                .SingleOrDefaultAsync(ct);
        }

        public async Task<IReadOnlyList<Notice>> LockHeldAsync(Guid shootId, CancellationToken ct = default)
        {
            await session.BeginAsync(ct);
            await session.Db.Database.ExecuteSqlAsync($"SELECT 1 FROM shooting_schedules WHERE id = {shootId} FOR NO KEY UPDATE", ct);
            var held = shootId.ToString();
            return await session
                .Db.Set<Notice>()
                .FromSql(
                    $"SELECT * FROM notifications WHERE delivery_status IN ('pending', 'failed') AND template_data ->> 'held' = {held} FOR UPDATE SKIP LOCKED"
                )
                .ToListAsync(ct);
        }

        public void Remove(Notice notice) => session.Db.Remove(notice);

        public Task<bool> ExistsAsync(Guid id, CancellationToken ct = default) => session.Db.Set<Notice>().AnyAsync(n => n.Id == id, ct);

        public async Task<EmailTemplate?> TemplateAsync(string template, string language, CancellationToken ct = default)
        {
            var (wanted, fallback) = (template + "." + language, template + ".ko");
            var found = await session
                .Db.Set<EmailTemplate>()
                .AsNoTracking()
                .Where(t => t.IsActive && (t.TemplateName == wanted || t.TemplateName == fallback))
                .ToListAsync(ct);
            return found.OrderByDescending(t => t.TemplateName == wanted).FirstOrDefault();
        }

        public async Task<IReadOnlyList<NoticeLine>> NewestAsync(int most, CancellationToken ct = default) =>
            await session
                .Db.Set<Notice>()
                .AsNoTracking()
                .OrderByDescending(n => n.CreatedAt)
                .ThenByDescending(n => n.Id)
                .Take(Math.Clamp(most, 1, 200))
                .Select(n => new NoticeLine(
                    n.Id,
                    n.NotificationType,
                    n.Address,
                    n.TemplateId,
                    n.Subject,
                    n.DeliveryStatus,
                    n.CreatedAt,
                    n.SentAt,
                    n.ErrorMessage
                ))
                .ToListAsync(ct);
    }
}

namespace MindGraphy.Data
{
    internal sealed partial class StudioSession
    {
        public INoticeRepository Notices => field ??= new NoticeRepository(this);

        public async Task<StudioSettings> SettingsAsync(CancellationToken ct = default) =>
            await Db.Set<StudioSettings>().AsNoTracking().SingleOrDefaultAsync(ct) ?? new StudioSettings(Clock.Now);
    }
}
