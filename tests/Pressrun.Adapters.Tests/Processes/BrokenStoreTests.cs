namespace Pressrun.Adapters.Tests.Processes;

/// <summary>A store that somebody has taken away, whole or in part.</summary>
public sealed class BrokenStoreTests(Undisturbed undisturbed) : ProcessTests(undisturbed)
{
    [Fact]
    public async Task A_store_that_may_not_be_written_is_refused_with_its_place_and_goes_on_when_it_may()
    {
        var disk = await SmallDisk.MountAsync(Scene.Folder, kilobytes: 48 * 1024);
        Assert.SkipWhen(disk is null, "Only root may mount a disk, and everybody else's files may be made read-only.");
        Own(disk!);
        await StopHalfwayAsync();
        Assert.True(await disk!.SealAsync(), "the disk could not be made read-only");
        var asked = Provider.Asked.Count;
        await InspectRefusalAsync(await Scene.StartAsync(), "Unusable");
        Assert.Equal(asked, Provider.Asked.Count);
        Assert.True(await disk.UnsealAsync());
        await Scene.InspectEndAsync(await Scene.StartAsync(), "when it may be written again");
        Scene.InspectAskedOnce();
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("database")]
    [InlineData("replaced")]
    public async Task A_store_deleted_under_a_run_ends_the_run_which_says_so(string what)
    {
        SkipOnWindows();
        var release = new TaskCompletionSource();
        Begin(async (key, attempt) =>
        {
            await RememberingProvider.WorkAsync(key, attempt);
            if (Provider.Asked.Count > Undisturbed.Items)
            {
                await release.Task;
            }
        });
        var victim = await Scene.StartAsync();
        await Scene.ReachAsync(victim, 3 * Undisturbed.Items);
        Delete(what);
        release.SetResult();
        await InspectRefusalAsync(victim, "Store");
        await Provider.RestAsync();
        var calls = Provider.Asked.Count;
        Assert.True(calls < 3 * Undisturbed.Items, $"{calls} calls were made, most of them into nothing");
    }

    [Fact]
    public async Task A_store_that_has_lost_its_database_is_refused()
    {
        await StopHalfwayAsync();
        File.Delete(Path.Combine(Scene.Folder, "pressrun.db"));
        await InspectRefusalAsync(await Scene.StartAsync(), "Damaged");
        Scene.InspectAskedOnce();
    }

    private async Task StopHalfwayAsync()
    {
        SkipOnWindows();
        var victim = await Scene.StartAsync();
        await Scene.ReachAsync(victim, 4 * Undisturbed.Items);
        victim.Signal(VictimProcess.SigTerm);
        var (code, text) = await victim.EndAsync();
        Assert.True(code == 143, text);
        await Scene.InspectAsync("halfway");
    }

    private void Delete(string what)
    {
        var database = Path.Combine(Scene.Folder, "pressrun.db");
        switch (what)
        {
            case "folder":
                // It is being written to: what is made meanwhile goes the next time.
                for (var isGone = false; !isGone;)
                {
                    try
                    {
                        Directory.Delete(Scene.Folder, recursive: true);
                        isGone = true;
                    }
                    catch (IOException)
                    {
                    }
                }

                break;
            case "database":
                File.Delete(database);
                break;
            default:
                var copy = database + ".copy";
                File.Copy(database, copy);
                File.Move(copy, database, overwrite: true);
                break;
        }
    }

    private async Task InspectRefusalAsync(VictimProcess victim, string how)
    {
        var (code, text) = await victim.EndAsync();
        Assert.True(code == 6, $"exit code {code}: {text}");
        Assert.StartsWith(how, text, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(Scene.Folder), text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Tell(text.Trim());
    }
}
