using System.Text;
using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>
/// Puts the records of an item together as what happened to it: an intent and what became of it are one attempt. Bodies
/// are let go at once; where they lie is kept.
/// </summary>
/// <param name="finder">Finds what a remembered reply was first asked with.</param>
/// <param name="isLive">Whether open attempts are under way, and not lost.</param>
internal sealed class HistoryReader(RecordFinder finder, bool isLive)
{
    private readonly SortedDictionary<long, HistoryEntry> _entries = [];
    private readonly Dictionary<CallKey, BodyPlace> _requests = [];

    /// <summary>What happened, in order of seq. Attempts still open are closed here, so it is asked for once.</summary>
    public IReadOnlyList<HistoryEntry> Entries() =>
        [.. _entries.Values.Select(entry => entry is HistoryEntry.Attempt { Fate: Fate.UnderWay } open && !isLive
            ? open with { Fate = Fate.Unknown, Outcome = new Outcome.Unknown("the process that sent it has ended") }
            : entry)];

    /// <summary>Adds a record; they come in order of their seq.</summary>
    public void Add(Record record)
    {
        var (seq, at) = (record.Seq, Instant.Of(record.At));
        switch (record)
        {
            case Record.Intent intent:
                _entries[seq] = Begin(intent);
                break;
            case Record.Reply { From: not 0 } copy:
                _entries[seq] = Remember(copy);
                break;
            case Record.Reply reply when Open(reply.Of) is { } open:
                _entries[reply.Of] = Answer(open, reply) with { Fate = FateOf(reply.Content.Outcome) };
                break;
            case Record.Unknown unknown when Open(unknown.Of) is { Fate: Fate.UnderWay } open:
                _entries[unknown.Of] = open with
                {
                    Fate = Fate.Unknown,
                    Outcome = new Outcome.Unknown(unknown.Cause),
                    EndedAt = at,
                };
                break;
            case Record.Done done:
                _entries[seq] = new HistoryEntry.Result(seq, at, done.Stage, done.Part, Place(seq, done.Output));
                break;
            case Record.Verdict verdict:
                _entries[seq] = new HistoryEntry.Verdict(seq, at, verdict.Stage, verdict.Part, verdict.Then,
                    verdict.Score, verdict.Notes, verdict.Revision)
                {
                    Judged = verdict.Judged,
                    IsPersons = verdict.IsPersons,
                    Output = verdict.Output is { } output ? Place(seq, output) : null,
                };
                break;
            case Record.Note note:
                _entries[seq] = new HistoryEntry.Note(seq, at, note.Who, note.Text);
                break;
        }
    }

    private HistoryEntry.Attempt Begin(Record.Intent intent)
    {
        if (intent.Request is { } request)
        {
            _requests.TryAdd(intent.Key, Place(intent.Seq, request));
        }

        var entry = new HistoryEntry.Attempt(intent.Seq, Instant.Of(intent.At), intent.Key, Fate.UnderWay)
        {
            Stage = intent.Stage,
            Number = intent.Attempt,
            Request = _requests.GetValueOrDefault(intent.Key),
        };
        return Asked(entry, intent);
    }

    private HistoryEntry.Attempt Remember(Record.Reply copy)
    {
        var entry = Answer(
            new(copy.Seq, Instant.Of(copy.At), copy.Key, Fate.Remembered) { Stage = copy.Stage }, copy);
        if (finder.OriginOf(copy) is not { } origin)
        {
            return entry;
        }

        var request = origin.Request is { } body ? Place(origin.Seq, body) : null;
        return Asked(entry with { Request = request }, origin);
    }

    private static HistoryEntry.Attempt Asked(HistoryEntry.Attempt entry, Record.Intent intent) => entry with
    {
        Part = intent.Part,
        Sample = intent.Sample,
        Lane = intent.Lane,
        Model = entry.Model.Length > 0 ? entry.Model : intent.Model,
        WorstCase = entry.Fate == Fate.Remembered ? Money.Zero : intent.Demand.WorstCase,
    };

    private static HistoryEntry.Attempt Answer(HistoryEntry.Attempt entry, Record.Reply reply)
    {
        var content = reply.Content;
        return entry with
        {
            EndedAt = Instant.Of(reply.At),
            Took = reply.Took,
            Outcome = content.Outcome,
            IsLate = reply.IsLate,
            Status = content.Status,
            RequestId = content.RequestId,
            Model = content.Model ?? entry.Model,
            Cost = content.Cost,
            Usage = content.Usage,
            Reply = Place(reply.Seq, content.Body),
        };
    }

    // A reply counts once: while its intent is open, or given up.
    private HistoryEntry.Attempt? Open(long intent) =>
        _entries.GetValueOrDefault(intent) is HistoryEntry.Attempt { Fate: Fate.UnderWay or Fate.Unknown } open
            ? open
            : null;

    private static Fate FateOf(Outcome outcome) => outcome switch
    {
        Outcome.Answered => Fate.Answered,
        Outcome.Refused => Fate.Refused,
        _ => Fate.Failed,
    };

    private static BodyPlace Place(long seq, Output output) => new(
        seq, output.Blob?.Length ?? Encoding.UTF8.GetByteCount(output.Text ?? ""), output.Blob);

    private static BodyPlace Place(long seq, Body body) => new(seq, body.Length, body.Blob);
}
