using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Surfaces.Tests.FirstRun;
using Pressrun.Surfaces.Tests.Screens;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>A store that is damaged, held by another process, or no folder at all.</summary>
public sealed class StoreTests
{
    private const string Database = ".pressrun/press.offline/pressrun.db";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_database_that_is_none_is_told_in_one_line_by_every_command()
    {
        using var shell = Folder.WithPages(1);
        shell.Write(Database, "A text of some length, and no database at all.");
        Refuse(shell, "the store is damaged");
    }

    [Fact]
    public void A_database_with_broken_pages_is_told_in_one_line_by_every_command()
    {
        using var shell = Folder.WithPages(1);
        Assert.Equal(0, Spoken.By(shell, "run", "--offline").Code);
        var bytes = File.ReadAllBytes(shell.PathOf(Database));
        bytes.AsSpan(4096).Fill(7);
        File.WriteAllBytes(shell.PathOf(Database), bytes);
        Refuse(shell, "the store is damaged");
    }

    [Fact]
    public void A_body_that_is_missing_is_told_by_who_asks_for_it_and_by_nobody_else()
    {
        using var shell = Folder.WithPages(1);
        Assert.Equal(0, Spoken.By(shell, "run", "--offline").Code);
        Directory.Delete(shell.PathOf(".pressrun/press.offline/blobs"), recursive: true);
        Assert.Equal(0, Spoken.By(shell, "run", "--offline").Code);
        Assert.Equal(0, Spoken.By(shell, "show", "latest/1").Code);
        var body = Spoken.By(shell, "show", "latest/1/article", "--response");
        Assert.Equal(6, body.Code);
        Assert.Matches(
            @"^\.pressrun/press.offline: the store is damaged \(blob \S+ is missing\)", Assert.Single(body.Lines));
    }

    [Fact]
    public void A_file_in_the_place_of_the_store_is_named()
    {
        using var shell = Folder.WithPages(1);
        shell.Write(".pressrun", "a file");
        var run = Spoken.By(shell, "run");
        Assert.Equal(6, run.Code);
        Assert.StartsWith(".pressrun is a file, and runs are kept in a folder of that name", Assert.Single(run.Lines),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_that_cannot_be_written_takes_nothing_from_the_run()
    {
        using var shell = Folder.WithPages(1);
        shell.Write(".pressrun/press/runs", "a file where the folder of the summaries should be");
        var run = Spoken.By(shell, "run");
        Assert.Equal(6, run.Code);
        Assert.Contains("done: 1 done", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("the summary could not be written", run.Lines[^1], StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(shell.PathOf("out")));
    }

    [Fact]
    public async Task A_store_that_another_process_drives_is_left_to_it_and_its_holder_is_named()
    {
        using var shell = Folder.WithPages(1);
        Assert.Equal(0, Spoken.By(shell, "run", "--offline").Code);
        await using var other = SqlStore.Open(shell.PathOf(".pressrun/press.offline"));
        Assert.NotNull(await other.ClaimAsync(new RunClaim("press", "pressrun 4242 on a-large-host"), Ct));
        var run = Spoken.By(shell, "run", "--offline");
        Assert.Contains("pressrun 4242 on a-large-host", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, Spoken.By(shell, "show").Code);
        Assert.Equal(0, Spoken.By(shell, "doctor").Code);
        Golden.Hold("../Broken/held", run.Page());
    }

    private static void Refuse(Shell shell, string cause)
    {
        foreach (var words in (string[][])[["run", "--offline"], ["show"], ["runs"]])
        {
            var refusal = Spoken.By(shell, words);
            Assert.Equal(6, refusal.Code);
            Assert.StartsWith(".pressrun/press.offline: ", refusal.Lines[^1], StringComparison.Ordinal);
            Assert.Contains(cause, refusal.Lines[^1], StringComparison.Ordinal);
        }

        var doctor = Spoken.By(shell, "doctor");
        Assert.Equal(1, doctor.Code);
        Assert.Contains($"WRONG  store .pressrun/press.offline: {cause}", doctor.Output, StringComparison.Ordinal);
    }
}
