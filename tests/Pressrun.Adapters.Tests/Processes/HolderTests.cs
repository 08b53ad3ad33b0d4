using System.Globalization;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>Two processes on one store.</summary>
public sealed class HolderTests(Undisturbed undisturbed) : ProcessTests(undisturbed)
{
    /// <summary>Its name, and that the store is open.</summary>
    private const int LinesOfARefusedOne = 2;

    [Fact]
    public async Task A_second_process_is_refused_at_once_with_the_holders_name_and_the_first_goes_on()
    {
        var release = new TaskCompletionSource();
        Begin(async (key, attempt) =>
        {
            await RememberingProvider.WorkAsync(key, attempt);
            if (Provider.Asked.Count > Undisturbed.Items)
            {
                await release.Task;
            }
        });
        var first = await Scene.StartAsync();
        await Scene.ReachAsync(first, 4 * Undisturbed.Items);

        // The first is at work and cannot end: only a refusal lets the second one end.
        var second = await Scene.StartAsync();
        await Scene.ReachAsync(second, LinesOfARefusedOne + 1);
        Assert.True(second.HasExited, "a second process is at work");
        var (code, text) = await second.EndAsync();
        Assert.Equal(6, code);
        var holder = string.Create(CultureInfo.InvariantCulture, $"victim {first.Id}");
        Assert.Contains(holder, text, StringComparison.Ordinal);
        Assert.StartsWith("Held:", text, StringComparison.Ordinal);
        Assert.False(first.HasExited);
        release.SetResult();
        await Scene.InspectEndAsync(first, "beside a refused one");
        Scene.InspectAskedOnce();
    }

    [Fact]
    public async Task Of_two_that_start_at_the_same_moment_one_works_and_the_other_is_refused()
    {
        var (first, second) = (await Scene.StartAsync(), await Scene.StartAsync());
        var ends = await Task.WhenAll(first.EndAsync(), second.EndAsync());
        var winner = Assert.Single((VictimProcess[])[first, second], victim => victim.Code == 0);
        Assert.Equal([0, 6], ends.Select(end => end.Code).Order());
        await Scene.InspectEndAsync(winner, "beside a refused one");
        Scene.InspectAskedOnce();
    }
}
