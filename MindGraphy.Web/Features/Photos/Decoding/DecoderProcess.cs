using System.Diagnostics;
using System.Text;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Web.Features.Photos.Decoding;

/// <summary>One decoder: a process that reads a picture at a time and may be ended at any. Watched while it reads: its time and its memory.</summary>
internal sealed class DecoderProcess : IDisposable
{
    private const int KeptComplaint = 4096;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _complaint = new();
    private readonly long _mostBytes;

    private DecoderProcess(Process process, long mostBytes) => (_process, _mostBytes) = (process, mostBytes);

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>Pictures it was asked for.</summary>
    public int Pictures { get; private set; }

    /// <summary>The most memory it was seen to hold, in bytes.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>What the last picture took on a processor so far, without what other programs did for it.</summary>
    public TimeSpan Worked { get; private set; }

    /// <summary>Whether it still runs.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>Starts one and waits until it can read.</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="memoryMegabytes">The most memory it may hold.</param>
    /// <param name="ct">Cancels; nothing is left running.</param>
    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static async Task<DecoderProcess> StartAsync(IReadOnlyList<string> command, int memoryMegabytes, CancellationToken ct)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        DecoderCommand.Furnish(start.Environment);
        var process = Process.Start(start) ?? throw new InvalidOperationException("The decoder did not start.");
        var decoder = new DecoderProcess(process, memoryMegabytes * 1024L * 1024);
        process.ErrorDataReceived += (_, line) => decoder.Keep(line.Data);
        process.BeginErrorReadLine();
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(StartPatience);
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (line == DecoderMessages.Ready)
                {
                    return decoder;
                }
            }

            throw new InvalidOperationException($"The decoder ended before it could read: {decoder.Complaint}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            decoder.Dispose();
            throw new InvalidOperationException($"The decoder was not ready within {StartPatience}: {decoder.Complaint}");
        }
        catch
        {
            decoder.Dispose();
            throw;
        }
    }

    /// <summary>Has it read one picture. After any other ending than an answer the process is gone.</summary>
    public async Task<Reading> ReadAsync(PictureToRead picture, TimeSpan patience, CancellationToken ct)
    {
        Pictures++;
        var clock = Stopwatch.StartNew();
        try
        {
            var before = ProcessorUse.Of(_process);
            await _process.StandardInput.WriteLineAsync(DecoderMessages.Write(picture));
            await _process.StandardInput.FlushAsync(ct);
            var answer = AnswerAsync();
            while (await Task.WhenAny(answer, Task.Delay(Look, ct)) != answer)
            {
                ct.ThrowIfCancellationRequested();
                _process.Refresh();
                PeakBytes = Math.Max(PeakBytes, _process.PeakWorkingSet64);
                Worked = _process.TotalProcessorTime - before.Worked;
                if (_process.WorkingSet64 > _mostBytes)
                {
                    return End(new Reading.Refused(UnreadableReason.TooMuchMemory));
                }

                if (clock.Elapsed > patience)
                {
                    return End(Judge(patience, ProcessorUse.Of(_process) - before, ProcessorUse.StandsInLine(_process)));
                }
            }

            if (await answer is { } found)
            {
                _process.Refresh();
                PeakBytes = Math.Max(PeakBytes, IsAlive ? _process.PeakWorkingSet64 : 0);
                return new Reading.Answered(found);
            }
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            // The pipe broke, or the process ended between two looks.
        }
        catch (OperationCanceledException)
        {
            // Whoever cancelled may take its folder away: it is gone before they are told.
            Kill();
            _process.WaitForExit();
            throw;
        }

        return Ended();
    }

    /// <summary>Ends it and what it started.</summary>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private async Task<Result<RenderedPhoto>?> AnswerAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (DecoderMessages.ReadAnswer(line) is { } answer)
            {
                return answer;
            }
        }

        return null;
    }

    // At least half of the time on a processor: it was the picture that took it. Otherwise it was others on the machine, where it stood in line behind them or
    // stands there still: the system counts a wait when it ends.
    private static Reading Judge(TimeSpan patience, ProcessorUse use, bool standsInLine) =>
        use.Worked >= patience / 2 ? new Reading.Refused(UnreadableReason.TooSlow)
        : standsInLine || use.Worked + use.Waited >= patience / 2 ? new Reading.Starved()
        : new Reading.Idle();

    private Reading.Died Ended()
    {
        // What it started outlives it otherwise; its complaint is whole only after its end.
        Kill();
        _process.WaitForExit();
        return new Reading.Died(_process.ExitCode, Complaint);
    }

    private Reading End(Reading reading)
    {
        Kill();
        _process.WaitForExit();
        return reading;
    }

    private void Kill()
    {
        try
        {
            ProcessLimits.EndGroupOf(_process.Id);
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    private string Complaint
    {
        get
        {
            lock (_complaint)
            {
                return _complaint.ToString();
            }
        }
    }

    private void Keep(string? line)
    {
        lock (_complaint)
        {
            _complaint.AppendLine(line);
            if (_complaint.Length > KeptComplaint)
            {
                _complaint.Remove(0, _complaint.Length - KeptComplaint);
            }
        }
    }
}

/// <summary>How a reading ended.</summary>
internal abstract record Reading
{
    /// <summary>The decoder answered, and reads on.</summary>
    public sealed record Answered(Result<RenderedPhoto> Result) : Reading;

    /// <summary>It was ended for this reason.</summary>
    public sealed record Refused(UnreadableReason Reason) : Reading;

    /// <summary>It was ended because others had the processors.</summary>
    public sealed record Starved : Reading;

    /// <summary>It was ended because it did nothing, and nobody was in its way.</summary>
    public sealed record Idle : Reading;

    /// <summary>It ended.</summary>
    /// <param name="ExitCode">With which code; more than 128 is a signal.</param>
    /// <param name="Complaint">What it wrote last.</param>
    public sealed record Died(int ExitCode, string Complaint) : Reading;
}
