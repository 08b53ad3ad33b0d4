using System.Globalization;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>SIGTERM and Ctrl-C.</summary>
public sealed class SignalTests(Undisturbed undisturbed) : ProcessTests(undisturbed)
{
    [Theory]
    [InlineData("claim", VictimProcess.SigTerm)]
    [InlineData("lease", VictimProcess.SigInt)]
    [InlineData("items", VictimProcess.SigTerm)]
    [InlineData("work", VictimProcess.SigInt)]
    [InlineData("closing", VictimProcess.SigTerm)]
    public async Task A_first_signal_lets_calls_in_flight_come_back_in_every_phase_of_a_run(string phase, int signal)
    {
        SkipOnWindows();
        var victim = await Scene.StartAsync(options: $"hold={phase}");
        await victim.AwaitAsync(Provider.LifeOf(victim.Id).Held);
        victim.Signal(signal);
        await InspectDrainedAsync(victim, phase);
        await Scene.InspectEndAsync(await Scene.StartAsync(), "at the end");
        Scene.InspectAskedOnce();
    }

    [Fact]
    public async Task A_signal_that_comes_when_all_is_done_changes_nothing()
    {
        SkipOnWindows();
        var victim = await Scene.StartAsync(options: "hold=end");
        await victim.AwaitAsync(Provider.LifeOf(victim.Id).Held);
        victim.Signal(VictimProcess.SigTerm);
        var (code, text) = await victim.EndAsync();
        Assert.True(code is 0 or 143, $"exit code {code}: {text}");
        Assert.Empty((await Scene.InspectAsync("after the signal")).State.Open);
        (code, text) = await (await Scene.StartAsync()).EndAsync();
        Assert.True(code == 0, text);
        Assert.StartsWith("Nothing", text, StringComparison.Ordinal);
        Scene.InspectAskedOnce();
    }

    [Fact]
    public async Task A_run_that_is_drained_again_and_again_comes_to_its_end_without_a_call_too_many()
    {
        SkipOnWindows();
        var draws = new Random(2);
        for (var round = 0; round < (ProcessGroup.IsFull ? 4 : 1); round++)
        {
            var victim = await Scene.StartAsync();
            await Scene.ReachAsync(victim, (2 + draws.Next(4)) * Undisturbed.Items);
            victim.Signal(VictimProcess.SigTerm);
            await InspectDrainedAsync(
                victim, string.Create(CultureInfo.InvariantCulture, $"after signal {round + 1}"));
        }

        await Scene.InspectEndAsync(await Scene.StartAsync(), "at the end");
        Scene.InspectAskedOnce();
    }

    [Theory]
    [InlineData(VictimProcess.SigTerm)]
    [InlineData(VictimProcess.SigInt)]
    public async Task A_second_signal_waits_for_nobody_and_lists_what_was_in_flight(int signal)
    {
        SkipOnWindows();
        // Fewer than the lane takes at once, so that the others go on beside them.
        var (never, held) = (new TaskCompletionSource(), 0);
        Begin((key, attempt) =>
            RememberingProvider.Draw(key, 0) < 0.2 && Interlocked.Increment(ref held) <= 8
                ? never.Task
                : RememberingProvider.WorkAsync(key, attempt));
        var victim = await Scene.StartAsync();
        await Scene.ReachAsync(victim, 5 * Undisturbed.Items);
        var (code, text) = await victim.SignalUntilEndAsync(signal);
        never.SetResult();
        Assert.True(code == 143, $"exit code {code}: {text}");
        var remains = await Scene.InspectAsync("after two signals");
        Assert.InRange(remains.State.Open.Count, 8, 16);
        Assert.All(remains.State.Open.Values, open => Assert.True(open.IsUnknown));
        await Scene.InspectEndAsync(await Scene.StartAsync(), "at the end");
    }

    private async Task InspectDrainedAsync(VictimProcess victim, string when)
    {
        var (code, text) = await victim.EndAsync();
        Assert.True(code == 143, $"{when}: exit code {code}: {text}");
        var remains = await Scene.InspectAsync(when);
        Assert.Empty(remains.State.Open);
        Assert.Empty(remains.Records.OfType<Record.Unknown>());
        Assert.Equal(Provider.Asked.Count, remains.Replies.Count());
        Assert.Equal(Provider.Billed, remains.State.Spent.Micros);
    }
}
