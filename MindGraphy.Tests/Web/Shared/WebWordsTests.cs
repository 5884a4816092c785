using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using MindGraphy.Web.Layout;
using MindGraphy.Web.Localization;
using Xunit;

namespace MindGraphy.Tests.Web.Shared;

public sealed partial class WebWordsTests
{
    private static readonly IReadOnlyList<Type> Markers =
    [
        .. typeof(ShellText)
            .Assembly.GetTypes()
            .Where(t => t.IsClass && t.IsSealed && t.Name.EndsWith("Text", StringComparison.Ordinal) && Has(t)),
    ];

    [Fact]
    public void Every_sentence_of_the_screens_exists_in_both_languages_with_the_same_blanks()
    {
        Assert.Contains(typeof(ShellText), Markers);
        Assert.Contains(typeof(MudText), Markers);
        foreach (var marker in Markers)
        {
            var korean = Read(marker, CultureInfo.InvariantCulture);
            var english = Read(marker, CultureInfo.GetCultureInfo("en"));
            Assert.Equal(korean.Keys.Order(), english.Keys.Order());
            Assert.All(korean, word => Assert.Equal(Blanks(word.Value), Blanks(english[word.Key])));
            Assert.All(korean.Concat(english), word => Assert.NotEqual("", word.Value.Trim()));
        }
    }

    [Fact]
    public void Every_class_named_text_has_its_words()
    {
        var empty = typeof(ShellText)
            .Assembly.GetTypes()
            .Where(t =>
                t.IsPublic
                && t.IsSealed
                && t.Name.EndsWith("Text", StringComparison.Ordinal)
                && t.GetMembers().All(m => m.DeclaringType != t || m.Name == ".ctor")
            );

        Assert.Empty(empty.Except(Markers));
    }

    [Fact]
    public void None_of_MudBlazors_words_is_left_in_English()
    {
        var mud = typeof(MudBlazor.MudButton).Assembly;
        using var embedded = mud.GetManifestResourceStream("MudBlazor.Resources.LanguageResource.resources")!;
        using var reader = new ResourceReader(embedded);
        var expected = reader.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
        var korean = Read(typeof(MudText), CultureInfo.InvariantCulture);

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Keys.Order(), korean.Keys.Order());
        Assert.Empty(korean.Where(word => word.Value.Any(char.IsAsciiLetter)).Select(word => word.Key));
    }

    [Fact]
    public void Every_key_that_a_screen_asks_for_exists()
    {
        var root = Root();
        var byName = Markers.ToDictionary(m => m.Name, m => Read(m, CultureInfo.InvariantCulture));
        var missing = new List<string>();
        var asked = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "MindGraphy.Web"), "*.razor", SearchOption.AllDirectories))
        {
            var source = File.ReadAllText(file);
            foreach (Match localizer in Localizers().Matches(source))
            {
                if (!byName.TryGetValue(localizer.Groups[1].Value, out var words))
                {
                    continue;
                }

                foreach (Match key in Regex.Matches(source, $@"(?<![\w.]){localizer.Groups[2].Value}\[""([^""]+)""[\],]"))
                {
                    asked++;
                    if (!words.ContainsKey(key.Groups[1].Value))
                    {
                        missing.Add($"{Path.GetFileName(file)}: {key.Groups[1].Value}");
                    }
                }
            }
        }

        Assert.True(asked > 50);
        Assert.Empty(missing);
    }

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MindGraphy.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The solution is not above the tests.");
        }

        return folder.FullName;
    }

    private static bool Has(Type marker) => marker.Assembly.GetManifestResourceNames().Contains(marker.FullName + ".resources");

    private static Dictionary<string, string> Read(Type marker, CultureInfo culture)
    {
        var set =
            new ResourceManager(marker.FullName!, marker.Assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false)
            ?? throw new MissingManifestResourceException($"{marker.Name} has no words in '{culture.Name}'.");
        return set.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    private static IEnumerable<string> Blanks(string sentence) => Blank().Matches(sentence).Select(m => m.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Blank();

    [GeneratedRegex(@"IStringLocalizer<(\w+)>\s+(\w+)")]
    private static partial Regex Localizers();
}
