using System.Data.Common;
using System.Globalization;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Sql.Blobs;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Reading;

namespace Pressrun.Sql.Views;

/// <summary>
/// Lists, histories and details of a store, for people. It only reads, on a connection of its own, so that it works
/// while a process drives a run and after one was killed, and is as new as the journal, not as its folds. Never seen by
/// the engine. Thread-safe. Every member throws <see cref="StoreException"/> if the store cannot be read or believed.
/// </summary>
public sealed class StoreViews : IDisposable
{
    private const int CandidatesMax = 10;
    private const int IdLength = 8;

    private readonly StoreErrors _errors;
    private readonly BlobFolder _blobs;

    // Guarded by the lock.
    private readonly Lock _lock = new();
    private readonly Session _session;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _version;
    private readonly RunRows _runs;
    private readonly ItemRows _items;
    private readonly LaneRows _lanes;
    private readonly JournalReader _journal;
    private readonly TrailReader _trail;
    private readonly RecordFinder _finder;
    private readonly Liveness _liveness;

    private StoreViews(string folder, StoreErrors errors, Session session)
    {
        (_errors, _session) = (errors, session);
        _blobs = new(Path.Combine(folder, "blobs"), errors, TimeProvider.System);
        _begin = session.Prepare("BEGIN");
        _commit = session.Prepare("COMMIT");
        _version = session.Prepare("PRAGMA data_version");
        _journal = new(session, errors);
        _trail = new(session);
        _runs = new(session, _journal);
        _items = new(session);
        _lanes = new(session);
        _finder = new(session, errors);
        _liveness = new(folder);
    }

    /// <summary>
    /// Opens the store of a folder; null if there is none. Throws <see cref="StoreException"/>:
    /// <see cref="StoreFault.Damaged"/> if it holds no database, or signs of earlier runs without one,
    /// <see cref="StoreFault.Unusable"/> if it may not be read or is of another version.
    /// </summary>
    /// <param name="folder">The folder that <see cref="SqlStore"/> was given.</param>
    public static StoreViews? Open(string folder)
    {
        var full = Path.GetFullPath(folder);
        var errors = new StoreErrors(full, new SqliteDialect());
        return errors.Guard(() => Open(full, errors));
    }

    /// <summary>Runs, newest first.</summary>
    /// <param name="limit">The most runs, from 1.</param>
    public IReadOnlyList<RunView> Runs(int limit) => Look(() => _runs.Newest(limit).ConvertAll(View));

    /// <summary>A run by the beginning of its id, in hex digits of either case; null if there is none.</summary>
    /// <exception cref="PressrunException">Several runs begin like that; the message names them.</exception>
    public RunView? Run(string idPrefix)
    {
        ArgumentNullException.ThrowIfNull(idPrefix);
        if (idPrefix.Length is 0 or > IdLength || !idPrefix.All(char.IsAsciiHexDigit))
        {
            return null;
        }

        return Look(() =>
        {
            var alike = _runs.Alike(idPrefix.ToLowerInvariant(), CandidatesMax + 1);
            return alike.Count switch
            {
                0 => null,
                1 => View(alike[0]),
                _ => throw Ambiguous(idPrefix, alike),
            };
        });
    }

    /// <summary>Items of a run in order of their ordinals, read page by page as they are asked for.</summary>
    /// <param name="run">Number of the run.</param>
    /// <param name="state">The state they stand in; null for all.</param>
    /// <param name="after">Ordinal of the last item already known. <value>The default is 0, none.</value></param>
    public IEnumerable<ItemView> Items(long run, ItemState? state = null, long after = 0)
    {
        for (long? next = after; next is { } last;)
        {
            (var page, next) = Look(() => _items.Page(run, state, last, ChangedIn(run)));
            foreach (var item in page)
            {
                yield return item;
            }
        }
    }

    /// <summary>An item of a run by its key, else by its ordinal; null if there is none.</summary>
    /// <param name="run">Number of the run.</param>
    /// <param name="keyOrOrdinal">The key, or the ordinal in digits.</param>
    public ItemView? Item(long run, string keyOrOrdinal) => Look(() =>
    {
        var changed = ChangedIn(run);
        return _items.Find(run, keyOrOrdinal, changed)
            ?? (long.TryParse(keyOrOrdinal, NumberStyles.None, null, out var ordinal)
                ? _items.Find(run, ordinal, changed)
                : null);
    });

