using Xunit;

namespace MindGraphy.Tests.Support;

/// <summary>What the tests of a full disk stand on.</summary>
public sealed class SmallDiskTests
{
    [Fact]
    public async Task A_small_disk_is_full_when_it_is_and_gone_when_it_is_given_back()
    {
        string folder;
        await using (var disk = await SmallDisk.MountAsync(megabytes: 2))
        {
            folder = disk.Folder;
            var filler = disk.Fill(leave: 4096);

            Assert.InRange(new FileInfo(filler).Length, 1_900_000, 2 * 1024 * 1024);
            Assert.Equal(28, Assert.Throws<IOException>(() => File.WriteAllBytes(Path.Combine(folder, "a"), new byte[8192])).HResult);
        }

        Assert.False(Directory.Exists(folder));
    }
}
