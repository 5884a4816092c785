using MindGraphy.Domain.Accounts;
using Xunit;

namespace MindGraphy.Tests.Domain.Accounts;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("password1234")]
    [InlineData("Password2026!")]
    [InlineData("P@ssw0rd1234")]
    [InlineData("passwordpassword")]
    [InlineData("qwertyuiop123")]
    [InlineData("1234567890123")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("iloveyou123456")]
    [InlineData("tkfkdgo123456")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("asdfghjklzxcvbnm")]
    [InlineData("wedding-studio-2026")]
    [InlineData("!!!!1234567890!!!!")]
    [InlineData("abcdefghijkl")]
    public void What_everybody_tries_first_is_refused(string password) => Assert.True(PasswordRules.IsCommon(password));

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("고양이 창문 바다 열쇠")]
    [InlineData("trumpet-lagoon-quilt")]
    [InlineData("9vK2xQm7TfWc")]
    public void Unrelated_words_and_random_characters_are_taken(string password) => Assert.False(PasswordRules.IsCommon(password));

    [Fact]
    public void The_own_name_with_a_year_is_refused()
    {
        Assert.True(PasswordRules.IsCommon("parkhaneul2026", "parkhaneul@studio.example"));
        Assert.False(PasswordRules.IsCommon("parkhaneul2026", "jung@studio.example"));
    }

    [Fact]
    public void Generated_passwords_are_long_different_and_pass_the_rules()
    {
        var made = Enumerable.Range(0, 500).Select(_ => PasswordRules.Generate()).ToList();

        Assert.All(made, p => Assert.Equal(20, p.Length));
        Assert.Equal(made.Count, made.Distinct().Count());
        Assert.DoesNotContain(made, p => PasswordRules.IsCommon(p));
        Assert.DoesNotContain(made, p => p.Any("0O1lI".Contains));
    }
}
