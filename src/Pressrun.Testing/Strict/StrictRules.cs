using Pressrun.Model;

namespace Pressrun.Testing.Strict;

/// <summary>What a strict server enforces and what it tells; null is a limit that is absent.</summary>
internal sealed record StrictRules
{
    /// <summary>Requests a minute.</summary>
    public double? RequestsPerMinute { get; init; }

    /// <summary>The most requests at once. <value>The default is what refills in 60 s.</value></summary>
    public double? RequestsCapacity { get; init; }

    /// <summary>
    /// A second bucket of requests that no header shows: it holds what refills in this time.
    /// <value>The default is none.</value>
    /// </summary>
    public TimeSpan? HiddenGrain { get; init; }

    /// <summary>Tokens a minute.</summary>
    public double? TokensPerMinute { get; init; }

    /// <summary>The most tokens at once. <value>The default is what refills in 60 s.</value></summary>
    public double? TokensCapacity { get; init; }

    /// <summary>How output tokens are charged.</summary>
    public Charge TokenCharge { get; init; }

    /// <summary>The most calls being worked on at the same time.</summary>
    public int? Slots { get; init; }

    /// <summary>Whether a refused request costs a request too. <value>The default is yes.</value></summary>
    public bool CountsRefusals { get; init; } = true;

    /// <summary>How rates and capacities change, in order of time. <value>The default is not at all.</value></summary>
    public IReadOnlyList<RateChange> Changes { get; init; } = [];

    /// <summary>Somebody else who takes requests. <value>The default is nobody.</value></summary>
    public StrictTenant? Tenant { get; init; }

    /// <summary>How long a message is on its way. <value>The default is a median of 40 ms, sigma 0.6.</value></summary>
    public StrictDelay Delay { get; init; } = new(TimeSpan.FromMilliseconds(40), 0.6);

    /// <summary>
    /// Whether replies carry limit, remaining, reset and concurrency. <value>The default is yes.</value>
    /// </summary>
    public bool ShowsLimits { get; init; } = true;

    /// <summary>Whether a refusal says when to come again. <value>The default is yes.</value></summary>
    public bool ShowsRetryAfter { get; init; } = true;

    /// <summary>
    /// Whether a reply shows the limits as they are when the work ends.
    /// <value>The default is no: as they were at its admission.</value>
    /// </summary>
    public bool StampsAtEnd { get; init; }

    /// <summary>
    /// By which share of the capacity what remains may be shown too high or too low, from 0 to 1.
    /// <value>The default is 0.</value>
    /// </summary>
    public double RemainingError { get; init; }

    /// <summary>To what remaining tokens are rounded in headers. <value>The default is 1, downwards.</value></summary>
    public int TokenStep { get; init; } = 1;

    /// <summary>To what the time of a refusal is rounded up. <value>The default is 1 ms.</value></summary>
    public TimeSpan RetryStep { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>What an admission takes out of the tokens.</summary>
    public long TokensAtAdmission(StrictCall call) =>
        call.Input + (TokenCharge == Charge.Actual ? 0 : call.MaxOutput);

    /// <summary>What the end of the work takes out of the tokens; below zero what it puts back.</summary>
    public long TokensAtEnd(StrictCall call) => TokenCharge switch
    {
        Charge.Actual => call.Output,
        Charge.Reserve => call.Output - call.MaxOutput,
        _ => 0,
    };

    /// <summary>The buckets of requests, full: the shown one first, then the hidden one.</summary>
    public StrictBucket[] RequestBuckets() =>
        RequestsPerMinute is not { } rate ? []
        : HiddenGrain is { } grain ? [Shown(rate), new(rate, rate * grain.TotalMinutes, Changes)]
        : [Shown(rate)];

    /// <summary>The bucket of tokens, full; null if tokens are not limited.</summary>
    public StrictBucket? TokenBucket() =>
        TokensPerMinute is { } rate ? new(rate, TokensCapacity ?? rate, Changes) : null;

    private StrictBucket Shown(double rate) => new(rate, RequestsCapacity ?? rate, Changes);
}
