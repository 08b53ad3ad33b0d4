namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>Files that a run has saved and somebody has removed.</summary>
public sealed class LostFileTests
{
    [Fact]
    public void A_file_that_is_gone_is_written_again()
    {
        using var shell = Folder.WithPages(1);
        Assert.Equal(0, Spoken.By(shell, "run").Code);
        var before = shell.Tree("out");
        Directory.Delete(shell.PathOf("out"), recursive: true);
        var again = Spoken.By(shell, "run");
        Assert.Equal(0, again.Code);
        Assert.Contains(
            "1 missing or changed file was written again from the journal", again.Output, StringComparison.Ordinal);
        Assert.Equal(before, shell.Tree("out"));
    }

    [Fact]
    public void A_file_that_cannot_be_written_again_is_named_and_the_exit_code_says_so()
    {
        using var shell = Folder.WithPages(2);
        Assert.Equal(0, Spoken.By(shell, "run").Code);
        var names = Directory.GetFiles(shell.PathOf("out")).Select(Path.GetFileName).Order().ToArray();
        Directory.Delete(shell.PathOf("out"), recursive: true);
        shell.Write("out", "a file where the folder was");
        var again = Spoken.By(shell, "run");
        Assert.Equal(1, again.Code);
        Assert.DoesNotContain("written again from", again.Output, StringComparison.Ordinal);
        foreach (var name in names)
        {
            Assert.Contains($"out/{name} is missing and cannot be written again: its content is not in the store any "
                + "more, or nothing can be written there", again.Lines);
        }
    }

    [Fact]
    public void Of_many_lost_files_ten_are_named_and_the_rest_is_counted()
    {
        using var shell = Folder.WithPages(13);
        Assert.Equal(0, Spoken.By(shell, "run").Code);
        Directory.Delete(shell.PathOf("out"), recursive: true);
        shell.Write("out", "a file where the folder was");
        var again = Spoken.By(shell, "run");
        Assert.Equal(10, again.Lines.Count(line => line.Contains(" is missing and cannot", StringComparison.Ordinal)));
        Assert.Contains("and 3 more missing files", again.Lines);
    }

    [Theory]
    [InlineData(".git/{{key}}.txt")]
    [InlineData(".pressrun/{{key}}.txt")]
    [InlineData("offline/{{key}}.txt")]
    [InlineData("Offline/{{key}}.txt")]
    [InlineData(".{{key}}.txt")]
    public void Nothing_is_saved_where_pressrun_or_other_programs_keep_their_own(string path)
    {
        using var shell = Folder.WithPages(1);
        shell.Write("press.yaml",
            Folder.Pipeline.Replace("out/{{article.slug}}.txt", path, StringComparison.Ordinal));
        foreach (var words in (string[][])[["check"], ["run"], ["run", "--offline"]])
        {
            var refusal = Spoken.By(shell, words);
            Assert.Equal(2, refusal.Code);
            Assert.Contains("lies where pressrun or other programs keep their own", refusal.Error,
                StringComparison.Ordinal);
            Assert.Contains("begin it with another name, such as out/", refusal.Error, StringComparison.Ordinal);
        }

        Assert.Equal(["pages", "press.yaml", "urls.txt"],
            Directory.GetFileSystemEntries(shell.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
