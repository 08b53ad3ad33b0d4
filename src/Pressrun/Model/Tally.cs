namespace Pressrun.Model;

/// <summary>Sums over the calls of one stage and model.</summary>
/// <param name="Answered">Attempts that brought an answer.</param>
/// <param name="Refused">Attempts declined for a limit.</param>
/// <param name="Failed">Attempts answered with an error.</param>
/// <param name="Unknown">Attempts whose outcome is unknown.</param>
/// <param name="Remembered">Answers copied from an earlier run, at no cost.</param>
/// <param name="Cost">Settled cost.</param>
/// <param name="Usage">Settled usage.</param>
public readonly record struct Tally(
    long Answered, long Refused, long Failed, long Unknown, long Remembered, Money Cost, Usage Usage);
