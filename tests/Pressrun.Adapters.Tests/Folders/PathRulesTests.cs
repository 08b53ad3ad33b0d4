using Pressrun.Providers.Folders;

namespace Pressrun.Adapters.Tests.Folders;

/// <summary>Which paths may be written.</summary>
public sealed class PathRulesTests
{
    [Theory]
    [InlineData("x.mp3")]
    [InlineData("a/b c/ü 漢字 🎙.mp3")]
    [InlineData("x..y/x.~1")]
    [InlineData("draft~2024 final.txt")]
    [InlineData("console.txt")]
    [InlineData("COM10")]
    [InlineData("a,b;c=d&e'f(g)[h]{i}!@#$%^~`+")]
    public void Ordinary_names_are_taken(string path) => Assert.Null(PathRules.Objection(path));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("/etc/passwd", "absolute")]
    [InlineData("\\\\server\\share", "absolute")]
    [InlineData("C:x.txt", "absolute")]
    [InlineData("c:/x.txt", "absolute")]
    [InlineData("a\\b", "backslash")]
    [InlineData("a//b", "empty")]
    [InlineData("a/", "empty")]
    [InlineData("../x", "`..`")]
    [InlineData("a/../../x", "`..`")]
    [InlineData("a/..", "`..`")]
    [InlineData("./x", "`.`")]
    [InlineData("a\0b", "character")]
    [InlineData("a\nb", "character")]
    [InlineData("a\u007fb", "character")]
    [InlineData("a\u0085b", "character")]
    [InlineData("ab:stream", "character")]
    [InlineData("a?b", "character")]
    [InlineData("a*b", "character")]
    [InlineData("a<b>", "character")]
    [InlineData("a|b", "character")]
    [InlineData("a\"b", "character")]
    [InlineData("a\u202e3pm.exe", "character")]
    [InlineData("a.", "dot")]
    [InlineData("a /b", "space")]
    [InlineData("a/ b", "space")]
    [InlineData("... ", "hidden")]
    [InlineData("...", "hidden")]
    [InlineData(".hidden", "hidden")]
    [InlineData("a/.git/config", "hidden")]
    [InlineData("..x/y", "hidden")]
    [InlineData("GIT~1/config", "Windows")]
    [InlineData("a/page~12.txt", "Windows")]
    [InlineData("con", "device")]
    [InlineData("a/NUL.txt", "device")]
    [InlineData("lpt1.tar.gz/x", "device")]
    [InlineData("COM¹", "device")]
    [InlineData("aux .txt", "device")]
    public void A_path_that_is_not_safe_everywhere_is_refused_with_its_reason(string path, string reason) =>
        Assert.Contains(reason, PathRules.Objection(path), StringComparison.Ordinal);

    [Fact]
    public void Half_a_character_is_refused() =>
        Assert.Contains("character", PathRules.Objection($"a{(char)0xD800}b"), StringComparison.Ordinal);

    [Fact]
    public void A_name_may_have_120_bytes_and_not_one_more()
    {
        Assert.Null(PathRules.Objection(new('ü', 60)));
        Assert.Contains("120 bytes", PathRules.Objection(new string('ü', 60) + "x"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_may_have_1024_bytes_and_not_one_more()
    {
        var path = string.Join('/', Enumerable.Repeat(new string('x', 63), 16)) + "x";
        Assert.Null(PathRules.Objection(path));
        Assert.Contains("1024 bytes", PathRules.Objection(path + "x"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_path_is_shown_on_one_short_printable_line()
    {
        var shown = PathRules.Show($"a\nb\u202ec{(char)0xD800}{new string('x', 500)}");

        Assert.StartsWith("a?b?c\uFFFDx", shown, StringComparison.Ordinal);
        Assert.Equal(121, shown.Length);
    }
}
