using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Rehearsing;

/// <summary>What the journal knows of an item's answered calls: how many a stage made, and what they cost.</summary>
internal sealed class Former
{
    private readonly Dictionary<CallKey, (string Stage, string Part, int Sample)> _places = [];
    private readonly Dictionary<CallKey, Money> _costs = [];
    private readonly Dictionary<CallKey, Money> _worst = [];
    private readonly HashSet<CallKey> _latest = [];
    private readonly HashSet<(string Stage, string Part, int Sample)> _answered;
    private readonly Dictionary<string, (long Calls, long Paid, Money Cost, Money Worst)> _sums =
        new(StringComparer.Ordinal);

    /// <param name="source">The latest run, and through it all earlier ones.</param>
    /// <param name="ordinal">The item in the latest run, 0 for the batch; null if that run does not know it.</param>
    /// <param name="isDone">Whether that run has brought it to its end.</param>
    /// <param name="key">The item's key; empty for the batch.</param>
    public Former(IReplaySource source, long? ordinal, bool isDone, string key)
    {
        IsDone = isDone;
        if (ordinal is { } number)
        {
            foreach (var record in source.Read(new Query.Item(number)))
            {
                Take(record, isLatest: true);
            }
        }

        foreach (var record in source.Read(new Query.Elsewhere(key)))
        {
            Take(record, isLatest: false);
        }

        _answered = [.. _costs.Keys.Where(_places.ContainsKey).Select(key => _places[key])];
    }

    /// <summary>Whether the latest run has brought the item to its end.</summary>
    public bool IsDone { get; }

    /// <summary>Whether something was answered at a call's place.</summary>
    public bool WasAnswered(Call call) => _answered.Contains((call.Stage, call.Part, call.Sample));

    /// <summary>
    /// How many calls of a stage were answered, for what, and what they could have cost: in the latest run, or before
    /// it where it has none.
    /// </summary>
    public (long Calls, long Paid, Money Cost, Money Worst) Of(string stage)
    {
        if (!_sums.TryGetValue(stage, out var sum))
        {
            _sums.Add(stage, sum = Add(stage));
        }

        return sum;
    }

    private (long Calls, long Paid, Money Cost, Money Worst) Add(string stage)
    {
        var all = _costs.Where(call => _places.TryGetValue(call.Key, out var place) && place.Stage == stage).ToList();
        var latest = all.Where(call => _latest.Contains(call.Key)).ToList();
        var counted = latest.Count > 0 ? latest : all;
        return (counted.Count, counted.Count(call => _worst[call.Key] > Money.Zero),
            counted.Aggregate(Money.Zero, (sum, call) => sum + call.Value),
            counted.Aggregate(Money.Zero, (sum, call) => sum + _worst[call.Key]));
    }

    private void Take(Record record, bool isLatest)
    {
        switch (record)
        {
            case Record.Intent intent:
                _places[intent.Key] = (intent.Stage, intent.Part, intent.Sample);
                _worst[intent.Key] = intent.Demand.WorstCase;
                break;
            case Record.Reply { Content.Outcome: Outcome.Answered } reply:
                // A copy of an earlier run's reply cost nothing; its original did.
                var before = _costs.GetValueOrDefault(reply.Key);
                _costs[reply.Key] = reply.Content.Cost > before ? reply.Content.Cost : before;
                if (isLatest)
                {
                    _latest.Add(reply.Key);
                }

                break;
        }
    }
}
