namespace MindGraphy.Domain.Notifications;

/// <summary>Sends text messages (문자): through a gateway, or into a folder on a developer's machine.</summary>
public interface IMessageChannel
{
    /// <summary>The carrier's name as it is kept with the notice: <c>gateway</c>, <c>folder</c> or <c>none</c>.</summary>
    string Channel { get; }

    /// <summary>Whether anything can be sent at all. Where it can't, nobody is offered a message.</summary>
    bool CanSend { get; }

    /// <summary>Sends one message. The same id is the same message: a folder keeps one file for it, a gateway is given it.</summary>
    /// <returns>
    /// Whether the carrier took it. What it will never take (a number that is none, a sender that is not registered) is an answer; trouble
    /// that may pass is thrown, and the message may be sent again. Neither says the text or the number.
    /// </returns>
    Task<MessageAnswer> SendAsync(MessageToSend message, CancellationToken ct = default);
}

/// <summary>A message ready to leave.</summary>
/// <param name="Id">The notice's id.</param>
/// <param name="To">The number, E.164.</param>
/// <param name="Text">The text, at most <see cref="MessageText.MostBytes"/>.</param>
public sealed record MessageToSend(Guid Id, string To, string Text)
{
    /// <summary>The id only: a record would print its text, and with it a code, into any log.</summary>
    public override string ToString() => $"message {Id}";
}

/// <summary>What the carrier said.</summary>
/// <param name="Refusal">Why it will never take the message, in English, without text and number; null where it took it.</param>
public sealed record MessageAnswer(string? Refusal)
{
    /// <summary>It was taken.</summary>
    public static MessageAnswer Taken { get; } = new((string?)null);
}

/// <summary>How long a message is. Korean carriers count bytes of EUC-KR: one for a Latin letter, two for a Korean one.</summary>
public static class MessageText
{
    /// <summary>Most bytes of a short message (SMS); a longer one goes as a long one (LMS) and costs more.</summary>
    public const int ShortBytes = 90;

    /// <summary>Most bytes of a long message.</summary>
    public const int MostBytes = 2_000;

    /// <summary>How many bytes a carrier counts.</summary>
    public static int BytesOf(string text) => text.Sum(c => char.IsAscii(c) ? 1 : 2);

    /// <summary>Whether it goes as a short message.</summary>
    public static bool IsShort(string text) => BytesOf(text) <= ShortBytes;
}
