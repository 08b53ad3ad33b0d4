using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>Stages that run only if asked for.</summary>
public sealed class ManualTests
{
    [Fact]
    public void A_manual_stage_waits_until_it_is_asked_for()
    {
        using var shell = Make();
        var (code, output, error) = shell.Run("run", "p.yaml");
        Assert.True(code == 0, output + error);
        Assert.Contains("publish is manual: --with publish\n", error.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        Assert.Contains("2 done", output, StringComparison.Ordinal);
        Assert.True(File.Exists(shell.PathOf("out/a.txt")));
        Assert.False(File.Exists(shell.PathOf("out/all.txt")));
        Assert.False(File.Exists(shell.PathOf("out/after.txt")));
        var (asked, _, told) = shell.Run("run", "p.yaml", "--with", "publish");
        Assert.True(asked == 0, told);
        Assert.DoesNotContain("is manual", told, StringComparison.Ordinal);
        Assert.Equal("a b", File.ReadAllText(shell.PathOf("out/all.txt")).Trim());
        Assert.Equal("after a b", File.ReadAllText(shell.PathOf("out/after.txt")).Trim());
        Assert.Contains("nothing to do", shell.Run("run", "p.yaml", "--with", "publish").Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Items_wait_for_a_manual_stage_of_theirs()
    {
        using var shell = Make(
            "mail: { needs: page, run: [echo, \"mail {{key}}\"], manual: true, save: \"out/{{key}}.eml\" }");
        var (code, output, error) = shell.Run("run", "p.yaml");
        Assert.True(code == 0, output + error);
        Assert.Contains("mail, publish are manual: --with mail,publish", error, StringComparison.Ordinal);
        Assert.Contains("2 left", output, StringComparison.Ordinal);
        Assert.Equal(0, shell.Run("run", "p.yaml", "--with", "mail", "--with", "publish").Code);
        Assert.Equal("mail a", File.ReadAllText(shell.PathOf("out/a.eml")).Trim());
        Assert.True(File.Exists(shell.PathOf("out/all.txt")));
    }

    [Fact]
    public void Retrying_what_failed_asks_for_no_manual_stage()
    {
        using var shell = Make();
        Assert.Equal(0, shell.Run("run", "p.yaml").Code);
        var (code, _, error) = shell.Run("retry", "p.yaml");
        Assert.Equal(0, code);
        Assert.Contains("publish is manual: --with publish", error, StringComparison.Ordinal);
        Assert.False(File.Exists(shell.PathOf("out/all.txt")));
    }

    [Theory]
    [InlineData("publsh", "--with: there is no stage `publsh`. Did you mean `publish`? Manual is publish.")]
    [InlineData("page", "--with: `page` is not manual and runs anyway. Manual is publish.")]
    [InlineData(" , ", "--with: names no stage")]
    public void What_is_asked_for_must_be_manual(string with, string told)
    {
        using var shell = Make();
        var (code, _, error) = shell.Run("run", "p.yaml", "--with", with);
        Assert.Equal(2, code);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(shell.PathOf(".pressrun")));
    }

    [Fact]
    public void Selecting_a_manual_stage_is_not_asking_for_it()
    {
        using var shell = Make();
        var (code, _, error) = shell.Run("run", "p.yaml", "--select", "publish");
        Assert.Equal(2, code);
        Assert.Contains("nothing is left to do: publish is manual: --with publish", error, StringComparison.Ordinal);
        Assert.Equal(0, shell.Run("run", "p.yaml", "--select", "+publish", "--with", "publish").Code);
        Assert.True(File.Exists(shell.PathOf("out/all.txt")));
    }

    [Fact]
    public void Check_shows_what_is_manual()
    {
        using var shell = Make();
        var (code, output, error) = shell.Run("check", "p.yaml", "--graph");
        Assert.Equal(0, code);
        Assert.Contains("publish (once, manual)  run", output, StringComparison.Ordinal);
        Assert.Contains("publish is manual: --with publish", error, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"publish\",\"runs\":\"once\"",
            shell.Run("check", "p.yaml", "--graph", "--json").Output, StringComparison.Ordinal);
        Assert.Contains("\"manual\":true", shell.Run("check", "p.yaml", "--graph", "--json").Output,
            StringComparison.Ordinal);
    }

    private static Shell Make(string more = "")
    {
        var shell = new Shell();
        shell.Write("items.csv", "key\na\nb\n");
        shell.Write("p.yaml", $$$"""
            pressrun: 1
            name: p
            items: items.csv
            stages:
              page: { render: "page {{key}}", save: "out/{{key}}.txt" }
              {{{more}}}
              publish:
                once: true
                manual: true
                needs: page
                run: [echo, "{{#each items}}{{key}} {{/each}}"]
                save: out/all.txt
              after: { once: true, needs: publish, run: [echo, "after {{publish}}"], save: out/after.txt }
            """);
        return shell;
    }
}
