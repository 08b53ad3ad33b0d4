using System.Globalization;
using Pressrun.Adapters.Tests.Processes.Disks;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>
/// A store's folder, the provider of all victims that work on it, and what must hold when one of them has ended.
/// </summary>
/// <param name="folder">The store's folder; made by the first victim.</param>
/// <param name="undisturbed">What must come out in the end.</param>
/// <param name="work">What an attempt takes; null for the usual 1 to 20 ms.</param>
internal sealed class Scene(string folder, Undisturbed undisturbed, Func<CallKey, int, Task>? work = null)
    : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<VictimProcess> _victims = [];
    private bool _isOver;

    /// <summary>The store's folder; another one after a power cut.</summary>
    public string Folder { get; set; } = folder;

    public RememberingProvider Provider { get; } = new(work);

    /// <summary>How many items the victims work on.</summary>
    public int Items { get; init; } = Undisturbed.Items;

    /// <summary>The most calls a killed victim may have left open: those its lane takes at once.</summary>
    public int OpenMax { get; set; } = 16;

    public async Task<VictimProcess> StartAsync(
        TimeSpan? timeout = null, PreloadedDisk? disk = null, params IReadOnlyList<string> options)
    {
        var variables = disk is null ? null : await disk.VariablesAsync(Folder);
        var victim = VictimProcess.Start(
            Folder, Provider.Port, Items, timeout ?? Patience, options, variables);
        _victims.Add(victim);
        return victim;
    }

    /// <summary>Waits until a victim has said so many lines, or has ended.</summary>
    public Task ReachAsync(VictimProcess victim, int lines) =>
        Task.WhenAny(Provider.ReachAsync(Provider.LifeOf(victim.Id), lines), victim.Ended);

    /// <summary>What must hold however a victim ended: nothing acknowledged is lost, nothing sent wrongly.</summary>
    public async Task<Remains> InspectAsync(string when)
    {
        await Provider.RestAsync();
        var remains = await Remains.ReadAsync(Folder);
        Assert.True(remains.Integrity == "ok", $"{when}: {remains.Integrity}");
        var lost = Lost(remains);
        Assert.True(lost is [], $"{when}: {lost.Count} acknowledged records are lost: {Some(lost)}");
        Assert.True(Provider.Violations.Count == 0, $"{when}: {string.Join('\n', Provider.Violations.Take(20))}");
        var left = remains.Records.OfType<Record.Lease>().Select(lease => lease.Left)
            .Append(remains.State.Open.Values.Count(open => !open.IsUnknown)).Max();
        Assert.True(left <= OpenMax, $"{when}: {left} calls were open, {OpenMax} may be");
        var bad = remains.BadBlobs(Folder);
        Assert.True(bad is [], $"{when}: {bad.Count} blobs are named that are not there: {Some(bad)}");
        var state = remains.State;
        var booked = (state.Spent + state.Reserved + state.Unknown).Micros;
        Assert.True(Provider.Billed <= booked, $"{when}: {Provider.Billed} billed, {booked} booked");
        Provider.Know(remains.Replies.Select(reply => reply.Key));
        _isOver = state.Settings?.Phase == RunPhase.Ended;
        return remains;
    }

    /// <summary>Records a store has acknowledged that are not there.</summary>
    public IReadOnlyList<long> Lost(Remains remains) =>
        [.. Provider.Durable.Except(remains.Records.Select(record => record.Seq)).Order()];

    /// <summary>No call was sent twice; attempts that were closed unsent may have used up numbers.</summary>
    public void InspectAskedOnce() =>
        Assert.Equal(Provider.Asked.Count, Provider.Asked.Select(asked => asked.Key).Distinct().Count());

    /// <summary>What must hold when a victim has worked to its end.</summary>
    public async Task<Remains> InspectEndAsync(VictimProcess victim, string when)
    {
        var (code, text) = await victim.EndAsync();
        Assert.True(code == 0, $"{when}: exit code {code}: {text}");
        // It may have died in the moment in which all was done.
        var ending = _isOver ? "Nothing" : "Complete";
        var remains = await InspectAsync(when);
        Assert.Equal(undisturbed.Of(Items), remains.Results);
        var state = remains.State;
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture,
                $"{ending} {state.Spent.Micros} {state.Unknown.Micros} {state.Open.Count}"),
            Provider.LifeOf(victim.Id).Ended);
        Assert.All(state.Open.Values, open => Assert.True(open.IsUnknown));

        var asked = Provider.Asked;
        var calls = asked.Select(one => one.Key).Distinct().Count();
        var unknown = remains.Records.OfType<Record.Unknown>().Count();
        Assert.True(asked.Count <= calls + unknown,
            $"{when}: {asked.Count} requests for {calls} calls, but only {unknown} are listed as unknown");
        var attempts = remains.Records.OfType<Record.Intent>().Select(intent => (intent.Key, intent.Attempt)).ToList();
        Assert.Equal(attempts.Count, attempts.Distinct().Count());
        Assert.Subset(attempts.ToHashSet(), asked.ToHashSet());
        return remains;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var victim in _victims)
        {
            await victim.DisposeAsync();
        }

        await Provider.DisposeAsync();
    }

    private static string Some<T>(IEnumerable<T> all) => string.Join(' ', all.Take(9));
}
