using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>Disks that are full or can only be read, under what is written and under the store.</summary>
public sealed class DiskTests
{
    private const string LeftAlone =
        "what failed is left alone; when its cause is dealt with: pressrun retry --offline";

    private const string NoRoom = "no space is left on the disk of the folder; free some.";
    private const string ReadOnly = "the folder lies on a disk that can only be read; choose another folder or make";

    [Fact]
    public void On_a_full_disk_each_item_fails_with_its_file_and_what_helps()
    {
        using var shell = Folder.WithPages(2);
        using var disk = SmallDisk.Mount(shell.PathOf("offline"));
        disk.Fill();
        var run = Spoken.By(shell, "run", "--offline");
        Assert.Equal(1, run.Code);
        foreach (var item in (int[])[1, 2])
        {
            Assert.Contains($"offline/out/the-village-of-page-{item}-", run.LineOf(item), StringComparison.Ordinal);
            Assert.EndsWith(NoRoom, run.LineOf(item), StringComparison.Ordinal);
        }

        Assert.Contains(NoRoom, Spoken.By(shell, "show").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_full_disk_made_fail_is_made_when_the_stage_changes_and_pages_are_not_fetched_again()
    {
        using var shell = Folder.WithPages(2);
        using (var disk = SmallDisk.Mount(shell.PathOf("offline")))
        {
            disk.Fill();
            Spoken.By(shell, "run", "--offline");
            disk.Empty();
            var same = Spoken.By(shell, "run", "--offline");
            Assert.Equal(1, same.Code);
            Assert.Contains(LeftAlone, same.Lines);
        }

        shell.Write("press.yaml", Folder.Pipeline.Replace("Read aloud", "Read", StringComparison.Ordinal));
        Assert.Equal(0, Spoken.By(shell, "run", "--offline").Code);
        Assert.Equal(2, Directory.GetFiles(shell.PathOf("offline/out")).Length);
        Assert.Contains("remembered from an earlier run",
            Spoken.By(shell, "show", "latest/1").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void With_room_again_a_retry_makes_what_failed()
    {
        using var shell = Folder.WithPages(2);
        using var disk = SmallDisk.Mount(shell.PathOf("offline"));
        disk.Fill();
        Assert.Equal(1, Spoken.By(shell, "run", "--offline").Code);
        disk.Empty();
        Assert.Equal(0, Spoken.By(shell, "retry", "--offline").Code);
        Assert.Equal(2, Directory.GetFiles(shell.PathOf("offline/out")).Length);
    }

    [Fact]
    public void In_a_folder_that_can_only_be_read_each_item_fails_with_its_file_and_what_helps()
    {
        using var shell = Folder.WithPages(2);
        using var disk = SmallDisk.Mount(shell.PathOf("offline"));
        disk.Close();
        var run = Spoken.By(shell, "run", "--offline");
        Assert.Equal(1, run.Code);
        Assert.All((int[])[1, 2], item => Assert.Contains(ReadOnly, run.LineOf(item), StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_can_only_be_read_has_no_place_for_a_store_and_the_doctor_says_so()
    {
        using var shell = ClosedFolder(out var disk);
        using var closed = disk;
        var run = Spoken.By(shell, "run", "-f", "shut/press.yaml");
        Assert.Equal(6, run.Code);
        Assert.StartsWith(
            ".pressrun/press: the store cannot be used (", Assert.Single(run.Lines), StringComparison.Ordinal);
        Assert.Equal(0, Spoken.By(shell, "check", "-f", "shut/press.yaml").Code);
        Assert.Equal(0, Spoken.By(shell, "runs", "-f", "shut/press.yaml").Code);
        var doctor = Spoken.By(shell, "doctor", "-f", "shut/press.yaml");
        Assert.Equal(1, doctor.Code);
        Assert.Contains("WRONG  this folder cannot be written, ", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_elsewhere_lets_a_folder_run_that_can_only_be_read()
    {
        using var shell = ClosedFolder(out var disk);
        using var closed = disk;
        var run = Spoken.By(shell, "run", "-f", "shut/press.yaml", "--store", "elsewhere");
        Assert.Equal(1, run.Code);
        Assert.Contains(ReadOnly, run.LineOf(1), StringComparison.Ordinal);
        Assert.Equal(0, Spoken.By(shell, "show", "--store", "elsewhere").Code);
    }

    [Fact]
    public void A_run_whose_store_is_on_a_full_disk_says_what_it_waits_for_and_goes_on()
    {
        // More in pages than there is room for, so that the disk is full in the middle of the run.
        using var shell = Folder.WithPages(20);
        foreach (var page in Directory.GetFiles(shell.PathOf("pages")))
        {
            File.AppendAllText(page, string.Concat(Enumerable.Repeat(Folder.Text(Path.GetFileName(page)), 20)));
        }

        using var disk = SmallDisk.Mount(shell.PathOf(".pressrun"));
        disk.Fill(kilobytesLeft: 512);
        shell.Heard = line =>
        {
            if (line.Contains("the run waits ", StringComparison.Ordinal))
            {
                disk.Empty();
            }
        };
        var run = Spoken.By(shell, "run");
        Assert.Equal(0, run.Code);
        Assert.Single(run.Lines, line => line.StartsWith(
            "the run waits and pays for nothing more meanwhile: .pressrun/press: no space is left (",
            StringComparison.Ordinal));
        Assert.Single(run.Lines, line => line == "the store takes everything again: the run goes on");
        Assert.Equal(20, Directory.GetFiles(shell.PathOf("out")).Length);
    }

    [Fact]
    public void A_store_on_a_full_disk_can_be_looked_at_but_not_run()
    {
        using var shell = Folder.WithPages(1);
        using var disk = SmallDisk.Mount(shell.PathOf(".pressrun"));
        Assert.Equal(0, Spoken.By(shell, "run").Code);
        disk.Fill();
        Look(shell, "no space is left");
    }

    [Fact]
    public void A_store_on_a_disk_that_can_only_be_read_can_be_looked_at_but_not_run()
    {
        using var shell = Folder.WithPages(1);
        using var disk = SmallDisk.Mount(shell.PathOf(".pressrun"));
        Assert.Equal(0, Spoken.By(shell, "run").Code);
        disk.Close();
        Look(shell, "the store cannot be used");
    }

    private static void Look(Shell shell, string cause)
    {
        var run = Spoken.By(shell, "run");
        Assert.Equal(6, run.Code);
        Assert.StartsWith($".pressrun/press: {cause} (", Assert.Single(run.Lines), StringComparison.Ordinal);
        Assert.Contains("done   pages/1.txt", Spoken.By(shell, "show").Output, StringComparison.Ordinal);
        Assert.Contains("ended", Spoken.By(shell, "runs").Output, StringComparison.Ordinal);
        var doctor = Spoken.By(shell, "doctor");
        Assert.Equal(1, doctor.Code);
        Assert.Contains("WRONG  store press can be read but not written, ", doctor.Output, StringComparison.Ordinal);
    }

    private static Shell ClosedFolder(out SmallDisk disk)
    {
        var shell = new Shell();
        disk = SmallDisk.Mount(shell.PathOf("shut"));
        shell.Write("shut/press.yaml", Folder.Pipeline);
        shell.Write("shut/urls.txt", "1.txt\n");
        shell.Write("shut/1.txt", Folder.Text("The village of page 1"));
        disk.Close();
        return shell;
    }
}
