using Pressrun.Model;

namespace Pressrun.Running;

/// <summary>
/// How far a stage is with the items in work; those that are closed are counted by the fold. Touched on the loop only.
/// </summary>
internal sealed class StageCount
{
    /// <summary>Items through the stage; for a stage over the whole batch 0 or 1.</summary>
    public long Done { get; private set; }

    /// <summary>Tasks, parts included, that have begun and not ended.</summary>
    public long Working { get; set; }

    /// <summary>Items that came to a halt in the stage: failed, in review or skipped.</summary>
    public long Halted { get; private set; }

    /// <summary>How many of them wait for a person.</summary>
    public long Review { get; private set; }

    /// <summary>Parts that this process saw through the stage; 0 without <c>each</c>.</summary>
    public long Parts { get; set; }

    /// <summary>Counts an item's result of the stage, or takes it out again.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="result">Its result; one that came to a halt before this stage counts nothing.</param>
    /// <param name="change">1 or -1.</param>
    public void Add(string stage, StageResult result, int change)
    {
        if (result.Halt is not { } halt)
        {
            Done += change;
        }
        else if (halt.Stage == stage)
        {
            Halted += change;
            Review += halt.State == ItemState.Review ? change : 0;
        }
    }
}
