namespace Pressrun.Running;

/// <summary>How far a stage is. Counted in this process; touched on the loop only.</summary>
internal sealed class StageCount
{
    /// <summary>Items through the stage; for a stage over the whole batch 0 or 1.</summary>
    public long Done { get; set; }

    /// <summary>Tasks, parts included, that have begun and not ended.</summary>
    public long Working { get; set; }

    /// <summary>Tasks that came to a halt: failed, in review or skipped.</summary>
    public long Halted { get; set; }

    /// <summary>How many of them wait for a person.</summary>
    public long Review { get; set; }

    /// <summary>Parts through the stage; 0 without <c>each</c>.</summary>
    public long Parts { get; set; }
}
