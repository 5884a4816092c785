using System.Globalization;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;

namespace MindGraphy.Web.Verbs;

/// <summary><c>verify FILE</c>: whether a PDF is the sealed copy of a contract of this studio. Asks nobody outside.</summary>
public static class VerifyVerb
{
    /// <summary>Looks at one file.</summary>
    /// <returns>0 unchanged, 1 changed or none of ours, 2 not understood.</returns>
    public static async Task<int> RunAsync(string[] rest, IServiceProvider services)
    {
        if (rest is not [var path])
        {
            Console.Out.WriteLine("verify FILE");
            return 2;
        }

        if (!File.Exists(path))
        {
            await Console.Error.WriteLineAsync($"There is no file {path}.");
            return 2;
        }

        await using var file = File.OpenRead(path);
        var check = await services.GetRequiredService<VerifyService>().CheckAsync(file);
        if (!check.Succeeded)
        {
            await Console.Error.WriteLineAsync(Words.Of(check.Refusal, CultureInfo.GetCultureInfo("en")));
            return 2;
        }

        var (verdict, number, at, sha, stamp) = check.Value;
        Console.Out.WriteLine(
            verdict switch
            {
                SealVerdict.Unchanged => string.Create(CultureInfo.InvariantCulture, $"unchanged  {number}, sealed {at:u}"),
                SealVerdict.Changed => "changed    bears our seal, and is not what was sealed",
                _ => "not ours",
            }
        );
        if (stamp is not null)
        {
            var moment = TimeZoneInfo.ConvertTime(stamp.At, services.GetRequiredService<StudioClock>().Zone);
            Console.Out.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"stamped    {moment:yyyy-MM-dd HH:mm:ss zzz}, {stamp.Authority}")
            );
        }

        Console.Out.WriteLine($"sha256     {sha}");
        return verdict == SealVerdict.Unchanged ? 0 : 1;
    }
}
