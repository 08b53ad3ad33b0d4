using Pressrun.Model;

namespace Pressrun.Reporting;

/// <summary>One limit and all calls of a run that use it.</summary>
/// <param name="Name">Whose limit it is, in the user's words, such as <c>openai tts-1</c>.</param>
/// <param name="Limit">The limit: a bucket, a window, or slots.</param>
/// <param name="Uses">The calls, in any order.</param>
internal sealed record Load(string Name, Limit Limit, IReadOnlyList<Use> Uses)
{
    /// <summary>
    /// What the bucket holds at the start; a window's bound does not read it.
    /// <value>The default is its capacity.</value>
    /// </summary>
    public double Level { get; init; } = Limit.Capacity;

    /// <summary>
    /// What may still be owed when the last call is admitted, beside what is taken late: a call larger than the limit
    /// goes alone, and estimates prove too low. <value>The default is 0.</value>
    /// </summary>
    public double Owed { get; init; }

    /// <summary>
    /// How the rate varies, in order of time, the first piece from 0 on; the bounds of windows and slots
    /// do not read it.
    /// <value>The default is empty: the rate of the limit all the time.</value>
    /// </summary>
    public IReadOnlyList<RatePiece> Rates { get; init; } = [];

    /// <summary>
    /// How many such limits there are: what if it were doubled? <value>The default is 1.</value>
    /// </summary>
    public int Times { get; init; } = 1;

    /// <summary>The limit as the user wrote it, and whose it is.</summary>
    public string Words => $"{Name}: {Limit}";

    /// <summary>The least time if a window is kept as the bucket of its rates and its level.</summary>
    public double PacedSeconds() => BucketBound.Of(this with { Limit = Limit with { IsWindow = false } });

    /// <summary>The least time in which the limit lets all of its calls through and their items end.</summary>
    public double Seconds() => Limit.Unit == Unit.Slots ? SlotBound.Of(this) : BucketBound.Of(this);
}
