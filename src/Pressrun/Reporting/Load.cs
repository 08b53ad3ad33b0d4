using Pressrun.Model;

namespace Pressrun.Reporting;

/// <summary>One limit and all calls of a run that use it.</summary>
/// <param name="Name">Whose limit it is, in the user's words, such as <c>openai tts-1</c>.</param>
/// <param name="Limit">The limit, a bucket or slots. A window is taken as a bucket, which lets no less through.</param>
/// <param name="Uses">The calls, in any order.</param>
internal sealed record Load(string Name, Limit Limit, IReadOnlyList<Use> Uses)
{
    /// <summary>What the bucket holds at the start. <value>The default is its capacity.</value></summary>
    public double Level { get; init; } = Limit.Capacity;

    /// <summary>
    /// How the rate varies, in order of time, the first piece from 0 on; not read for slots.
    /// <value>The default is empty: the rate of the limit all the time.</value>
    /// </summary>
    public IReadOnlyList<RatePiece> Rates { get; init; } = [];

    /// <summary>
    /// How many such limits there are: what if it were doubled? <value>The default is 1.</value>
    /// </summary>
    public int Times { get; init; } = 1;

    /// <summary>The limit as the user wrote it, and whose it is.</summary>
    public string Words => $"{Name}: {Limit}";

    /// <summary>The least time in which the limit lets all of its calls through and their items end.</summary>
    public double Seconds() => Limit.Unit == Unit.Slots ? SlotBound.Of(this) : BucketBound.Of(this);
}
