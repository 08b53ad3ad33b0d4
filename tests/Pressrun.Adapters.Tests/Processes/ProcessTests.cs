using System.Globalization;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>A victim's folder and its provider, and what must hold whenever a victim has ended.</summary>
/// <param name="undisturbed">What must come out in the end.</param>
[Collection(ProcessGroup.Name)]
public abstract class ProcessTests(Undisturbed undisturbed) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The most calls a killed victim may have left open: those its lane takes at once.</summary>
    private protected int OpenMax { get; set; } = 16;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("pressrun-process-");
    private readonly List<IAsyncDisposable> _owned = [];
    private int _folders;

    /// <summary>The store's folder; not made yet.</summary>
    protected string Folder { get; private set; } = "";

    private protected RememberingProvider Provider { get; private set; } = null!;

    public ValueTask InitializeAsync()
    {
        BeginAnew(null);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        // Victims first: they were started last.
        foreach (var owned in Enumerable.Reverse(_owned))
        {
            await owned.DisposeAsync();
        }

        _root.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A fresh folder, and a provider that knows nothing.</summary>
    private protected void BeginAnew(Func<CallKey, int, Task>? work)
    {
        Folder = Path.Combine(_root.FullName, string.Create(CultureInfo.InvariantCulture, $"{++_folders}"));
        Provider = new(work);
        _owned.Add(Provider);
    }

    /// <summary>Something to let go of when the test is over, after what was made later.</summary>
    private protected void Own(IAsyncDisposable owned) => _owned.Add(owned);

    private protected VictimProcess Start(TimeSpan? timeout = null)
    {
        var victim = VictimProcess.Start(Folder, Provider.Port, Undisturbed.Items, timeout ?? Patience);
        _owned.Add(victim);
        return victim;
    }

    /// <summary>Waits until a victim has said so many lines, or has ended.</summary>
    private protected Task ReachAsync(VictimProcess victim, int lines) =>
        Task.WhenAny(Provider.ReachAsync(Provider.LifeOf(victim.Id), lines), victim.Ended);

    /// <summary>What must hold however a victim ended: nothing acknowledged is lost, nothing sent wrongly.</summary>
    private protected async Task<Remains> InspectAsync(string when)
    {
        await Provider.RestAsync();
        var remains = await Remains.ReadAsync(Folder);
        Assert.True(remains.Integrity == "ok", $"{when}: {remains.Integrity}");
        var lost = Provider.Durable.Except(remains.Records.Select(record => record.Seq)).Order().ToList();
        Assert.True(lost.Count == 0,
            $"{when}: {lost.Count} acknowledged records are lost, the first is {lost.FirstOrDefault()}");
        Assert.True(Provider.Violations.Count == 0, $"{when}: {string.Join('\n', Provider.Violations.Take(20))}");
        var left = remains.Records.OfType<Record.Lease>().Select(lease => lease.Left).DefaultIfEmpty().Max();
        Assert.True(left <= OpenMax, $"{when}: {left} calls were open, {OpenMax} may be");
        Provider.Know(remains.Replies.Select(reply => reply.Key));
        return remains;
    }

    /// <summary>No call was sent twice; attempts that were closed unsent may have used up numbers.</summary>
    private protected void InspectAskedOnce() =>
        Assert.Equal(Provider.Asked.Count, Provider.Asked.Select(asked => asked.Key).Distinct().Count());

    /// <summary>What must hold when a victim has worked to its end.</summary>
    private protected async Task InspectEndAsync(VictimProcess victim, string when)
    {
        var (code, text) = await victim.EndAsync();
        Assert.True(code == 0, $"{when}: exit code {code}: {text}");
        var remains = await InspectAsync(when);
        Assert.Equal(undisturbed.Results, remains.Results);
        var state = remains.State;
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture,
                $"Complete {state.Spent.Micros} {state.Unknown.Micros} {state.Open.Count}"),
            Provider.LifeOf(victim.Id).Ended);

        var asked = Provider.Asked;
        var calls = asked.Select(one => one.Key).Distinct().Count();
        var unknown = remains.Records.OfType<Record.Unknown>().Count();
        Assert.True(asked.Count <= calls + unknown,
            $"{when}: {asked.Count} requests for {calls} calls, but only {unknown} are listed as unknown");
        Assert.True(Provider.Billed <= (state.Spent + state.Unknown).Micros,
            $"{when}: {Provider.Billed} billed, {state.Spent.Micros} settled, {state.Unknown.Micros} unknown");
        var attempts = remains.Records.OfType<Record.Intent>().Select(intent => (intent.Key, intent.Attempt)).ToList();
        Assert.Equal(attempts.Count, attempts.Distinct().Count());
        Assert.Subset(attempts.ToHashSet(), asked.ToHashSet());
    }
}
