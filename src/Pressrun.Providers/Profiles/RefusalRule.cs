using Pressrun.Model;

namespace Pressrun.Providers.Profiles;

/// <summary>
/// What an answer without the work done means. What is given must all match; what is not given matches anything.
/// </summary>
/// <param name="Means">What it means.</param>
internal sealed record RefusalRule(Meaning Means)
{
    /// <summary>Statuses; null for any from 400.</summary>
    public IReadOnlyList<int>? Status { get; init; }

    /// <summary>One of the error's codes or types, small letters; null for any.</summary>
    public IReadOnlyList<string>? Codes { get; init; }

    /// <summary>What the message must match, a regular expression; null for anything.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the answer must name a time to come back (true) or must not (false); null for either.</summary>
    public bool? HasRetryAfter { get; init; }

    /// <summary>The limit that refused, where this says it.</summary>
    public Unit? Unit { get; init; }
}
