namespace Pressrun.Reporting;

/// <summary>What one call asks of one limit, and the least time around it.</summary>
/// <param name="Cost">
/// What it takes from the limit in all, such as 1 request or its tokens; not read for slots. 0 or more.
/// </param>
/// <param name="HeadSeconds">The least time from the start of the run until it can be sent.</param>
/// <param name="ServiceSeconds">The least time of its own work, during which it holds a slot.</param>
/// <param name="AfterSeconds">The least time its item needs after that work.</param>
internal readonly record struct Use(double Cost, double HeadSeconds, double ServiceSeconds, double AfterSeconds)
{
    /// <summary>
    /// The part of <see cref="Cost"/> that is taken only when the work ends, such as output tokens where the provider
    /// charges the actual ones: while it works, it keeps nobody out. <value>The default is 0.</value>
    /// </summary>
    public double Late { get; init; }

    /// <summary>How many such calls there are; cost and late are of one. <value>The default is 1.</value></summary>
    public long Count { get; init; } = 1;

    /// <summary>
    /// The time of all their work together, where they are not alike and <see cref="ServiceSeconds"/> is the least.
    /// <value>The default is null: each takes the least.</value>
    /// </summary>
    public double? WorkSeconds { get; init; }

    /// <summary>The time of all their work together.</summary>
    public double AllSeconds => WorkSeconds ?? (Count * ServiceSeconds);

    /// <summary>The least time from its admission until its item is done.</summary>
    public double TailSeconds => ServiceSeconds + AfterSeconds;
}
