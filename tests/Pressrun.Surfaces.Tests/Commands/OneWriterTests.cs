using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>Two items with one path: neither is lost without a word.</summary>
public sealed class OneWriterTests
{
    [Fact]
    public void The_second_item_fails_and_says_which_writes_there_and_what_to_put_into_the_path()
    {
        using var shell = Bench.Make("one", "two");
        Bench.Write(shell, "two", "About one");
        var (code, _, error) = shell.Run("run", "p.yaml", "--workers", "1");
        Assert.Equal(1, code);
        Assert.Contains(
            "failed 2 \"pages/two.txt\" script: folder declined: out/About one.txt: item 1 (pages-one-txt",
            error, StringComparison.Ordinal);
        Assert.Contains("put {{key}} into the path", error, StringComparison.Ordinal);
        Assert.Contains("page of one begins", Saved(shell), StringComparison.Ordinal);
    }

    [Fact]
    public void It_fails_also_where_another_process_wrote_the_first()
    {
        using var shell = Bench.Make("one", "two");
        Bench.Write(shell, "two", "About one");
        Assert.Equal(0, shell.Run("run", "p.yaml", "--items", "1").Code);
        var (code, _, error) = shell.Run("run", "p.yaml", "--items", "2");
        Assert.Equal(1, code);
        Assert.Contains("item 1 (pages-one-txt", error, StringComparison.Ordinal);
        Assert.Contains("page of one begins", Saved(shell), StringComparison.Ordinal);
    }

    [Fact]
    public void It_fails_also_where_an_earlier_run_wrote_the_first()
    {
        using var shell = Bench.Make("one");
        Assert.Equal(0, shell.Run("run", "p.yaml").Code);
        Bench.List(shell, "one", "two");
        Bench.Write(shell, "two", "About one");
        var (code, _, error) = shell.Run("run", "p.yaml", "--workers", "1");
        Assert.Equal(1, code);
        Assert.Contains("failed 2 ", error, StringComparison.Ordinal);
        Assert.Contains("page of one begins", Saved(shell), StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_may_write_over_its_own_file()
    {
        using var shell = Bench.Make("one", "two");
        Assert.Equal(0, shell.Run("run", "p.yaml").Code);
        shell.Write("p.yaml", File.ReadAllText(shell.PathOf("p.yaml"))
            .Replace("ask: \"<article>", "ask: \"Anew.\\n<article>", StringComparison.Ordinal));
        var (code, _, error) = shell.Run("run", "p.yaml");
        Assert.True(code == 0, error);
    }

    [Fact]
    public void A_path_whose_item_is_gone_is_free()
    {
        using var shell = Bench.Make("one", "other");
        Assert.Equal(0, shell.Run("run", "p.yaml").Code);
        Bench.List(shell, "two", "other");
        Bench.Write(shell, "two", "About one");
        var (code, _, error) = shell.Run("run", "p.yaml");
        Assert.True(code == 0, error);
        Assert.Contains("page of two begins", Saved(shell), StringComparison.Ordinal);
    }

    [Fact]
    public void The_second_stage_of_an_item_fails_and_names_the_first()
    {
        using var shell = Bench.Make("one");
        AddStage(shell, "copy: { put: \"folder://out/{{#if url}}{{article.title}}{{/if}}.txt\", needs: article }");
        var (code, _, error) = shell.Run("run", "p.yaml");
        Assert.Equal(1, code);
        Assert.Contains("out/About one.txt: stage `", error, StringComparison.Ordinal);
        Assert.Contains("` writes there already; give each of the two stages a path of its own", error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_stages_with_one_path_are_told_so_before_anything_is_sent()
    {
        using var shell = Bench.Make("one");
        AddStage(shell, "copy: { put: \"folder://Out/{{ article.title }}.txt\", needs: article }");
        var (code, _, error) = shell.Run("check", "p.yaml");
        Assert.Equal(2, code);
        Assert.Contains("`copy` would write Out/{{ article.title }}.txt, which `script` writes already", error,
            StringComparison.Ordinal);
        Assert.Contains("give each of the two stages a path of its own", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_second_stage_fails_also_where_another_process_wrote_the_first()
    {
        using var shell = Bench.Make("one");
        Bench.Write(shell, "one", "About one");
        AddStage(shell, "copy: { put: \"folder://out/{{#if url}}{{article.title}}{{/if}}.txt\", "
            + "needs: [article, script] }");
        Assert.Equal(1, shell.Run("run", "p.yaml").Code);
        var (code, _, error) = shell.Run("retry", "p.yaml");
        Assert.Equal(1, code);
        Assert.Contains("stage `script` writes there already", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_second_part_of_an_item_fails_and_is_told_what_to_put_into_the_path()
    {
        using var shell = Bench.Make("one");
        AddStage(shell, "pieces: { each: article, split: 300 characters, ask: \"<article>\\n{{part}}\\n</article>\", "
            + "model: offline/extractive, save: \"out/{{#if part}}piece{{/if}}.txt\" }");
        var (code, _, error) = shell.Run("run", "p.yaml");
        Assert.Equal(1, code);
        Assert.Contains("out/piece.txt: another part writes there already; put {{part.number}} into the path", error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_that_were_made_anew_may_write_over_those_they_replace()
    {
        using var shell = Bench.Make("one");
        shell.Write("curses.txt", "cursed\n");
        AddStage(shell, "pieces: { each: article, split: 300 characters, ask: \"<article>\\n{{part}}\\n</article>\", "
            + "model: offline/extractive, gate: { check: none of curses.txt, else: fail }, "
            + "save: \"out/{{part.number}}.txt\" }");
        var goesOn = string.Concat(Enumerable.Repeat("So it goes on. ", 40));
        shell.Write("pages/one.txt", $"About one\n\nIt begins well. {goesOn}A cursed page of two.\n");
        Assert.Equal(1, shell.Run("run", "p.yaml").Code);
        Assert.Contains("It begins well", File.ReadAllText(shell.PathOf("out/1.txt")), StringComparison.Ordinal);
        Bench.Write(shell, "one", "About one");
        var (code, _, error) = shell.Run("retry", "p.yaml");
        Assert.True(code == 0, error);
        Assert.Contains("page of one begins", File.ReadAllText(shell.PathOf("out/1.txt")), StringComparison.Ordinal);
    }

    private static void AddStage(Shell shell, string stage) =>
        shell.Write("p.yaml", $"{File.ReadAllText(shell.PathOf("p.yaml"))}\n  {stage}\n");

    private static string Saved(Shell shell) => File.ReadAllText(shell.PathOf("out/About one.txt"));
}
