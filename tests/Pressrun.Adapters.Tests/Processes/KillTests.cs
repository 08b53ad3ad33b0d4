using System.Collections.Concurrent;
using System.Globalization;
using Pressrun.Adapters.Tests.Processes.Disks;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>kill -9, again and again.</summary>
public sealed class KillTests(Undisturbed undisturbed) : ProcessTests(undisturbed)
{
    private const int KillsPerFolder = 17;

    private static readonly int Wanted = ProcessGroup.IsFull ? 102 : 6;

    // What the kills met, for the reader of the test's output.
    private readonly ConcurrentDictionary<string, int> _met = new(StringComparer.Ordinal);
    private int _openMost;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_answered_is_asked_again_however_often_it_is_killed()
    {
        // Two at a time: a process that starts leaves half of a small machine idle.
        var folders = new ConcurrentQueue<int>(Enumerable.Range(0, (Wanted + KillsPerFolder - 1) / KillsPerFolder));
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (folders.TryDequeue(out var folder))
            {
                await KillUntilDoneAsync(folder);
            }
        })));
        Tell($"{Met("kills")} kills: {Met("start")} at the start, {Met("claim")} in making, claim and recovery, "
            + $"{Met("commit")} inside a commit, {Met("work")} in the work; {Met("idle")} of them before anything more "
            + "was acknowledged");
        Tell($"{Met("acknowledged")} acknowledged records, 0 lost; {Met("replies")} replies, 0 asked for again");
        Tell(string.Create(CultureInfo.InvariantCulture,
            $"{Met("open")} calls were open, at most {_openMost} in one kill; {Met("listed")} listed as unknown, "
            + $"{Met("arrived")} of them known to the provider, the others never arrived"));
        Assert.Equal(Wanted, Met("kills"));
        Assert.True(_openMost > 0 || !ProcessGroup.IsFull, "no kill met a call in flight, so that nothing was tested");
    }

    // One attempt in a hundred comes back only after it has been given up.
    private static Task WorkOrHangAsync(CallKey key, int attempt) =>
        RememberingProvider.Draw(key, attempt + 1) < 0.01 && attempt == 1
            ? Task.Delay(TimeSpan.FromSeconds(2.5))
            : RememberingProvider.WorkAsync(key, attempt);

    private int Met(string what) => _met.GetValueOrDefault(what);

    private void Meet(string what, int count = 1) => _met.AddOrUpdate(what, count, (_, before) => before + count);

    private async Task KillUntilDoneAsync(int folder)
    {
        var (draws, scene, left) = (new Random(folder), Make(WorkOrHangAsync), new HashSet<long>());
        var wanted = Math.Min(KillsPerFolder, Wanted - (folder * KillsPerFolder));
        for (var (kills, known) = (0, 0); ;)
        {
            var when = string.Create(CultureInfo.InvariantCulture, $"folder {folder}, after kill {kills}");
            var victim = kills < wanted ? await StartAsync(scene, draws, kills) : await scene.StartAsync(Timeout);
            var (code, _) = await victim.EndAsync();
            if (code != VictimProcess.Killed)
            {
                await InspectEndAsync(scene, victim, left, when);
                if (kills == wanted)
                {
                    return;
                }

                // It was done before its time had come: the kills left meet a new one.
                (scene, known) = (Make(WorkOrHangAsync), 0);
                left.Clear();
                continue;
            }

            kills++;
            Meet("kills");
            var open = (await scene.InspectAsync(when)).State.Open.Values.Where(call => !call.IsUnknown).ToList();
            var fresh = scene.Provider.Durable.Count - known;
            known += fresh;
            Meet("acknowledged", fresh);
            Meet("idle", fresh == 0 ? 1 : 0);
            Meet("open", open.Count(call => left.Add(call.Seq)));
            InterlockedMax(open.Count);
        }
    }

    private static TimeSpan Timeout => TimeSpan.FromSeconds(2);

    // Returns when the victim is dead or dying: at the start by the clock, in the work by what it says, and between by
    // what it does to its files, where the clock would hit the middle of a commit once in a while only.
    private async Task<VictimProcess> StartAsync(Scene scene, Random draws, int kill)
    {
        var much = draws.NextDouble();
        VictimProcess victim;
        switch (kill % 6)
        {
            case 1:
                Meet("start");
                victim = await scene.StartAsync(Timeout);
                await Task.Delay(TimeSpan.FromMilliseconds(150 * much));
                await victim.KillAsync();
                return victim;
            case 0 when kill == 0: // while the store is being made
            case 3:
                Meet("claim");
                return await scene.StartAsync(Timeout, new PreloadedDisk(1 + (int)(60 * much)));
            case 5:
                Meet("commit");
                return await scene.StartAsync(Timeout, new PreloadedDisk((int)(60 * Math.Pow(100, much))));
            default:
                Meet("work");
                victim = await scene.StartAsync(Timeout);
                await scene.ReachAsync(victim, (int)(10 * Math.Pow(1.5 * Undisturbed.Items, much)));
                await Task.Delay(TimeSpan.FromMilliseconds(draws.Next(3) * 5 * draws.NextDouble()));
                await victim.KillAsync();
                return victim;
        }
    }

    private async Task InspectEndAsync(Scene scene, VictimProcess victim, HashSet<long> left, string when)
    {
        var remains = await scene.InspectEndAsync(victim, when);
        var unknown = remains.Records.OfType<Record.Unknown>().ToDictionary(record => record.Of);
        Assert.Subset(unknown.Keys.ToHashSet(), left);
        Meet("listed", left.Count);
        Meet("arrived", left.Count(seq => scene.Provider.Asked.Contains((unknown[seq].Key, unknown[seq].Attempt))));
        Meet("replies", remains.Replies.Count());
    }

    private void InterlockedMax(int open)
    {
        lock (_met)
        {
            _openMost = Math.Max(_openMost, open);
        }
    }
}
