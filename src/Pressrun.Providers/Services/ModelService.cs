using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Providers.Services;

/// <summary>
/// A service that is paid: a language model, a voice. What is vendor's in it is a profile, a price and a wire format;
/// this only puts them together. Safe for any thread.
/// </summary>
internal sealed class ModelService : IProvider
{
    /// <summary>The most output tokens where a stage says nothing; always sent, so that cost has a bound.</summary>
    public const long OutputDefault = 8192;

    private const int KeyLeast = 16;

    private readonly ServiceSettings _settings;
    private readonly TimeProvider _time;
    private readonly Exchange _exchange;
    private readonly Classifier _classifier;
    private readonly Till _till;
    private readonly Veil _veil;
    private readonly HashSet<string> _kept;
    private readonly WireFormat? _chat;
    private readonly WireFormat? _speech;

    /// <param name="settings">Which service, and how it is asked.</param>
    /// <param name="http">Sends; without redirects, cookies and retries of its own.</param>
    /// <param name="time">The clock, for prices and signatures only.</param>
    public ModelService(ServiceSettings settings, HttpMessageInvoker http, TimeProvider time)
    {
        (_settings, _time) = (settings, time);
        _exchange = new(settings, http, time);
        _classifier = new(settings.Name, settings.Profile.Refusals);
        _till = new(settings);
        _veil = new(settings.Secrets);
        _chat = WireFormats.Chat(settings.Profile.Chat);
        _speech = WireFormats.Speech(settings.Profile);
        Profile = ProfileOf(settings);
        _kept =
        [
            "date", .. settings.Models.Append("").Select(Profile.LaneOf).SelectMany(lane => lane.Limits)
                .Select(limit => limit.Headers).OfType<LimitHeaders>()
                .SelectMany(headers => new[] { headers.Limit, headers.Remaining, headers.Reset }).OfType<string>(),
        ];
    }

    /// <inheritdoc/>
    public Profile Profile { get; }

    /// <summary>Whether the answer to a call is sound.</summary>
    public static bool IsSpeech(Call call) => Asked.Of(call)?.IsSpeech == true;

    /// <inheritdoc/>
    public Demand Estimate(Call call)
    {
        if (Asked.Of(call) is not { } asked)
        {
            return default;
        }

        var (model, output) = (call.Request.Model, OutputOf(call.Request.Model, asked));
        var expected = asked.IsSpeech ? _till.SpeechOf(model, asked) : new(asked.InputTokens, Output: output);
        return new(expected.Input, expected.Output, asked.Characters, WorstCaseOf(model, asked, _time.GetUtcNow()));
    }

    /// <inheritdoc/>
    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        if (Asked.Of(call) is not { } asked || FormatOf(asked) is not { } format)
        {
            return new(new Outcome.Failed(Failure.Permanent, $"{_settings.Name} cannot do this"), Body.Empty);
        }

