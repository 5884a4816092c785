using System.Globalization;
using System.Reflection;
using MindGraphy.Domain.Common;
using Xunit;

namespace MindGraphy.Tests.Domain.Common;

/// <summary>Every refusal is a sentence and every enum value a word, in both languages.</summary>
public sealed class WordsTests
{
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko-KR");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    public static TheoryData<string> Refusals =>
        new(Of(t => typeof(Refusal).IsAssignableFrom(t) && !t.IsAbstract).Select(t => t.FullName!));

    /// <summary>Enums that people read: those kept in the database, and every other that has a word at all.</summary>
    public static TheoryData<string> Enums =>
        new(
            Of(t => t.IsEnum && t.IsPublic)
                .Where(t =>
                    MindGraphy.Data.StudioEnums.Kept.Contains(t)
                    || Enum.GetNames(t).Any(n => Words.Find(t, t.Name + "." + n, Korean) is not null)
                )
                .Select(t => t.FullName!)
        );

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Every_refusal_has_a_sentence_in_both_languages(string typeName)
    {
        var type = TypeOf(typeName);

        var korean = Words.Find(type, type.Name, Korean);
        var english = Words.Find(type, type.Name, English);

        Assert.True(korean is not null && HasHangul(korean), $"{type.Name} has no Korean sentence");
        Assert.True(english is not null && !HasHangul(english), $"{type.Name} has no English sentence");
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Every_sentence_can_be_filled_with_the_arguments_of_its_refusal(string typeName)
    {
        var type = TypeOf(typeName);
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        var refusal = (Refusal)constructor.Invoke([.. constructor.GetParameters().Select(p => Sample(p.ParameterType))]);

        Assert.DoesNotContain("{", Words.Of(refusal, Korean), StringComparison.Ordinal);
        Assert.DoesNotContain("{", Words.Of(refusal, English), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void Every_enum_value_has_a_word_in_both_languages(string typeName)
    {
        var type = TypeOf(typeName);
        var missing = Enum.GetNames(type)
            .SelectMany(n => new[] { Korean, English }.Select(c => (Key: type.Name + "." + n, Culture: c)))
            .Where(x => string.IsNullOrWhiteSpace(Words.Find(type, x.Key, x.Culture)))
            .Select(x => $"{x.Key} in {x.Culture.Name}");

        Assert.Empty(missing);
    }

    private static IEnumerable<Type> Of(Func<Type, bool> wanted) =>
        typeof(Refusal).Assembly.GetTypes().Where(wanted).OrderBy(t => t.FullName, StringComparer.Ordinal);

    private static Type TypeOf(string name) => typeof(Refusal).Assembly.GetType(name, throwOnError: true)!;

    private static bool HasHangul(string text) => text.Any(c => c is >= '가' and <= '힣');

    private static object? Sample(Type type) =>
        type == typeof(string) ? "x"
        : type.IsEnum ? Enum.GetValues(type).GetValue(0)
        : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0)
        : type.IsInterface || !type.IsValueType ? null
        : Activator.CreateInstance(type);
}
