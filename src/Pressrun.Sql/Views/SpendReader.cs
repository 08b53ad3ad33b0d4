using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>
/// The money of a run: the fold of its records, each seen once. In memory are the rows, the attempts under way and the
/// answers of items that are being worked on.
/// </summary>
/// <param name="by">What rows are told apart by.</param>
/// <param name="failed">Items that stand failed: nothing they were paid for is used.</param>
/// <param name="finder">Finds what a remembered answer had cost.</param>
internal sealed class SpendReader(SpendBy by, IReadOnlySet<long> failed, RecordFinder finder)
{
    private readonly Dictionary<SpendKey, SpendSum> _rows = [];
    private readonly Dictionary<long, SentCall> _sent = [];
    private readonly Dictionary<long, PaidItem> _items = [];

    /// <summary>Adds a record; they come in order of their seq.</summary>
    public void Add(Record record)
    {
        switch (record)
        {
            case Record.Intent intent:
                Send(intent);
                break;
            case Record.Unknown unknown when _sent.TryGetValue(unknown.Of, out var lost):
                _sent[unknown.Of] = lost with { IsGivenUp = true };
                break;
            case Record.Reply { From: not 0 } copy when copy.Content.Outcome is Outcome.Answered:
                Remember(copy);
                break;
            case Record.Reply { From: 0 } reply when _sent.Remove(reply.Of, out var call):
                Book(reply, call);
                break;
            case Record.Verdict verdict when _items.TryGetValue(verdict.Number, out var judged):
                judged.Task(verdict.Stage, verdict.Part).Judge(verdict);
                break;
            case Record.Done done when _items.TryGetValue(done.Number, out var made):
                made.Task(done.Stage, done.Part).End(done.Output.Hash);
                break;
            case Record.Item { State: not ItemState.Open } closed when _items.Remove(closed.Number, out var item):
                item.End();
                break;
        }
    }

    /// <summary>The rows with anything in them, in no order; asked for once, when all records were added.</summary>
    /// <param name="isLive">Whether open attempts are under way, and not lost.</param>
    public IEnumerable<(SpendKey Key, SpendRow Row)> Rows(bool isLive)
    {
        foreach (var item in _items.Values)
        {
            item.End();
        }

        foreach (var lost in _sent.Values.Where(call => call.IsGivenUp || !isLive))
        {
            lost.Row.AddUnknown(lost.WorstCase);
        }

        return _rows.Where(pair => !pair.Value.IsEmpty).Select(pair => (pair.Key, pair.Value.ToRow()));
    }

    private void Send(Record.Intent intent)
    {
        _sent[intent.Seq] = new(Row(intent.Stage, NameOf(intent), intent.Number, intent.At), intent.Part,
            intent.Sample, intent.Demand.WorstCase, IsGivenUp: false);
        _items.TryAdd(intent.Number, new());
    }

    private void Book(Record.Reply reply, SentCall call)
    {
        if (reply.Content.Outcome is Outcome.Refused { Class: Refusal.NotSent })
        {
            return;
        }

        call.Row.Add(reply.Content);
        var cost = reply.Content.Cost;
        var item = _items.GetValueOrDefault(reply.Number);
        if (reply.Content.Outcome is not Outcome.Answered)
        {
            call.Row.AddWaste(Waste.FailedCall, cost);
        }
        else if (item is null ? reply.IsLate : !item.IsFirst(reply.Key))
        {
            call.Row.AddWaste(Waste.LateAnswer, cost);
        }
        else if (failed.Contains(reply.Number))
        {
            call.Row.AddWaste(Waste.FailedItem, cost);
        }
        else if (cost > Money.Zero)
        {
            item?.Task(reply.Stage, call.Part).Add(new(call.Row, call.Sample, cost));
        }
    }

    private void Remember(Record.Reply copy)
    {
        // What no price book was asked for has cost nothing, and need not be looked up.
        var isPriced = copy.Content.Tariff is not null;
        var origin = isPriced || by.HasFlag(SpendBy.Model) ? finder.OriginOf(copy) : null;
        var row = Row(copy.Stage, origin is null ? "" : NameOf(origin), copy.Number, copy.At);
        row.AddRemembered(isPriced ? finder.FirstOf(copy)?.Content.Cost ?? Money.Zero : Money.Zero);
        if (_items.TryGetValue(copy.Number, out var item))
        {
            item.IsFirst(copy.Key);
        }
    }

    private SpendSum Row(string stage, string model, long ordinal, long at)
    {
        var key = new SpendKey(
            by.HasFlag(SpendBy.Stage) ? stage : null, by.HasFlag(SpendBy.Model) ? model : null,
            by.HasFlag(SpendBy.Item) ? ordinal : null,
            by.HasFlag(SpendBy.Day) ? DateOnly.FromDateTime(Instant.Of(at).UtcDateTime) : null);
        if (!_rows.TryGetValue(key, out var row))
        {
            _rows.Add(key, row = new());
        }

        return row;
    }

    // A lane begins with the name of its provider.
    private static string NameOf(Record.Intent intent)
    {
        var provider = intent.Lane.Split('/')[0];
        return intent.Model.Length == 0 ? provider : $"{provider}/{intent.Model}";
    }
}