        var sentAt = _time.GetUtcNow();
        var (received, outcome) = await _exchange.SendAsync(Write(call.Request.Model, asked, format), ct);
        return received is null
            ? new(_veil.Over(outcome!), Body.Empty)
            {
                // Too large to be kept, and paid for all the same.
                Cost = outcome is Outcome.Failed { Class: Failure.Permanent }
                    ? WorstCaseOf(call.Request.Model, asked, sentAt)
                    : Money.Zero,
            }
            : Keep(call.Request.Model, asked, format, received, sentAt);
    }

    /// <inheritdoc/>
    public Answer Read(Call call, Reply reply) => Asked.Of(call) is { } asked && FormatOf(asked) is { } format
        ? format.Read(call, reply)
        : throw new FormatException("nobody here can read it");

    /// <inheritdoc/>
    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    /// <summary>What a call is to the service, for whoever sends it another way; null if it cannot do this.</summary>
    internal WireRequest? Write(Call call) => Asked.Of(call) is { } asked && FormatOf(asked) is { } format
        ? Write(call.Request.Model, asked, format)
        : null;

    /// <summary>What came back for such a call, by another way, as if this had sent it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="received">As it was received.</param>
    /// <param name="sentAt">When it was sent: the price of that day holds.</param>
    internal Reply Receive(Call call, Received received, DateTimeOffset sentAt) =>
        Asked.Of(call) is { } asked && FormatOf(asked) is { } format
            ? Receive(call.Request.Model, asked, format, Unveil(received), sentAt)
            : new(Explain(received), new(_veil.Over(received.Body)));

    /// <summary>What it means that something was refused, whatever it was.</summary>
    internal Outcome Explain(Received received) => _veil.Over(_classifier.Of(_veil.Over(received), received.Status));

    /// <summary>An outcome that may be kept.</summary>
    internal Outcome Veiled(Outcome outcome) => _veil.Over(outcome);

    // What came back is paid for: whatever is wrong with it, it is kept, and booked at no less than it can have cost.
    [SuppressMessage("Design", "CA1031", Justification = "A defect in reading must not lose what was paid for.")]
    private Reply Keep(string model, Asked asked, WireFormat format, Received received, DateTimeOffset sentAt)
    {
        try
        {
            return Receive(model, asked, format, Unveil(received), sentAt);
        }
        catch (Exception)
        {
            return new(received.IsSuccess ? Outcome.Answered.Instance
                : new Outcome.Failed(Failure.Transient, $"{received.Status}, and what it says cannot be read"),
                new(_veil.Over(received.Body)))
            {
                Status = received.Status,
                Cost = received.IsSuccess ? WorstCaseOf(model, asked, sentAt) : Money.Zero,
                Tariff = received.IsSuccess ? Till.Unknown : null,
            };
        }
    }

    // A short key is a word like others: taking it out of an answer would change what was paid for. Errors quote keys.
    private Received Unveil(Received received) => received.IsSuccess && _settings.Key is not { Length: >= KeyLeast }
        ? _veil.OverHeaders(received)
        : _veil.Over(received);

    private Money WorstCaseOf(string model, Asked asked, DateTimeOffset at) => _till.WorstCase(
        model, asked, OutputOf(model, asked), FormatOf(asked)?.SearchesMax(model, asked) ?? 0, at);

    private WireRequest Write(string model, Asked asked, WireFormat format) =>
        format.Write(model, asked, OutputOf(model, asked));

    private Reply Receive(string model, Asked asked, WireFormat format, Received received, DateTimeOffset sentAt)
    {
        var body = asked.IsSpeech && received.IsSuccess && !IsJson(received) ? default : WireJson.Parse(received.Body);
        var hasError = received.IsSuccess && body.ValueKind == JsonValueKind.Object && ErrorBody.IsErrorOf(body);
        var reply = new Reply(Outcome.Answered.Instance, new(received.Body))
        {
            Status = received.Status,
            RequestId = _settings.Profile.RequestIds.Select(name => received.Headers.GetValueOrDefault(name))
                .FirstOrDefault(id => id is not null) is { } id ? ErrorBody.Shorten(id) : null,
            Headers = received.Headers.Where(header => _kept.Contains(header.Key))
                .ToDictionary(StringComparer.Ordinal),
        };
        if (!received.IsSuccess || hasError)
        {
            var status = hasError && ErrorBody.StatusOf(body) is > 0 and var named ? named : received.Status;
            var outcome = _classifier.Of(received, status);
            if (!hasError || format.ReadUsage(body, received.Headers) is null)
            {
                return reply with { Outcome = _veil.Over(outcome) };
            }

            // What broke off in the middle is billed as far as it came: no refusal, which would be asked again for
            // as long as it lasts, but a fault, which counts as a try.
            outcome = outcome is Outcome.Refused
                ? new Outcome.Failed(Failure.Transient, $"it broke off: {ErrorBody.Read(received.Body).Message}")
                : outcome;
            return _till.Charge(reply, model, asked, format, body, received.Headers, sentAt) with
            {
                Outcome = _veil.Over(outcome),
            };
        }

        if (asked.IsSpeech && received.Body.Length > 0 && received.Headers.TryGetValue("content-type", out var type)
            && type.StartsWith("text/", StringComparison.OrdinalIgnoreCase))
        {
            // Perhaps paid: so it is booked, and not asked again unless a person says so.
            return _till.Charge(reply, model, asked, format, body, received.Headers, sentAt) with
            {
                Outcome = new Outcome.Failed(Failure.Permanent, "a page of text instead of sound"),
            };
        }

        if (asked.IsSpeech && IsJson(received))
        {
            // A body of JSON is no sound: whatever it says, nothing was made.
            return reply with { Outcome = _veil.Over(_classifier.Of(received, 422)) };
        }

        reply = _till.Charge(reply, model, asked, format, body, received.Headers, sentAt);
        return (reply.Tariff == Till.Unknown ? reply with { Cost = WorstCaseOf(model, asked, sentAt) } : reply) with
        {
            Model = format.ReadModel(body) is { } answered && answered != model
                ? _veil.Over(ErrorBody.Shorten(answered))
                : null,
        };
    }

    private static bool IsJson(Received received) => received.Headers.TryGetValue("content-type", out var type)
        && type.Contains("json", StringComparison.OrdinalIgnoreCase);

    private long OutputOf(string model, Asked asked) => asked.IsSpeech ? 0 : asked.MaxTokens ?? Math.Min(
        OutputDefault, _settings.Prices.Know(_settings.Profile.Kind, model)?.OutputMax ?? OutputDefault);

    private WireFormat? FormatOf(Asked asked) => asked.IsSpeech ? _speech : _chat;

    private static Profile ProfileOf(ServiceSettings settings)
    {
        var lanes = new Dictionary<string, Lane>(StringComparer.Ordinal) { ["*"] = LaneOf(settings, "*") };
        foreach (var model in settings.Models)
        {
            lanes.TryAdd(model, LaneOf(settings, model));
        }

        return new(settings.Name, lanes) { KeyName = settings.KeyName };
    }

    private static Lane LaneOf(ServiceSettings settings, string model)
    {
        var pool = settings.Profile.Pools.FirstOrDefault(
            one => FileSystemName.MatchesSimpleExpression(one.Models, model));
        if (pool is null)
        {
            return new(settings.Name, []);
        }

        var limits = pool.Limits.Select(limit => limit.ToLimit()).ToList();
        if (pool.Slots > 0 || pool.SlotsHeader is not null)
        {
            limits.Add((pool.Slots > 0 ? Limit.AtOnce(pool.Slots) : Limit.Unknown(Unit.Slots)) with
            {
                Headers = pool.SlotsHeader is null ? null : new(pool.SlotsHeader, null, null),
            });
        }

        // One account is one provider of the pipeline; within it a pool without a name is the model itself.
        var name = pool.Pool ?? model;
        return new(name is "*" or "" ? settings.Name : $"{settings.Name}/{name}", limits);
    }
}
