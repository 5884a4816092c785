using System.Text.Json;
using Microsoft.Extensions.Options;
using MimeKit;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Notifications;

namespace MindGraphy.Web.Features.Notifications;

/// <summary>A mail or a message in its folder.</summary>
/// <param name="Id">Its file's name.</param>
/// <param name="Type">E-mail or message.</param>
/// <param name="To">Address, or number as people write it.</param>
/// <param name="Subject">Subject; of a message its text.</param>
/// <param name="At">When it was written.</param>
/// <param name="Text">Plain body.</param>
public sealed record CollectedMail(string Id, NoticeType Type, string To, string Subject, DateTimeOffset At, string Text);

/// <summary>Reads what <see cref="FolderMailer"/> and <see cref="FolderMessageChannel"/> wrote.</summary>
public sealed class DevelopmentMailbox(
    FolderMailer mailer,
    FolderMessageChannel messages,
    IOptions<MailOptions> mailOptions,
    IOptions<MessageOptions> messageOptions
)
{
    private const int Most = 100;

    /// <summary>Whether anything is collected here instead of being sent.</summary>
    public bool Collects => mailOptions.Value.Provider == MailProvider.Folder || messageOptions.Value.Provider == MessageProvider.Folder;

    /// <summary>The newest mails and messages.</summary>
    public async Task<IReadOnlyList<CollectedMail>> NewestAsync(CancellationToken ct = default)
    {
        var found = new List<CollectedMail>();
        foreach (var file in Newest(mailer.Folder, "*.eml"))
        {
            using var message = await MimeMessage.LoadAsync(file.FullName, ct);
            found.Add(
                new CollectedMail(
                    Path.GetFileNameWithoutExtension(file.Name),
                    NoticeType.Email,
                    message.To.ToString(),
                    message.Subject ?? "",
                    file.LastWriteTimeUtc,
                    message.TextBody ?? ""
                )
            );
        }

        foreach (var file in Newest(messages.Folder, "*.json"))
        {
            await using var stream = file.OpenRead();
            if (
                await JsonSerializer.DeserializeAsync<FolderMessageChannel.WrittenMessage>(stream, FolderMessageChannel.Written, ct) is
                { } read
            )
            {
                var id = Path.GetFileNameWithoutExtension(file.Name);
                found.Add(new CollectedMail(id, NoticeType.Sms, Phone.Show(read.To), read.Text, file.LastWriteTimeUtc, read.Text));
            }
        }

        return [.. found.OrderByDescending(m => m.At).Take(Most)];
    }

    private static IEnumerable<FileInfo> Newest(string folder, string pattern) =>
        Directory.Exists(folder)
            ? new DirectoryInfo(folder).EnumerateFiles(pattern).OrderByDescending(f => f.LastWriteTimeUtc).Take(Most)
            : [];
}
