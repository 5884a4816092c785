using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Demo;
using MindGraphy.Web.Features.Photos.Decoding;
using Xunit;

namespace MindGraphy.Tests.Web.Photos;

/// <summary>Decoders that die, hang and eat, really: processes are killed and started, nothing is pretended.</summary>
public sealed class DecoderPoolTests : IDisposable
{
    private static readonly DecoderOptions Hasty = new() { Seconds = 1 };
    private static readonly IReadOnlyList<string> Real = DecoderCommand.For(512);

    private readonly string _folder = Directory.CreateTempSubdirectory("mg-decoder-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DecoderPool Pool(IReadOnlyList<string> command, DecoderOptions? options = null, int parallel = 1) =>
        new(options ?? new DecoderOptions(), parallel, command, NullLogger<DecoderPool>.Instance);

    /// <summary>A decoder that says it is ready and then does this with the first picture.</summary>
    private static IReadOnlyList<string> Script(string then) => ["sh", "-c", "echo '{\"ready\":true}'; read picture; " + then];

    private string Picture(int longEdge = 400)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}");
        File.WriteAllBytes(path, DemoPicture.Jpeg(3, 1, longEdge));
        return path;
    }

    private async Task<object> RenderAsync(DecoderPool pool, string? picture = null, string name = "IMG_0001.JPG")
    {
        var result = await pool.RenderAsync(picture ?? Picture(), Directory.CreateTempSubdirectory("mg-decoded-").FullName, name, ct: Ct);
        return result.Value is { } photo ? Math.Max(photo.Width, photo.Height) : ((PhotoUnreadable)result.Refusal!).Reason;
    }

    // As the queue does: put off until the machine has time.
    private static async Task<object> InsistAsync(Func<Task<object>> render)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await render();
            }
            catch (PictureStarvedException) when (tries < 60)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), Ct);
            }
        }
    }

    private static void Kill(int process) => Process.GetProcessById(process).Kill();

    private static bool Runs(int process) => Directory.Exists($"/proc/{process}");

    [Fact]
    public async Task One_decoder_reads_one_picture_after_another_and_makes_room_after_so_many()
    {
        using var pool = Pool(Real, new DecoderOptions { PicturesPerProcess = 2 });
        var used = new List<int>();
        pool.Asking = (decoder, _) => used.Add(decoder.Id);

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(400, await RenderAsync(pool));
        }

        Assert.Equal((used[0], used[2]), (used[1], used[3]));
        Assert.NotEqual(used[0], used[2]);
        Assert.False(Runs(used[0]));
    }

    [Fact]
    public async Task A_decoder_that_somebody_kills_in_the_middle_costs_no_picture()
    {
        using var pool = Pool(Real);
        var (large, killed) = (Picture(5000), new List<int>());
        pool.Asking = (decoder, _) =>
        {
            if (killed.Count == 0)
            {
                killed.Add(decoder.Id);
                Kill(decoder.Id);
            }
        };

        Assert.Equal(5000, await RenderAsync(pool, large));
        Assert.Equal(400, await RenderAsync(pool));
        Assert.False(Runs(killed[0]));
    }

    [Fact]
    public async Task A_picture_over_which_every_decoder_dies_gets_its_verdict_and_the_others_are_read()
    {
        using var pool = Pool(Real, parallel: 2);
        var deadly = Picture(5000);
        pool.Asking = (decoder, picture) =>
        {
            if (picture.Path == deadly)
            {
                Kill(decoder.Id);
            }
        };

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i == 3 ? RenderAsync(pool, deadly) : RenderAsync(pool)));

        Assert.Equal(UnreadableReason.Crashed, results[3]);
        Assert.All(results.Where((_, i) => i != 3), size => Assert.Equal(400, size));
    }

    [Fact]
    public async Task One_that_works_without_end_is_too_slow()
    {
        using var pool = Pool(Script("while :; do :; done"), Hasty);
        var clock = Stopwatch.StartNew();
        var took = TimeSpan.Zero;

        var verdict = await InsistAsync(async () =>
        {
            clock.Restart();
            var answer = await RenderAsync(pool);
            took = clock.Elapsed;
            return answer;
        });

        Assert.Equal(UnreadableReason.TooSlow, verdict);
        Assert.True(took >= TimeSpan.FromSeconds(0.9), $"{took}");
    }

    [Theory]
    [InlineData("nice -n 19", 4)] // A few turns.
    [InlineData("nice -n 19", 20)] // One turn in the beginning and none after it: the system counts time in line only where it ends.
    public async Task One_that_gets_no_turn_is_told_from_one_that_does_nothing(string behind, int before)
    {
        // All of them on one processor: the others are for the rest of the run.
        var processor = Regex.Match(await File.ReadAllTextAsync("/proc/self/status", Ct), @"Cpus_allowed_list:\s+(\d+)").Groups[1].Value;
        var crowd = string.Concat(Enumerable.Repeat("(while :; do :; done) & ", before));
        using var noise = Process.Start("taskset", ["-c", processor, "sh", "-c", $"{crowd} wait"]);
        try
        {
            using var pool = Pool(Script($"exec taskset -c {processor} {behind} sh -c 'while :; do :; done'"), Hasty);

            await Assert.ThrowsAsync<PictureStarvedException>(() => RenderAsync(pool));
        }
        finally
        {
            noise.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task One_that_waits_without_end_is_given_more_time_once_and_is_tried_again_later()
    {
        using var pool = Pool(Script("sleep 1000"), Hasty);
        var asked = new List<int>();
        pool.Asking = (decoder, _) => asked.Add(decoder.Id);

        await Assert.ThrowsAsync<PictureIdleException>(() => RenderAsync(pool));

        Assert.Equal(2, asked.Distinct().Count());
        Assert.DoesNotContain(asked, Runs);
    }

    [Fact]
    public async Task One_that_eats_all_memory_is_stopped_at_the_limit()
    {
        // `tail` keeps a line until it ends, and this one never does.
        using var pool = Pool(Script("exec tail /dev/zero"), new DecoderOptions { MemoryMegabytes = 300, Seconds = 30 });

        Assert.Equal(UnreadableReason.TooMuchMemory, await RenderAsync(pool));

        Assert.InRange(pool.PeakBytes, 250L << 20, 1500L << 20);
    }

    [Theory]
    [InlineData("exit 3", UnreadableReason.Crashed)]
    [InlineData("kill -SEGV $$", UnreadableReason.Crashed)]
    [InlineData("exec 1>&-; sleep 1000", UnreadableReason.Crashed)]
    [InlineData("echo 'GLib-ERROR: failed to allocate 9 bytes' >&2; kill -TRAP $$", UnreadableReason.TooMuchMemory)]
    public async Task However_it_ends_it_is_a_verdict(string how, UnreadableReason verdict)
    {
        using var pool = Pool(Script(how), Hasty);

        Assert.Equal(verdict, await RenderAsync(pool));
    }

    [Fact]
    public async Task A_decoder_that_cannot_start_is_no_fault_of_the_picture()
    {
        using var pool = Pool(["sh", "-c", "echo no room >&2; exit 1"]);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => RenderAsync(pool));

        Assert.Contains("before it could read", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_picture_ends_its_decoder()
    {
        using var pool = Pool(Script("sleep 1000"));
        using var cancel = new CancellationTokenSource();
        var asked = 0;
        pool.Asking = (decoder, _) =>
        {
            asked = decoder.Id;
            cancel.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pool.RenderAsync(Picture(), _folder, "a.jpg", ct: cancel.Token));

        Assert.False(Runs(asked));
    }

    [Fact]
    public async Task Where_a_program_is_not_installed_the_verdict_says_so()
    {
        using var pool = Pool(["env", "PATH=/nowhere", .. Real]);
        var raw = Path.Combine(_folder, "raw");
        await File.WriteAllBytesAsync(raw, RawSample.Of("nef", DemoPicture.Jpeg(1, 1, 1200), (1200, 800)), Ct);

        Assert.Equal(UnreadableReason.NoReader, await RenderAsync(pool, raw, "DSC_0001.NEF"));
        Assert.Equal(400, await RenderAsync(pool));
    }

    [Fact]
    public async Task It_stands_back_keeps_a_group_of_its_own_and_knows_no_secret()
    {
        using var pool = Pool(Real);
        var (status, environment) = (Array.Empty<string>(), "");
        pool.Asking = (decoder, _) =>
        {
            status = File.ReadAllText($"/proc/{decoder.Id}/stat").Split(") ")[1].Split(' ');
            environment = File.ReadAllText($"/proc/{decoder.Id}/environ");
            Assert.Equal($"{decoder.Id}", status[2]);
        };

        Assert.Equal(400, await RenderAsync(pool));

        Assert.Equal("10", status[16]);
        Assert.DoesNotContain("MINDGRAPHY", environment, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ConnectionStrings", environment, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task When_whoever_asked_is_gone_the_decoder_ends_with_what_it_started()
    {
        // A program that hangs, in the place of the one that reads HEIC.
        var tools = Directory.CreateDirectory(Path.Combine(_folder, "tools")).FullName;
        var (tool, mark) = (Path.Combine(tools, "heif-convert"), Path.Combine(_folder, "started"));
        await File.WriteAllTextAsync(tool, $"#!/bin/sh\necho $$ > {mark}.new; mv {mark}.new {mark}; exec sleep 1000\n", Ct);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var picture = Path.Combine(_folder, "picture");
        await File.WriteAllBytesAsync(picture, [0, 0, 0, 28, .. "ftypheic"u8, .. new byte[200]], Ct);
        var start = new ProcessStartInfo(Real[0], Real.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["PATH"] = tools + ":" + Environment.GetEnvironmentVariable("PATH");
        using var decoder = Process.Start(start)!;
        Assert.Equal(DecoderMessages.Ready, await decoder.StandardOutput.ReadLineAsync(Ct));
        await decoder.StandardInput.WriteLineAsync(
            DecoderMessages.Write(new PictureToRead(picture, _folder, "a.heic") { Patience = TimeSpan.FromMinutes(5) })
        );
        await UntilAsync(() => File.Exists(mark));
        var hanging = int.Parse(await File.ReadAllTextAsync(mark, Ct), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(Runs(hanging));

        // What the kernel does to our end of the pipe when we are killed.
        decoder.StandardInput.Close();

        await decoder.WaitForExitAsync(Ct).WaitAsync(TimeSpan.FromSeconds(10), Ct);
        await UntilAsync(() => !Runs(hanging) || File.ReadAllText($"/proc/{hanging}/stat").Contains(") Z ", StringComparison.Ordinal));
    }

    private static async Task UntilAsync(Func<bool> met)
    {
        for (var i = 0; !met(); i++)
        {
            Assert.True(i < 400, "Waited for 20 seconds.");
            await Task.Delay(50, Ct);
        }
    }
}
