using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Photos.Decoding;

/// <summary>
/// Renders in processes of their own that may die alone: a picture that crashes, hangs or devours its decoder gets its own verdict, and the next picture a fresh one. As many as
/// <see cref="WorkerOptions.Parallel"/> side by side; kept warm between pictures.
/// </summary>
public sealed class DecoderPool : IPhotoRenderer, IPdfPages, IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);

    private readonly DecoderOptions _options;
    private readonly IReadOnlyList<string> _command;
    private readonly ILogger<DecoderPool> _logger;
    private readonly SemaphoreSlim _room;
    private readonly ConcurrentStack<DecoderProcess> _warm = new();
    private readonly Timer _cooling;
    private long _lastUse = Environment.TickCount64;
    private bool _disposed;

    /// <summary>Makes an empty pool; the first picture starts a decoder.</summary>
    public DecoderPool(IOptions<DecoderOptions> options, IOptions<WorkerOptions> workers, ILogger<DecoderPool> logger)
        : this(options.Value, workers.Value.Parallel, DecoderCommand.For(options.Value.MemoryMegabytes), logger) { }

    internal DecoderPool(DecoderOptions options, int parallel, IReadOnlyList<string> command, ILogger<DecoderPool> logger)
    {
        (_options, _command, _logger) = (options, command, logger);
        _room = new SemaphoreSlim(parallel);
        _cooling = new Timer(_ => CoolDown(), null, Idle, Idle);
    }

    /// <summary>Called with each decoder that was asked and the picture's folder: tests look at it, and kill it.</summary>
    internal Action<DecoderProcess, PictureToRead>? Asking { get; set; }

    /// <summary>The most memory that a decoder held, in bytes.</summary>
    internal long PeakBytes { get; private set; }

    /// <inheritdoc/>
    public async Task<Result<RenderedPhoto>> RenderAsync(
        string originalPath,
        string outputFolder,
        string fileName,
        PhotoStamp? stamp = null,
        CancellationToken ct = default
    )
    {
        var patience = _options.PatienceFor(new FileInfo(originalPath).Length);
        return await TakeTurnAsync(
            new PictureToRead(originalPath, outputFolder, fileName) { Patience = patience * 0.8, Stamp = stamp },
            patience,
            ct
        );
    }

    /// <inheritdoc/>
    public bool CanDraw => PdfPages.CanDraw;

    /// <inheritdoc/>
    public async Task<Result<DrawnPage>> DrawAsync(string path, int page, string outputFolder, CancellationToken ct = default)
    {
        var asked = new PictureToRead(path, outputFolder, string.Create(CultureInfo.InvariantCulture, $"page {page}"))
        {
            Page = page,

            // Longer than ours: we know whether a page that is not drawn yet had a processor at all.
            Patience = TimeSpan.FromMinutes(1),
        };
        var drawn = await TakeTurnAsync(asked, _options.PagePatience, ct);
        return drawn switch
        {
            { Value: { Pages: { } pages } photo } => new DrawnPage(PdfPages.FileIn(outputFolder), photo, pages),
            { Refusal: PhotoUnreadable { Reason: UnreadableReason.NoReader } none } => none,
            { Refusal: PhotoUnreadable { Reason: UnreadableReason.TooSlow or UnreadableReason.TooMuchMemory } } => new PdfTooHeavy(page),
            { Refusal: { } why and not PhotoUnreadable } => why,
            _ => new PdfDamaged(page),
        };
    }

    private async Task<Result<RenderedPhoto>> TakeTurnAsync(PictureToRead picture, TimeSpan patience, CancellationToken ct)
    {
        await _room.WaitAsync(ct);
        try
        {
            return await RenderAsync(picture, patience, ct);
        }
        finally
        {
            _lastUse = Environment.TickCount64;
            _room.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        _cooling.Dispose();
        while (_warm.TryPop(out var decoder))
        {
            decoder.Dispose();
        }

        _room.Dispose();
    }

    // A first death may be somebody else's doing (the machine ran out of memory, an operator); of a second one the picture is the cause. The second try leaves
    // the metadata alone, which is not worth a picture.
    private async Task<Result<RenderedPhoto>> RenderAsync(PictureToRead picture, TimeSpan patience, CancellationToken ct)
    {
        var first = await ReadAsync(picture, patience, ct);
        var second = first switch
        {
            Reading.Died died when !ReadingTool.Lacks(died.Complaint) => await ReadAsync(picture with { Plain = true }, patience, ct),
            Reading.Starved or Reading.Idle => await ReadAsync(picture, DecoderOptions.AgainAfter(patience), ct),
            _ => first,
        };
        return second switch
        {
            Reading.Answered answered => answered.Result,
            Reading.Refused refused => new PhotoUnreadable(refused.Reason),
            Reading.Starved => throw new PictureStarvedException(picture.FileName),
            Reading.Idle => throw new PictureIdleException(picture.FileName),
            Reading.Died died when ReadingTool.Lacks(died.Complaint) => new PhotoUnreadable(UnreadableReason.TooMuchMemory),
            _ => new PhotoUnreadable(UnreadableReason.Crashed),
        };
    }

    private async Task<Reading> ReadAsync(PictureToRead picture, TimeSpan patience, CancellationToken ct)
    {
        Empty(picture);
        var decoder = await RentAsync(ct);
        var reading = (Reading?)null;
        try
        {
            var asked = decoder.ReadAsync(picture, patience, ct);
            Asking?.Invoke(decoder, picture);
            reading = await asked;
            PeakBytes = Math.Max(PeakBytes, decoder.PeakBytes);
            if (reading is not Reading.Answered)
            {
                Log.Ended(_logger, picture.FileName, reading);
            }

            return reading;
        }
        finally
        {
            if (reading is Reading.Answered && decoder.IsAlive && decoder.Pictures < _options.PicturesPerProcess && !_disposed)
            {
                _warm.Push(decoder);
            }
            else
            {
                decoder.Dispose();
            }
        }
    }

    private async Task<DecoderProcess> RentAsync(CancellationToken ct)
    {
        while (_warm.TryPop(out var warm))
        {
            if (warm.IsAlive)
            {
                return warm;
            }

            warm.Dispose();
        }

        return await DecoderProcess.StartAsync(_command, _options.MemoryMegabytes, ct);
    }

    // Programs refuse to write over what a former try left. The original itself may lie here too, whatever it is called.
    private static void Empty(PictureToRead picture)
    {
        var original = Path.GetFullPath(picture.Path);
        foreach (var left in Directory.EnumerateFiles(picture.Folder).Where(f => Path.GetFullPath(f) != original).ToList())
        {
            File.Delete(left);
        }
    }

    private void CoolDown()
    {
        while (Environment.TickCount64 - _lastUse > Idle.TotalMilliseconds && _warm.TryPop(out var decoder))
        {
            decoder.Dispose();
        }
    }

    private static class Log
    {
        private static readonly Action<ILogger, string, Reading, Exception?> EndedMessage = LoggerMessage.Define<string, Reading>(
            LogLevel.Warning,
            new EventId(1),
            "The decoder of {File} ended: {Reading}"
        );

        public static void Ended(ILogger logger, string file, Reading reading) => EndedMessage(logger, file, reading, null);
    }
}
