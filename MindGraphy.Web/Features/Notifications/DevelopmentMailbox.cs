using MimeKit;

namespace MindGraphy.Web.Features.Notifications;

/// <summary>A mail in the folder.</summary>
/// <param name="Id">Its file's name.</param>
/// <param name="To">Address.</param>
/// <param name="Subject">Subject.</param>
/// <param name="At">When it was written.</param>
/// <param name="Text">Plain body.</param>
public sealed record CollectedMail(string Id, string To, string Subject, DateTimeOffset At, string Text);

/// <summary>Reads what <see cref="FolderMailer"/> wrote.</summary>
public sealed class DevelopmentMailbox(FolderMailer mailer)
{
    private const int Most = 100;

    /// <summary>The newest mails.</summary>
    public async Task<IReadOnlyList<CollectedMail>> NewestAsync(CancellationToken ct = default)
    {
        if (!Directory.Exists(mailer.Folder))
        {
            return [];
        }

        var mails = new List<CollectedMail>();
        foreach (var file in new DirectoryInfo(mailer.Folder).EnumerateFiles("*.eml").OrderByDescending(f => f.LastWriteTimeUtc).Take(Most))
        {
            using var message = await MimeMessage.LoadAsync(file.FullName, ct);
            mails.Add(
                new CollectedMail(
                    Path.GetFileNameWithoutExtension(file.Name),
                    message.To.ToString(),
                    message.Subject ?? "",
                    file.LastWriteTimeUtc,
                    message.TextBody ?? ""
                )
            );
        }

        return mails;
    }
}
