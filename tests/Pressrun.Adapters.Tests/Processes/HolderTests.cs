using System.Globalization;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>Two processes on one store.</summary>
public sealed class HolderTests(Undisturbed undisturbed) : ProcessTests(undisturbed)
{
    [Fact]
    public async Task A_second_process_is_refused_at_once_with_the_holders_name_and_the_first_goes_on()
    {
        var release = new TaskCompletionSource();
        BeginAnew(async (key, attempt) =>
        {
            await RememberingProvider.WorkAsync(key, attempt);
            if (Provider.Asked.Count > Undisturbed.Items)
            {
                await release.Task;
            }
        });
        var first = Start();
        await ReachAsync(first, 4 * Undisturbed.Items);

        // The first is at work and cannot end: only a refusal lets the second one end.
        var (code, text) = await Start().EndAsync();
        Assert.Equal(6, code);
        var holder = string.Create(CultureInfo.InvariantCulture, $"victim {first.Id}");
        Assert.Contains(holder, text, StringComparison.Ordinal);
        Assert.StartsWith("Held:", text, StringComparison.Ordinal);
        Assert.False(first.HasExited);
        release.SetResult();
        await InspectEndAsync(first, "beside a refused one");
        InspectAskedOnce();
    }
}
