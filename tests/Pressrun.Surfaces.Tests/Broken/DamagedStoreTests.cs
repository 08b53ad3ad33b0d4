using Pressrun.Seams;
using Pressrun.Sql;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>Stores that lost something, and what <c>doctor</c> says of them.</summary>
public sealed class DamagedStoreTests
{
    private const string Store = ".pressrun/press";

    [Theory]
    [InlineData(true, "is missing")]
    [InlineData(false, "is empty")]
    public void A_run_does_not_begin_anew_where_the_database_is_gone(bool isMissing, string what)
    {
        using var shell = Folder.WithPages(1);
        Assert.Equal(0, Spoken.By(shell, "run").Code);
        File.Delete(shell.PathOf($"{Store}/pressrun.db"));
        if (!isMissing)
        {
            shell.Write($"{Store}/pressrun.db", "");
        }

        var cause = $"pressrun.db {what}, but blobs beside it holds what earlier runs have paid for. ";
        var run = Spoken.By(shell, "run");
        Assert.Equal(6, run.Code);
        Assert.StartsWith($"{Store}: {cause}", Assert.Single(run.Lines), StringComparison.Ordinal);
        Assert.Equal(isMissing, !File.Exists(shell.PathOf($"{Store}/pressrun.db")));
        var doctor = Spoken.By(shell, "doctor");
        Assert.Equal(1, doctor.Code);
        Assert.Contains($"WRONG  store press: {cause}", doctor.Output, StringComparison.Ordinal);
        Assert.Single(doctor.Output.Split('\n'), line => line.Contains(cause, StringComparison.Ordinal));
        foreach (var command in (string[])["show", "runs", "retry"])
        {
            var refusal = Spoken.By(shell, command);
            Assert.Equal(6, refusal.Code);
            Assert.StartsWith($"{Store}: {cause}", Assert.Single(refusal.Lines), StringComparison.Ordinal);
        }

        Directory.Move(shell.PathOf(Store), shell.PathOf("old"));
        Assert.Equal(0, Spoken.By(shell, "run").Code);
    }

    [Theory]
    [InlineData("runs")]
    [InlineData("lock")]
    public void Without_blobs_other_signs_of_earlier_runs_are_enough(string sign)
    {
        using var shell = Folder.WithPages(1);
        Assert.Equal(0, Spoken.By(shell, "run").Code);
        foreach (var entry in Directory.GetFileSystemEntries(shell.PathOf(Store))
                     .Where(entry => Path.GetFileName(entry) != sign))
        {
            if (Directory.Exists(entry))
            {
                Directory.Delete(entry, recursive: true);
            }
            else
            {
                File.Delete(entry);
            }
        }

        var cause = $"pressrun.db is missing, but {sign} beside it tells of runs that were kept there. Put the ";
        foreach (var command in (string[])["run", "show", "runs"])
        {
            var refusal = Spoken.By(shell, command);
            Assert.Equal(6, refusal.Code);
            Assert.StartsWith($"{Store}: {cause}", Assert.Single(refusal.Lines), StringComparison.Ordinal);
        }

        Assert.Contains($"WRONG  store press: {cause}", Spoken.By(shell, "doctor").Output, StringComparison.Ordinal);
        Assert.Equal([sign], Directory.GetFileSystemEntries(shell.PathOf(Store)).Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_in_which_nothing_has_run_is_taken_without_a_word()
    {
        using var shell = Folder.WithPages(1);
        Directory.CreateDirectory(shell.PathOf(Store));
        Assert.Equal(2, Spoken.By(shell, "show").Code);
        Assert.Equal(0, Spoken.By(shell, "run").Code);
    }

    [Fact]
    public void A_whole_store_is_said_to_be_whole_and_nothing_of_it_changes()
    {
        using var shell = Folder.WithPages(2);
        Assert.Equal(0, Spoken.By(shell, "run").Code);
        var before = File.ReadAllBytes(shell.PathOf($"{Store}/pressrun.db"));
        var doctor = Spoken.By(shell, "doctor");
        Assert.Matches(@"(?m)^ok     store press is whole: \d+ journal entries and 2 blobs read$", doctor.Output);
        Assert.DoesNotContain("WRONG  store", doctor.Output, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(shell.PathOf($"{Store}/pressrun.db")));
    }

    [Theory]
    [InlineData(0, " is missing")]
    [InlineData(1, " has 1 of ")]
    public void A_blob_that_is_gone_or_cut_is_found_by_the_doctor(int length, string what)
    {
        using var shell = Folder.WithPages(1);
        Assert.Equal(0, Spoken.By(shell, "run").Code);
        var blob = Assert.Single(Directory.GetFiles(shell.PathOf($"{Store}/blobs"), "*", SearchOption.AllDirectories));
        File.Delete(blob);
        if (length > 0)
        {
            File.WriteAllBytes(blob, new byte[length]);
        }

        var doctor = Spoken.By(shell, "doctor");
        Assert.Equal(1, doctor.Code);
        Assert.Contains($"WRONG  store press: blob {Store}/blobs/", doctor.Output, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(blob) + what, doctor.Output, StringComparison.Ordinal);
        Assert.Contains("WRONG  store press: keep the folder as it is and go back to a copy of it", doctor.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_driven_is_not_looked_through()
    {
        using var shell = Folder.WithPages(1);
        Assert.Equal(0, Spoken.By(shell, "run").Code);
        await using var other = SqlStore.Open(shell.PathOf(Store));
        var ct = TestContext.Current.CancellationToken;
        Assert.NotNull(await other.ClaimAsync(new RunClaim("press", "pressrun 4242 on mill"), ct));
        var doctor = Spoken.By(shell, "doctor");
        Assert.Contains("ok     store press is driven by pressrun 4242 on mill, so it is not looked through",
            doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_that_is_a_link_is_refused_and_what_it_leads_to_is_not_written_over()
    {
        using var shell = Folder.WithPages(1);
        shell.Write("precious.txt", "precious");
        Directory.CreateDirectory(shell.PathOf(Store));
        File.CreateSymbolicLink(shell.PathOf($"{Store}/lock"), shell.PathOf("precious.txt"));
        var run = Spoken.By(shell, "run");
        Assert.Equal(6, run.Code);
        Assert.Equal($"{Store}: the lock is a link to another file. Remove it and start again.",
            Assert.Single(run.Lines));
        Assert.Equal("precious", File.ReadAllText(shell.PathOf("precious.txt")));
    }
}