    /// <summary>
    /// The stages of a run in the order of its pipeline: what each ended, and the sums over its calls. Empty if there
    /// is no such run.
    /// </summary>
    /// <param name="run">Number of the run.</param>
    public IReadOnlyList<StageView> Stages(long run) => Look<IReadOnlyList<StageView>>(() =>
    {
        if (_runs.Find(run) is not { } row)
        {
            return [];
        }

        var sums = _runs.SumsOf(row);
        var ended = _items.Ended(run, sums.Changed);
        var called = sums.Tallies.Keys.Order(StringComparer.Ordinal);
        return [.. _runs.Stages(row).Union(called, StringComparer.Ordinal).Select(stage => new StageView(
            stage,
            ended.Where(pair => pair.Key.Stage == stage && pair.Value > 0).OrderBy(pair => pair.Key.State)
                .ToDictionary(pair => pair.Key.State, pair => pair.Value),
            sums.Tallies.TryGetValue(stage, out var calls) ? calls : default))];
    });

    /// <summary>
    /// The calls that <see cref="RunView.Unknown"/> stands for, in the order in which they were sent. Empty if there is
    /// no such run.
    /// </summary>
    /// <param name="run">Number of the run.</param>
    public IReadOnlyList<LostCall> Lost(long run) => Look<IReadOnlyList<LostCall>>(() =>
    {
        if (_runs.Find(run) is not { } row)
        {
            return [];
        }

        var sums = _runs.SumsOf(row);
        return [.. sums.Lost(_liveness.IsLive(row, _runs.Latest())).Select(intent =>
        {
            var item = _items.Find(run, intent.Number, sums.Changed);
            return new LostCall(intent.Number, item?.Key ?? "", item?.Title, intent.Stage, intent.Part, intent.Attempt,
                intent.Lane, Instant.Of(intent.At), intent.Demand.WorstCase);
        })];
    });

    /// <summary>
    /// What a run has paid, wasted, saved and may have paid, in order of day, stage, model and item. Reads its journal
    /// once. Empty if there is no such run, or it asked for nothing.
    /// </summary>
    /// <param name="run">Number of the run.</param>
    /// <param name="by">What rows are told apart by.</param>
    public IReadOnlyList<SpendRow> Spend(long run, SpendBy by) => Look<IReadOnlyList<SpendRow>>(() =>
    {
        if (_runs.Find(run) is not { } row)
        {
            return [];
        }

        var changed = _runs.SumsOf(row).Changed;
        var reader = new SpendReader(by, _items.Standing(run, ItemState.Failed, changed), _finder);
        foreach (var record in _journal.After(run, 0).SelectMany(page => page))
        {
            reader.Add(record);
        }

        var stages = _runs.Stages(row);
        return [.. reader.Rows(_liveness.IsLive(row, _runs.Latest()))
            .OrderBy(one => one.Key.Day).ThenBy(one => one.Key.Stage is null ? 0 : stages.IndexOf(one.Key.Stage))
            .ThenBy(one => one.Key.Stage, StringComparer.Ordinal).ThenBy(one => one.Key.Model, StringComparer.Ordinal)
            .ThenBy(one => one.Key.Ordinal).Select(one => one.Row with
            {
                Stage = one.Key.Stage,
                Model = one.Key.Model,
                Ordinal = one.Key.Ordinal,
                Day = one.Key.Day,
                Item = one.Key.Ordinal is { } ordinal ? _items.Find(run, ordinal, changed) : null,
            })];
    });

    /// <summary>
    /// The lanes that anything is known of, ascending by name; empty if nothing was asked yet. Reads the journal of the
    /// latest run for what was asked.
    /// </summary>
    /// <param name="now">Up to when buckets are refilled.</param>
    public IReadOnlyList<LaneView> Lanes(DateTimeOffset now) => Look(() =>
    {
        var run = _runs.Newest(1) is [var latest] ? latest : null;
        return _lanes.Read(
            run is null ? [] : LaneCalls.Of(_journal.After(run.No, 0).SelectMany(page => page)),
            run is not null && _liveness.IsLive(run, _runs.Latest()),
            now.ToUnixTimeMilliseconds() * 1000);
    });

    /// <summary>
    /// All that happened to an item; what is not known of is left out, so that an ordinal that does not exist has an
    /// empty history.
    /// </summary>
    /// <param name="run">Number of the run.</param>
    /// <param name="ordinal">The item's ordinal; 0 for the stages over the whole batch.</param>
    public ItemHistory History(long run, long ordinal) => Look(() =>
    {
        if (_runs.Find(run) is not { } row)
        {
            return new ItemHistory(null, "", []);
        }

        // Slices of a pulse may have been written before its memo: so the two overlap, and are told apart by seq.
        var tail = _runs.Tail(row).Where(record => record.Ordinal == ordinal).ToList();
        var folded = _trail.Of(run, ordinal)[ordinal].Except(tail.Select(record => record.Seq));
        var history = new HistoryReader(_finder, _liveness.IsLive(row, _runs.Latest()));
        var slots = folded.Select(seq => new Slot(seq, ordinal));
        foreach (var record in _journal.Fill(slots).SelectMany(page => page).Concat(tail))
        {
            history.Add(record);
        }

        return new ItemHistory(
            _items.Find(run, ordinal, ChangedIn(run)), _items.Input(run, ordinal), history.Entries());
    });

