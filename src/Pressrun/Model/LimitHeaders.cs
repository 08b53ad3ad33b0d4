namespace Pressrun.Model;

/// <summary>
/// Names of the reply headers that tell of one limit, case does not matter. What is missing or cannot be read in a
/// reply is ignored, never an error.
/// </summary>
/// <param name="Limit">Tells the amount per period, or for slots the most at once; null if no header does.</param>
/// <param name="Remaining">Tells what is left; null if no header does.</param>
/// <param name="Reset">Tells when the bucket is full again; null if no header does.</param>
public sealed record LimitHeaders(string? Limit, string? Remaining, string? Reset)
{
    /// <summary>Tells the amount per period, or for slots the most at once; in lower case.</summary>
    public string? Limit { get; } = Limit?.ToLowerInvariant();

    /// <summary>Tells what is left; in lower case.</summary>
    public string? Remaining { get; } = Remaining?.ToLowerInvariant();

    /// <summary>Tells when the bucket is full again; in lower case.</summary>
    public string? Reset { get; } = Reset?.ToLowerInvariant();

    /// <summary>How <see cref="Reset"/> is written. <value>Seconds.</value></summary>
    public ResetFormat Format { get; init; }

    /// <summary>The step to which <see cref="Remaining"/> is rounded, from 1. <value>1.</value></summary>
    public double Step { get; init; } = 1;
}
