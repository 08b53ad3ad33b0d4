using Pressrun.Pipelines.Texts;

namespace Pressrun.Surfaces.Tests.Texts;

/// <summary>Facts held against their sources, and those against what a search returned.</summary>
[Trait("Row", "EPI-31")]
public sealed class CitationsTests
{
    private static readonly string[] Found =
        ["https://a.example/owls", "https://b.example/?q=moths", "http://c.example/x/"];

    [Theory]
    [InlineData("Owls hear. [1]", "https://a.example/owls")]
    [InlineData("Owls [1] hear.", "http://A.example/owls/#ears")]
    [InlineData("Moths fly [1][2].", "https://b.example/?q=moths", "http://c.example/x")]
    [InlineData("Moths fly [1, 2].", "https://b.example/?q=moths", "https://c.example/x")]
    public void What_was_found_may_be_cited(string fact, params string[] sources) =>
        Assert.True(Citations.Judge([fact], sources, Found).IsPassed);

    [Theory]
    [InlineData("Owls hear. [1]", "The search did not return “https://a.example/bats”", "https://a.example/bats")]
    [InlineData("Owls hear. [1]", "The search did not return “https://b.example/?q=owls”", "https://b.example/?q=owls")]
    [InlineData("Owls hear. [1]", "No web address is “ftp://a.example/owls”", "ftp://a.example/owls")]
    [InlineData("Owls hear. [1]", "No web address is “https://me:x@a.example/owls”", "https://me:x@a.example/owls")]
    [InlineData("Owls hear.", "No source is named by “Owls hear.”", "https://a.example/owls")]
    [InlineData("Owls hear [all].", "No source is named by “Owls hear [all].”", "https://a.example/owls")]
    [InlineData("Owls hear. [2]", "The list of sources has no “[2]”", "https://a.example/owls")]
    [InlineData("Owls hear. [0]", "The list of sources has no “[0]”", "https://a.example/owls")]
    [InlineData("Owls hear. [1]", "The list of sources has no “[1]”")]
    public void What_is_invented_bare_or_lost_is_named(string fact, string note, params string[] sources)
    {
        var finding = Citations.Judge([fact], sources, Found);
        Assert.False(finding.IsPassed);
        Assert.StartsWith(note, finding.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void A_planted_source_that_no_fact_cites_fails_as_well() => Assert.False(
        Citations.Judge(["Owls hear. [1]"], [Found[0], "https://planted.example/"], Found).IsPassed);

    [Fact]
    public void Without_a_fact_there_is_nothing_to_trust() => Assert.False(Citations.Judge([], Found, Found).IsPassed);
}
