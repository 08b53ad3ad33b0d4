using System.Globalization;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>Signals that are not kill -9.</summary>
public sealed class SignalTests(Undisturbed undisturbed) : ProcessTests(undisturbed)
{
    [Fact]
    public async Task A_first_SIGTERM_lets_calls_in_flight_come_back_and_leaves_nothing_unknown()
    {
        SkipOnWindows();
        var draws = new Random(2);
        for (var round = 0; round < (ProcessGroup.IsFull ? 4 : 1); round++)
        {
            var when = string.Create(CultureInfo.InvariantCulture, $"after signal {round + 1}");
            var victim = Start();
            await ReachAsync(victim, (2 + draws.Next(4)) * Undisturbed.Items);
            victim.Signal(VictimProcess.SigTerm);
            var (code, text) = await victim.EndAsync();
            Assert.True(code == 143, $"{when}: exit code {code}: {text}");
            var remains = await InspectAsync(when);
            Assert.Empty(remains.State.Open);
            Assert.Empty(remains.Records.OfType<Record.Unknown>());
            Assert.Equal(Provider.Asked.Count, remains.Replies.Count());
            Assert.Equal(Provider.Billed, remains.State.Spent.Micros);
        }

        await InspectEndAsync(Start(), "at the end");
        InspectAskedOnce();
    }

    [Fact]
    public async Task A_second_SIGTERM_waits_for_nobody_and_lists_what_was_in_flight()
    {
        SkipOnWindows();
        // Fewer than the lane takes at once, so that the others go on beside them.
        var (never, held) = (new TaskCompletionSource(), 0);
        BeginAnew((key, attempt) =>
            RememberingProvider.Draw(key, 0) < 0.2 && Interlocked.Increment(ref held) <= 8
                ? never.Task
                : RememberingProvider.WorkAsync(key, attempt));
        var victim = Start();
        await ReachAsync(victim, 5 * Undisturbed.Items);
        var end = victim.EndAsync();
        while (!end.IsCompleted)
        {
            // Two signals that arrive before the first is handled are one to the process.
            victim.Signal(VictimProcess.SigTerm);
            await Task.WhenAny(end, Task.Delay(100, TestContext.Current.CancellationToken));
        }

        var (code, text) = await end;
        never.SetResult();
        Assert.True(code == 143, $"exit code {code}: {text}");
        var remains = await InspectAsync("after two signals");
        Assert.InRange(remains.State.Open.Count, 8, 16);
        Assert.All(remains.State.Open.Values, open => Assert.True(open.IsUnknown));
        await InspectEndAsync(Start(), "at the end");
    }

    [Fact]
    public async Task A_process_that_was_stopped_for_a_while_goes_on_and_finishes()
    {
        SkipOnWindows();
        var victim = Start();
        await ReachAsync(victim, 4 * Undisturbed.Items);
        victim.Signal(VictimProcess.SigStop);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        victim.Signal(VictimProcess.SigCont);
        await InspectEndAsync(victim, "after it went on");
        InspectAskedOnce();
    }

    private static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
}
