using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Pressrun.Model;
using Pressrun.Providers.Services;
using Pressrun.Seams;

namespace Pressrun.Providers.Batches;

/// <summary>
/// A service asked in batches: cheaper, answered within a day. Every call is a row; rows that come together go
/// together, and each has its own outcome, as if it had been asked alone. What is handed in is noted first, so that a
/// later process finds it. Safe for any thread.
/// </summary>
internal sealed class BatchService : IProvider
{
    /// <summary>The price book's word for it.</summary>
    public const string Route = "batch";

    // A batch has no room for more than the engine holds anyway; its own limit is the vendor's queue.
    private const int Slots = 25_000;

    private readonly string _name;
    private readonly ModelService _service;
    private readonly BatchWire _wire;
    private readonly BatchExchange _exchange;
    private readonly BatchBook _book;
    private readonly BatchSearch _search;
    private readonly Collector _collector;
    private readonly Spare _spare = new();

    // Guarded by the lock.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, BatchWatch> _watches = new(StringComparer.Ordinal);

    /// <param name="settings">Which service, and how it is asked live; it takes batches.</param>
    /// <param name="http">Sends; without redirects, cookies and retries of its own.</param>
    /// <param name="log">Where batches are noted.</param>
    /// <param name="time">The clock, for all waiting.</param>
    public BatchService(ServiceSettings settings, HttpMessageInvoker http, IBatchLog log, TimeProvider time)
    {
        var rule = settings.Profile.Batch ?? throw new ArgumentException(
            $"`{settings.Profile.Kind}` takes no batches.", nameof(settings));
        settings = settings with { Route = Route };
        var kept = TimeSpan.FromDays(rule.KeptDays);
        _name = settings.Name;
        _service = new(settings, http, time);
        _wire = BatchWire.Of(rule.Form);
        _exchange = new(new(settings, http, time), time);
        _book = new(_name, log, time, kept);
        _search = new(_wire, _exchange, _book, time, kept);
        _collector = new(rule, time, HandInAsync);
        Profile = ProfileOf(settings);
    }

    /// <inheritdoc/>
    public Profile Profile { get; }

    /// <inheritdoc/>
    public Demand Estimate(Call call) => _service.Estimate(call);

    /// <inheritdoc/>
    public Answer Read(Call call, Reply reply) => _service.Read(call, reply);

    /// <inheritdoc/>
    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        if (ModelService.IsSpeech(call) || _service.Write(call) is not { } request)
        {
            return new(new Outcome.Failed(Failure.Permanent, $"{_name} cannot do this in a batch"), Body.Empty);
        }

        try
        {
            _book.Open();
        }
        catch (IOException unwritable)
        {
            return ReplyOf(Unnoted(unwritable));
        }

        // The row itself is let go with its batch: an answer may take a day.
        var id = IdOf(call, attempt);
        var placed = await _collector.AddAsync(
            new(id, call.Request.Model, _wire.WriteRow(id, request)), ct);
        if (placed.Batch is not { } batch)
        {
            return ReplyOf(placed.Outcome!);
        }

