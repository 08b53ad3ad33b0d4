using System.Text;
using Pressrun.Providers.Web;

namespace Pressrun.Adapters.Tests.Web;

/// <summary>What a robots.txt lets us read, as RFC 9309 has it.</summary>
public sealed class RobotsTests
{
    [Theory]
    [InlineData("User-agent: *\nDisallow: /", "/", false)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("", "/a", true)]
    [InlineData("Disallow: /", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /a", "/b", true)]
    [InlineData("User-agent: *\nDisallow: /a", "/about", false)]
    [InlineData("User-agent: *\nDisallow: /a/", "/a", true)]
    [InlineData("user-AGENT :  *  \r\n DISALLOW\t: /a # secret", "/a", false)]
    [InlineData("User-agent: *\rDisallow: /a\rAllow: /a/b", "/a/b", true)]
    [InlineData("\uFEFFUser-agent: *\nDisallow: /a", "/a", false)]
    public void Rules_are_read_line_by_line(string file, string path, bool isAllowed) =>
        Assert.Equal(isAllowed, Allows(file, path));

    [Theory]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: Pressrun\nAllow: /", "/a", true)]
    [InlineData("User-agent: *\nAllow: /\n\nUser-agent: pressrun/0.1\nDisallow: /", "/a", false)]
    [InlineData("User-agent: pressrun\n\nUser-agent: *\nDisallow: /", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /\nUser-agent: pressrun\nDisallow: /b", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /\nUser-agent: pressrun\nSitemap: /s", "/a", true)]
    [InlineData("User-agent: other\nUser-agent: pressrun\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: other\nDisallow: /a", "/a", true)]
    [InlineData("User-agent: pressrunner\nDisallow: /a", "/a", true)]
    [InlineData("User-agent: press\nDisallow: /a", "/a", true)]
    [InlineData("User-agent: pressrun\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: PRESSRUN\nDisallow: /b",
        "/b", false)]
    [InlineData("User-agent: a\nCrawl-delay: 9\nUser-agent: *\nDisallow: /a", "/a", false)]
    public void The_group_that_names_us_counts_and_else_that_of_everyone(string file, string path, bool isAllowed) =>
        Assert.Equal(isAllowed, Allows(file, path));

    [Theory]
    [InlineData("Disallow: /a\nAllow: /a/b", "/a/b/c", true)]
    [InlineData("Allow: /a\nDisallow: /a/b", "/a/b/c", false)]
    [InlineData("Disallow: /a\nAllow: /a", "/a", true)]
    [InlineData("Allow: /page\nDisallow: /*.html", "/page.html", false)]
    [InlineData("Allow: /page\nDisallow: /*.ph", "/page.ph", true)]
    [InlineData("Allow: /\nDisallow: /*", "/x", false)]
    public void The_longest_rule_that_fits_decides_and_between_equals_the_kind_one(
        string rules, string path, bool isAllowed) =>
        Assert.Equal(isAllowed, Allows("User-agent: *\n" + rules, path));

    [Theory]
    [InlineData("/*.pdf", "/a/b.pdf", true)]
    [InlineData("/*.pdf", "/a/b.pdf?x", true)]
    [InlineData("/*.pdf$", "/a/b.pdf?x", false)]
    [InlineData("/*.pdf$", "/a.pdf/b.pdf", true)]
    [InlineData("/a$", "/a", true)]
    [InlineData("/a$", "/ab", false)]
    [InlineData("/a*", "/a", true)]
    [InlineData("/a*$", "/abc", true)]
    [InlineData("/ab*ba$", "/aba", false)]
    [InlineData("*/x", "/a/x", true)]
    [InlineData("/*a*b*c", "/zazbzc", true)]
    [InlineData("/*a*b*c", "/zazczb", false)]
    [InlineData("/a$b", "/a", false)]
    [InlineData("/?q=", "/?q=1", true)]
    [InlineData("private", "/private", false)]
    public void A_star_stands_for_anything_and_a_dollar_for_the_end(string pattern, string path, bool fits) =>
        Assert.Equal(!fits, Allows("User-agent: *\nDisallow: " + pattern, path));

    [Theory]
    [InlineData("/ä", "/%C3%A4", true)]
    [InlineData("/%c3%a4", "/ä", true)]
    [InlineData("/%61b", "/ab", true)]
    [InlineData("/a%2fb", "/a/b", false)]
    [InlineData("/a%2Ab", "/a*b", true)]
    [InlineData("/a%24", "/a$", true)]
    [InlineData("/a%", "/a%25", true)]
    [InlineData("/a%", "/a%24", false)]
    public void Encodings_of_the_same_path_are_the_same(string pattern, string path, bool fits) =>
        Assert.Equal(!fits, Allows("User-agent: *\nDisallow: " + pattern, path));

    [Fact]
    public void A_pattern_made_to_waste_time_is_over_at_once()
    {
        var rules = string.Concat(Enumerable.Repeat($"Disallow: {string.Concat(Enumerable.Repeat("*a", 200))}b\n", 50));

        Assert.True(Allows("User-agent: *\n" + rules, "/" + new string('a', 4000)));
    }

    private static bool Allows(string file, string path) =>
        Robots.Parse(Encoding.UTF8.GetBytes(file)).Allows(new("https://site.example" + path));
}
