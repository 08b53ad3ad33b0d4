using System.Globalization;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>kill -9, again and again.</summary>
public sealed class KillTests(Undisturbed undisturbed) : ProcessTests(undisturbed)
{
    private const int KillsPerFolder = 11;

    // What the kills met, for the reader of the test's output.
    private int _idle, _acknowledged, _open, _openMost;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_answered_is_asked_again_however_often_it_is_killed()
    {
        var draws = new Random(1);
        var wanted = ProcessGroup.IsFull ? 33 : 6;
        for (var kills = 0; kills < wanted;)
        {
            BeginAnew(WorkOrHangAsync);
            kills += await KillUntilDoneAsync(draws, Math.Min(KillsPerFolder, wanted - kills), kills);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{wanted} kills, {_idle} of them before anything was acknowledged; {_acknowledged} acknowledged records, "
            + $"0 lost; {_open} calls were open, at most {_openMost} in one kill"));
        Assert.True(_openMost > 0 || !ProcessGroup.IsFull, "no kill met a call in flight, so that nothing was tested");
    }

    // One attempt in a hundred comes back only after it has been given up.
    private static Task WorkOrHangAsync(CallKey key, int attempt) =>
        RememberingProvider.Draw(key, attempt + 1) < 0.01 && attempt == 1
            ? Task.Delay(TimeSpan.FromSeconds(2.5))
            : RememberingProvider.WorkAsync(key, attempt);

    private async Task<int> KillUntilDoneAsync(Random draws, int most, int before)
    {
        var known = 0;
        for (var kills = 0; ; kills++)
        {
            var when = string.Create(CultureInfo.InvariantCulture, $"after kill {before + kills}");
            var victim = Start(timeout: TimeSpan.FromSeconds(2));
            if (kills < most)
            {
                await WaitAsync(draws, victim, before + kills);
            }

            if (kills == most || victim.HasExited)
            {
                await InspectEndAsync(victim, when);
                return kills;
            }

            await victim.KillAsync();
            var open = (await InspectAsync(when)).State.Open.Values.Count(call => !call.IsUnknown);
            var fresh = Provider.Durable.Count - known;
            (known, _acknowledged, _idle) = (known + fresh, _acknowledged + fresh, _idle + (fresh == 0 ? 1 : 0));
            (_open, _openMost) = (_open + open, Math.Max(_openMost, open));
        }
    }

    // While the process starts; while it claims, recovers and fills; or in its work, early more often than late.
    private async Task WaitAsync(Random draws, VictimProcess victim, int kill)
    {
        var much = draws.NextDouble();
        switch (kill % 6)
        {
            case 1:
                await Task.Delay(TimeSpan.FromMilliseconds(100 * much));
                break;
            case 3:
                await Task.WhenAny(Provider.LifeOf(victim.Id).Opened, victim.Ended);
                await Task.Delay(TimeSpan.FromMilliseconds(300 * much));
                break;
            default:
                await ReachAsync(victim, (int)(10 * Math.Pow(1.5 * Undisturbed.Items, much)));
                await Task.Delay(TimeSpan.FromMilliseconds(draws.Next(3) * 5 * draws.NextDouble()));
                break;
        }
    }
}
