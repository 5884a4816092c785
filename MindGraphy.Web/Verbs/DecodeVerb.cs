using System.Globalization;
using System.Threading.Channels;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Features.Photos;
using MindGraphy.Web.Features.Photos.Decoding;

namespace MindGraphy.Web.Verbs;

/// <summary>
/// Reads pictures that strangers sent, one after another, and may die of them: <c>decode MEGABYTES</c>. Not for people: a worker starts it, writes pictures
/// as lines and reads what came of them. It knows no database, no store and no secret.
/// </summary>
internal static class DecodeVerb
{
    /// <summary>The verb.</summary>
    public const string Name = "decode";

    /// <summary>Reads until nobody asks any more.</summary>
    public static async Task<int> RunAsync(string[] rest)
    {
        // What must be there to read a picture is loaded before the limit is, and before whoever waits is told.
        using var answers = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        Warm();
        ProcessLimits.Take(rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 300);
        var asked = Channel.CreateUnbounded<string>();
        var listening = new Thread(() => Listen(asked.Writer)) { IsBackground = true };
        listening.Start();
        await answers.WriteLineAsync(DecoderMessages.Ready);
        await foreach (var line in asked.Reader.ReadAllAsync())
        {
            await answers.WriteLineAsync(DecoderMessages.Write(Read(DecoderMessages.ReadPicture(line))));
        }

        return 0;
    }

    // The end of the input means that whoever asked is gone, killed perhaps, in the middle of a picture: then there is nobody to finish it for.
    private static void Listen(ChannelWriter<string> asked)
    {
        while (Console.In.ReadLine() is { } line)
        {
            asked.TryWrite(line);
        }

        ProcessLimits.EndGroup();
    }

    private static Result<RenderedPhoto> Read(PictureToRead picture)
    {
        try
        {
            return NetVipsPhotoRenderer.Render(picture, IPhotoRenderer.Sizes, CancellationToken.None);
        }
        catch (OutOfMemoryException)
        {
            return new PhotoUnreadable(UnreadableReason.TooMuchMemory);
        }
    }

    private static void Warm()
    {
        using var small = NetVips.Image.Black(16, 16, bands: 3);
        using var screen = small.Copy(interpretation: NetVips.Enums.Interpretation.Srgb);
        _ = PictureSignals.HashOf(screen);
    }
}
