using Pressrun.Model;

namespace Pressrun.Testing;

/// <summary>What a simulated provider does with one lane beside serving it.</summary>
internal sealed record LaneNature
{
    /// <summary>What it allows for a call whose reply was lost.</summary>
    public RecoveryWay Recovery { get; init; }

    /// <summary>Whether its calls cost nothing.</summary>
    public bool IsFree { get; init; }

    /// <summary>What its replies tell of its limits.</summary>
    public Telling Headers { get; init; }

    /// <summary>Whether somebody else sends to the same account, half of every four minutes.</summary>
    public bool IsShared { get; init; }

    /// <summary>The factor by which its limits change at <see cref="ChangesAt"/>; 1 leaves them.</summary>
    public double Change { get; init; } = 1;

    /// <summary>When they change, by the world's time.</summary>
    public TimeSpan ChangesAt { get; init; }

    /// <summary>
    /// Whether a call beyond its limits is the engine's fault: it was told the truth, and nobody else takes a share.
    /// </summary>
    public bool IsJudged => !IsShared && Change >= 1 && Headers != Telling.Lies;

    /// <summary>The same lane of a provider that keeps to what it said.</summary>
    public LaneNature Honest() => new() { Recovery = Recovery, IsFree = IsFree };

    public static LaneNature Draw(Draws draws) => new()
    {
        Recovery = draws.Unit("recovery") switch
        {
            < 0.2 => RecoveryWay.Check,
            < 0.35 => RecoveryWay.Person,
            _ => RecoveryWay.Repeat,
        },
        IsFree = draws.Chance("free", 0.15),
        Headers = draws.Of("headers", Telling.Nothing, Telling.Nothing, Telling.Nothing, Telling.Exactly,
            Telling.Rounded, Telling.Lies),
        IsShared = draws.Chance("shared", 0.08),
        Change = draws.Unit("changes") switch
        {
            < 0.05 => 0.5,
            < 0.1 => 2,
            _ => 1,
        },
        ChangesAt = TimeSpan.FromSeconds(draws.Unit("when") * 300),
    };
}
