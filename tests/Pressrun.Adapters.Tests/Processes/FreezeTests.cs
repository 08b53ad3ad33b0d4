using System.Globalization;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>SIGSTOP and SIGCONT: a process that does nothing for a while, and does not know it.</summary>
public sealed class FreezeTests(Undisturbed undisturbed) : ProcessTests(undisturbed)
{
    /// <summary>Requests a second of the first stage.</summary>
    private const int Rate = 10;

    /// <summary>Requests that it takes at once.</summary>
    private const int Capacity = 2 * Rate;

    /// <summary>
    /// How much later than it was admitted a request may arrive without that being a fault, by the engine's own word.
    /// </summary>
    private const double JitterSeconds = 0.5;

    [Fact]
    public async Task What_was_admitted_before_a_freeze_is_not_sent_in_one_burst_after_it()
    {
        SkipOnWindows();
        Begin(null, items: 2 * Capacity);
        var victim = await Scene.StartAsync(options: [$"rate={Rate}", "freeze=intents"]);

        // The intents are durable and none of them has been sent: nobody in the process knows yet. When it goes on,
        // the bucket is full once more.
        await victim.AwaitAsync(Provider.LifeOf(victim.Id).Frozen);
        await FreezeAsync(victim);
        Assert.Empty(Provider.Arrivals);
        var admitted = Provider.Intended;
        victim.Signal(VictimProcess.SigCont);
        var remains = await Scene.InspectEndAsync(victim, "after the freeze");
        Scene.InspectAskedOnce();
        var limited = remains.Records.OfType<Record.Intent>().Where(intent => intent.Stage == "draft")
            .Select(intent => intent.Key).ToHashSet();
        var arrivals = Provider.Arrivals.Where(call => limited.Contains(call.Key)).Select(call => call.At).ToArray();
        var (worst, most) = WorstWindow(arrivals);
        Tell(string.Create(CultureInfo.InvariantCulture,
            $"{admitted} calls were admitted and not sent; of {arrivals.Length} arrivals after the freeze the worst "
            + $"window holds {worst:0.0} more than {Rate}/s give it, {most} may be"));
        Assert.True(2 * admitted > most, $"{admitted} and as many again are too few to make a burst");
        Assert.True(worst <= most, $"a window holds {worst} requests more than the rate gives it, {most} at most may");
    }

    [Fact]
    public async Task Calls_that_time_out_in_a_freeze_are_listed_as_unknown_and_asked_again()
    {
        SkipOnWindows();
        var (never, held) = (new TaskCompletionSource(), 0);
        Begin((key, attempt) => Interlocked.Increment(ref held) <= 8
            ? never.Task
            : RememberingProvider.WorkAsync(key, attempt));
        var victim = await Scene.StartAsync(TimeSpan.FromSeconds(1.5));
        await Scene.ReachAsync(victim, 2 * Undisturbed.Items);
        victim.Signal(VictimProcess.SigStop);
        await FreezeAsync(victim);
        victim.Signal(VictimProcess.SigCont);
        var (code, text) = await victim.EndAsync();
        Assert.True(code == 0, text);
        never.SetResult();
        var remains = await Scene.InspectEndAsync(victim, "after the freeze");
        Assert.True(remains.State.Open.Count >= 8, $"only {remains.State.Open.Count} are unknown");
        Assert.All(remains.State.Open.Values, open => Assert.True(open.IsUnknown));
    }

    [Fact]
    public async Task A_frozen_process_keeps_its_store_and_whoever_comes_is_told_its_name()
    {
        SkipOnWindows();
        var victim = await Scene.StartAsync();
        await Scene.ReachAsync(victim, 4 * Undisturbed.Items);
        victim.Signal(VictimProcess.SigStop);
        await FreezeAsync(victim);
        var (code, text) = await (await Scene.StartAsync()).EndAsync();
        Assert.Equal(6, code);
        Assert.StartsWith("Held:", text, StringComparison.Ordinal);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"victim {victim.Id}"), text, StringComparison.Ordinal);
        victim.Signal(VictimProcess.SigCont);
        await Scene.InspectEndAsync(victim, "after it went on");
        Scene.InspectAskedOnce();
    }

    // Longer than a lease, a bucket and a timeout last.
    private static async Task FreezeAsync(VictimProcess victim)
    {
        while (!victim.IsFrozen)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
    }

    // Of all windows of arrivals: by how many one holds more than its length gives, beside the bucket that was full.
    private static (double Worst, double Most) WorstWindow(TimeSpan[] arrivals)
    {
        var worst = 0.0;
        for (var first = 0; first < arrivals.Length; first++)
        {
            for (var last = first; last < arrivals.Length; last++)
            {
                var given = Rate * (arrivals[last] - arrivals[first]).TotalSeconds;
                worst = Math.Max(worst, last - first + 1 - given);
            }
        }

        return (worst, Capacity + (Rate * JitterSeconds));
    }
}