    /// <summary>Opens a request, a reply or a result for reading.</summary>
    public Stream Open(BodyPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Blob is { } blob ? OpenBlob(blob) : Look(() => _finder.Find(place.Seq) switch
        {
            Record.Intent { Request: { } request } => StreamOf(request),
            Record.Reply reply => StreamOf(reply.Content.Body),
            Record.Done { Output.Text: { } text } => StreamOf(Body.FromText(text)),
            Record.Verdict { Output.Text: { } text } => StreamOf(Body.FromText(text)),
            _ => throw _errors.Of(StoreFault.Damaged, $"record {place.Seq} is missing"),
        });
    }

    /// <summary>Opens a blob for reading.</summary>
    public Stream OpenBlob(Blob blob) => _errors.Guard(() => _blobs.Open(blob));

    /// <summary>
    /// Changes whenever another process has committed something: cheap enough to ask 4 times a second. A hint to look
    /// again, nothing to compare over two openings.
    /// </summary>
    public long Version() => Look(() => (long)_version.One()!);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _session.Dispose();
        }
    }

    private static StoreViews? Open(string folder, StoreErrors errors)
    {
        var database = Path.Combine(folder, "pressrun.db");
        var hasBlobs = new BlobFolder(Path.Combine(folder, "blobs"), errors, TimeProvider.System).HasAny;
        var lost = LostDatabase.Look(folder, hasBlobs, new SqliteDialect().WasCut(database));
        if (lost.Find(database) is { } refusal)
        {
            throw errors.Say(StoreFault.Damaged, refusal);
        }

        return ReadingSession.Open(database, errors) is { } session ? new StoreViews(folder, errors, session)
            : lost.HasSigns ? throw errors.Say(StoreFault.Damaged, lost.Say("holds no tables"))
            : null;
    }

    // One moment of the store for all that is read together. A reader of it holds nobody up.
    private T Look<T>(Func<T> read)
    {
        lock (_lock)
        {
            return _errors.Guard(() =>
            {
                _begin.Run();
                try
                {
                    return read();
                }
                finally
                {
                    End();
                }
            });
        }
    }

    // After an error the database may have ended it by itself: the error is the one worth telling.
    private void End()
    {
        try
        {
            _commit.Run();
        }
        catch (DbException)
        {
        }
    }

    private IReadOnlyDictionary<long, Record.Item> ChangedIn(long run) =>
        _runs.Find(run) is { } row ? _runs.SumsOf(row).Changed : new Dictionary<long, Record.Item>();

    private RunView View(RunRow run)
    {
        var sums = _runs.SumsOf(run);
        var isLive = _liveness.IsLive(run, _runs.Latest());
        var lost = sums.Lost(isLive);
        var items = Enum.GetValues<ItemState>().ToDictionary(state => state, sums.Count);
        if (run.Phase == RunPhase.Superseded)
        {
            // What was open was left out with the run, without a record of its own.
            items[ItemState.LeftOut] += items[ItemState.Open];
            items[ItemState.Open] = 0;
        }

        return new(run.No, run.Id, _runs.Shorten(run.Id), run.Pipeline, run.Phase)
        {
            StartedAt = Instant.Of(run.CreatedAt),
            EndedAt = run.EndedAt is { } ended ? Instant.Of(ended) : null,
            SeenAt = Instant.Of(run.SeenAt),
            Holder = run.Holder,
            IsLive = isLive,
            Items = items.Where(pair => pair.Value > 0).ToDictionary(),
            Spent = sums.Spent,
            Unknown = lost.Aggregate(Money.Zero, (sum, intent) => sum + intent.Demand.WorstCase),
            UnknownCalls = lost.Count,
            CallsUnderWay = isLive ? sums.Open(isUnknown: false).Count() : 0,
            Budget = sums.Settings?.Budget ?? Budget.Unlimited,
            Cause = sums.Settings?.Cause,
        };
    }

    private PressrunException Ambiguous(string prefix, List<RunRow> alike)
    {
        var names = alike.Take(CandidatesMax).Select(run =>
            $"{_runs.Shorten(run.Id)} ({run.Pipeline}, {Instant.Of(run.CreatedAt):u})");
        var more = alike.Count > CandidatesMax ? " and more" : "";
        return new($"`{prefix}` begins the id of several runs: {string.Join(", ", names)}{more}. Give one of these.");
    }

    private static MemoryStream StreamOf(Body body) => new(body.Bytes.ToArray(), writable: false);
}
