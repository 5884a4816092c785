using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using MindGraphy.Web.Features.Deliveries;
using Xunit;

namespace MindGraphy.Tests.Web.Deliveries;

/// <summary>The layout of ZIP files, read back by .NET, by Info-ZIP and by 7-Zip.</summary>
public sealed class StoredZipTests : IDisposable
{
    private const uint Noon = (46u << 25) | (5u << 21) | (16u << 16) | (12u << 11);
    private readonly string _folder = Directory.CreateTempSubdirectory("mg-zip-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_stored_is_read_back_by_all_with_names_in_Hangul()
    {
        var files = new Dictionary<string, byte[]>
        {
            ["본식 신부대기실 0001.jpg"] = Bytes(70_000),
            ["empty.txt"] = [],
            ["é ☕ 𝄞.jpg"] = Bytes(1),
        };
        var path = await WriteAsync(files.Select(f => (f.Key, f.Value)).ToList());
        await using (var archive = await ZipFile.OpenReadAsync(path, Ct))
        {
            Assert.Equal(files.Keys, archive.Entries.Select(e => e.FullName));
            foreach (var entry in archive.Entries)
            {
                using var content = new MemoryStream();
                await using var from = await entry.OpenAsync(Ct);
                await from.CopyToAsync(content, Ct);
                Assert.Equal(files[entry.FullName], content.ToArray());
                Assert.Equal(entry.Length, entry.CompressedLength);
                Assert.Equal(new DateTime(2026, 5, 16, 12, 0, 0), entry.LastWriteTime.DateTime);
            }
        }

        await AcceptedAsync(path);
    }

    [Fact]
    public async Task Nothing_and_seventy_thousand_files_are_ZIP_files_too()
    {
        await AcceptedAsync(await WriteAsync([("one", [])]));
        var path = await WriteAsync(Enumerable.Range(0, 70_000).Select(i => ($"{i:00000}.jpg", new byte[] { 7 })).ToList());
        await AcceptedAsync(path);
        await using var archive = await ZipFile.OpenReadAsync(path, Ct);
        Assert.Equal(70_000, archive.Entries.Count);
    }

    [Fact]
    public async Task Files_and_offsets_over_4_GB_are_written_as_ZIP64()
    {
        // Zeros, of which the disk keeps nothing: the file has a hole as long as its longest entry.
        const long length = uint.MaxValue + 10_000L;
        var crc = new Crc32();
        var block = new byte[1 << 20];
        for (var left = length; left > 0; left -= block.Length)
        {
            crc.Append(block.AsSpan(0, (int)Math.Min(left, block.Length)));
        }

        var last = Bytes(999);
        var zip = new StoredZip([
            new("large.bin", length, crc.GetCurrentHashAsUInt32(), Noon),
            new("behind.bin", last.Length, Crc32.HashToUInt32(last), Noon),
        ]);
        var path = Path.Combine(_folder, "large.zip");
        await using (var file = File.Create(path))
        {
            foreach (var piece in zip.Pieces())
            {
                Assert.Equal(file.Position, piece.Start);
                if (piece.File == 0)
                {
                    file.Position += piece.Length;
                }
                else
                {
                    await file.WriteAsync(piece.Make?.Invoke() ?? last, Ct);
                }
            }

            Assert.Equal(zip.Length, file.Length);
        }

        await AcceptedAsync(path, "unzip");
        await using var archive = await ZipFile.OpenReadAsync(path, Ct);
        Assert.Equal([length, 999], archive.Entries.Select(e => e.Length));
        using var content = new MemoryStream();
        await using var behind = await archive.Entries[1].OpenAsync(Ct);
        await behind.CopyToAsync(content, Ct);
        Assert.Equal(last, content.ToArray());
    }

    [Fact]
    public async Task A_whole_wedding_in_one_file_is_accepted_by_all()
    {
        // Of each file the disk keeps the last bytes only; 300 MB here, 30 GB by a command of its own (docs/benchmarks.md).
        const int length = 10_000_000;
        var files = int.TryParse(Environment.GetEnvironmentVariable("MINDGRAPHY_ZIP_FILES"), CultureInfo.InvariantCulture, out var many)
            ? many
            : 30;
        var zeros = new byte[length - 16];
        var tails = Enumerable.Range(0, files).Select(i => Bytes(16 + i)[..16]).ToList();
        var zip = new StoredZip([
            .. tails.Select(
                (tail, i) =>
                {
                    var crc = new Crc32();
                    crc.Append(zeros);
                    crc.Append(tail);
                    return new StoredZipEntry($"본식/사진_{i:0000}.jpg", length, crc.GetCurrentHashAsUInt32(), Noon);
                }
            ),
        ]);
        var path = Path.Combine(_folder, "wedding.zip");
        await using (var file = File.Create(path))
        {
            foreach (var piece in zip.Pieces())
            {
                Assert.Equal(file.Position, piece.Start);
                file.Position += piece.File < 0 ? 0 : zeros.Length;
                await file.WriteAsync(piece.Make?.Invoke() ?? tails[piece.File], Ct);
            }

            Assert.Equal(zip.Length, file.Length);
        }

        await AcceptedAsync(path);
        await using var archive = await ZipFile.OpenReadAsync(path, Ct);
        Assert.Equal(files, archive.Entries.Count);
        Assert.All(archive.Entries, e => Assert.Equal(length, e.Length));
    }

    [Fact]
    public void Pieces_follow_one_another_without_a_gap_up_to_the_length()
    {
        var zip = new StoredZip([new("a", 5, 1, Noon), new("나", 0, 2, Noon), new("c", 1_000_000_000_000, 3, Noon), new("d", 3, 4, Noon)]);
        var at = 0L;
        foreach (var piece in zip.Pieces())
        {
            Assert.Equal(at, piece.Start);
            Assert.Equal(piece.Make?.Invoke().Length ?? piece.Length, piece.Length);
            at += piece.Length;
        }

        Assert.Equal(zip.Length, at);
    }

    /// <summary>Lets the tools that couples have test every byte.</summary>
    internal static async Task AcceptedAsync(string path, params string[] only)
    {
        foreach (var (tool, arguments) in new[] { ("unzip", "-tq"), ("7zz", "t -bso0") })
        {
            if (only.Length > 0 && !only.Contains(tool))
            {
                continue;
            }

            var start = new ProcessStartInfo(tool) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in arguments.Split(' ').Append(path))
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEndAsync(Ct);
            var wrong = await process.StandardError.ReadToEndAsync(Ct);
            await process.WaitForExitAsync(Ct);
            Assert.True(process.ExitCode == 0 && wrong.Length == 0, $"{tool}: {process.ExitCode} {await said} {wrong}");
        }
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    private async Task<string> WriteAsync(IReadOnlyList<(string Name, byte[] Bytes)> files)
    {
        var zip = new StoredZip([.. files.Select(f => new StoredZipEntry(f.Name, f.Bytes.Length, Crc32.HashToUInt32(f.Bytes), Noon))]);
        var path = Path.Combine(_folder, Encoding.ASCII.GetByteCount(files[0].Name) + files.Count + ".zip");
        await using var file = File.Create(path);
        foreach (var piece in zip.Pieces())
        {
            await file.WriteAsync(piece.Make?.Invoke() ?? files[piece.File].Bytes, Ct);
        }

        Assert.Equal(zip.Length, file.Length);
        return path;
    }
}
