namespace Pressrun.Model;

/// <summary>What came back from one attempt, unparsed.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Body">The body as received.</param>
public sealed record Reply(Outcome Outcome, Body Body)
{
    // A million dollars, a trillion tokens: a million such replies still have a sum.
    private const long NumberMax = 1_000_000_000_000;
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(366);

    /// <summary>What it consumed; read by a function that cannot throw, zero where nothing was said.</summary>
    public Usage Usage { get; init; }

    /// <summary>What it cost, by the price book in force.</summary>
    public Money Cost { get; init; }

    /// <summary>
    /// Which price it was booked at, in the words of the price book; null where no price book was asked.
    /// </summary>
    public string? Tariff { get; init; }

    /// <summary>Whether the provider did not say what was used, so that <see cref="Usage"/> is an estimate.</summary>
    public bool IsEstimated { get; init; }

    /// <summary>The transport's status, such as 200 or 429; 0 where there is none.</summary>
    public int Status { get; init; }

    /// <summary>The provider's own id of this attempt, for asking its support; null where it gives none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The provider that answered; null if it is the one asked first.</summary>
    public string? Provider { get; init; }

    /// <summary>The model that answered; null if it is the one asked.</summary>
    public string? Model { get; init; }

    /// <summary>Headers by lower-case name that say something about quotas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = NoHeaders;

    /// <summary>
    /// The same with numbers that can be: none below zero, none so large that a sum of them could overflow. Whatever a
    /// provider says is made durable, so a number that no sum can take would break every later life of the run.
    /// </summary>
    internal Reply ToPlausible()
    {
        var outcome = Outcome is Outcome.Refused { RetryAfter: { } wait } refused
            && (wait < TimeSpan.Zero || wait > WaitMax)
            ? refused with { RetryAfter = wait < TimeSpan.Zero ? TimeSpan.Zero : WaitMax }
            : Outcome;
        var cost = new Money(Clamp(Cost.Micros));
        var usage = new Usage(Clamp(Usage.Input), Clamp(Usage.CacheRead), Clamp(Usage.CacheWrite5m),
            Clamp(Usage.CacheWrite1h), Clamp(Usage.Output), Clamp(Usage.Reasoning), Clamp(Usage.Characters));
        return ReferenceEquals(outcome, Outcome) && cost == Cost && usage == Usage
            ? this
            : this with { Outcome = outcome, Cost = cost, Usage = usage };
    }

    private static long Clamp(long number) => Math.Clamp(number, 0, NumberMax);

    private static IReadOnlyDictionary<string, string> NoHeaders { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}