        var result = await WatchOf(batch.Id, BatchExchange.FirstPause).ReadAsync(id, ct);
        var reply = result is not null
            ? ReplyOf(call, result, batch.CreatedAt)
            : ReplyOf(new Outcome.Unknown($"{_name} keeps no results of batch {batch.Id} any more"));
        _collector.End(batch.Id, call.Request.Model,
            result is { IsOfBatch: true } && reply.Outcome is Outcome.Refused { Class: Refusal.RateShort });
        return reply;
    }

    /// <inheritdoc/>
    public async Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct)
    {
        var id = IdOf(call, attempt);
        var closing = _book.Find(id);
        if (closing is null && _book.IsWhole)
        {
            return ReplyOf(Placed.Nowhere.Outcome!);
        }

        var batch = (closing is null ? null : _book.StateOf(closing).Batch)
            ?? await _search.FindAsync(id, closing, ct);
        if (batch is null)
        {
            return ReplyOf(Placed.Nowhere.Outcome!);
        }

        var watch = WatchOf(batch, TimeSpan.Zero);
        var over = await watch.OverAsync(ct);
        _collector.End(batch, call.Request.Model, wasQueueFull: false);
        // What is not known then stays unknown: a settled price of nothing would say that it was not done.
        return over is not null && await watch.ReadAsync(id, ct) is { } result
            && result is { Received: not null } or { Outcome: not Outcome.Unknown }
            ? ReplyOf(call, result, over.CreatedAt)
            : null;
    }

    // At most 64 letters, digits and hyphens, and the same in every life.
    private static string IdOf(Call call, int attempt) =>
        string.Create(CultureInfo.InvariantCulture, $"{call.Key}-{attempt}");

    private static Reply ReplyOf(Outcome outcome) => new(outcome, Body.Empty);

    private Reply ReplyOf(Call call, BatchRow result, DateTimeOffset sentAt) => result.Received is { } received
        ? _service.Receive(call, received, sentAt)
        : ReplyOf(_service.Veiled(result.Outcome));

    // Nothing is sent that could not be found again.
    private Outcome.Refused Unnoted(IOException fault) => new(Refusal.Overload)
    {
        Cause = $"{_name} batch: what is handed in cannot be noted ({ErrorBody.Shorten(fault.Message)})",
    };

    private BatchWatch WatchOf(string batch, TimeSpan firstPause)
    {
        lock (_lock)
        {
            if (!_watches.TryGetValue(batch, out var watch))
            {
                _watches.Add(batch, watch = new(batch, firstPause, _wire, _exchange, _spare));
            }

            return watch;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "It is thrown to whoever waits for a row.")]
    private async Task HandInAsync(IReadOnlyList<PendingRow> rows)
    {
        try
        {
            var placed = await PlaceAsync(rows);
            if (placed.IsTooLarge && rows.Count > 1)
            {
                await HandInAsync([.. rows.Take(rows.Count / 2)]);
                await HandInAsync([.. rows.Skip(rows.Count / 2)]);
                return;
            }

            foreach (var row in rows)
            {
                row.Placed.TrySetResult(placed);
            }
        }
        catch (Exception error)
        {
            foreach (var row in rows)
            {
                row.Placed.TrySetException(error);
            }
        }
    }

    private async Task<Placed> PlaceAsync(IReadOnlyList<PendingRow> rows)
    {
        Closing closing;
        try
        {
            closing = _book.Close([.. rows.Select(row => row.Id)]);
        }
        catch (IOException unwritable)
        {
            return new(null, Unnoted(unwritable));
        }

        Handed handed;
        try
        {
            handed = await _wire.HandInAsync(
                _exchange, rows, () => _collector.IsAwaited(rows), CancellationToken.None);
            if (handed.State is { } state)
            {
                _book.Tie(closing, state.Id);
                _collector.Begin(state.Id, rows);
            }
        }
        finally
        {
            _book.End(closing);
        }

        if (handed.IsInDoubt && await FindAsync(closing) is { } found)
        {
            return new(found);
        }

        return handed.State is not null
            ? new(handed.State)
            : new(null, handed.Refusal is { } refusal ? _service.Explain(refusal) : _service.Veiled(handed.Outcome!))
            {
                IsTooLarge = handed.Refusal is { Status: 413 },
            };
    }

    // Whoever asks for the rows later looks again, so whatever goes wrong here leaves them where they are.
    private async Task<BatchState?> FindAsync(Closing closing) =>
        await _search.FindAsync(closing.First, closing, CancellationToken.None) is { } batch
        && await _exchange.AskAsync(_wire.Get(batch), CancellationToken.None) is { } body
            ? _wire.ReadState(body)
            : null;

    private static Profile ProfileOf(ServiceSettings settings)
    {
        Lane LaneOf(string model) => new($"{settings.Name}/{model} batch", [Limit.AtOnce(Slots)]);
        var lanes = new Dictionary<string, Lane>(StringComparer.Ordinal)
        {
            ["*"] = new($"{settings.Name} batch", [Limit.AtOnce(Slots)]),
        };
        foreach (var model in settings.Models)
        {
            lanes.TryAdd(model, LaneOf(model));
        }

        return new($"{settings.Name} batch", lanes, RecoveryWay.Check)
        {
            GoesOnAlone = true,
            Other = LaneOf,
            KeyName = settings.KeyName,
        };
    }
}
