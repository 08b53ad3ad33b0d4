namespace Pressrun.Cli.Screens;

/// <summary>A stage's bar: what is done, what failed, what is left.</summary>
internal static class Bar
{
    /// <summary>So many cells; a full bar means that all is done, an empty one that nothing is.</summary>
    public static Row Of(StageProgress stage, int cells)
    {
        var done = Halves(stage.Done, stage.Total, cells);
        var over = Math.Max(done, Halves(Math.Min(stage.Done + stage.Failed, stage.Total), stage.Total, cells));
        var failed = (over / 2) - ((done + 1) / 2);
        failed = stage.Failed > 0 && failed <= 0 && done + 2 <= 2 * cells ? 1 : Math.Max(0, failed);
        var full = done / 2;
        var half = done % 2;
        return new Row()
            .Add(new Ink(new string('━', full) + (half == 1 ? "╾" : ""), stage.IsOver ? Tone.Done : Tone.Working))
            .Add(new Ink(new string('━', failed), Tone.Failed))
            .Add(new Ink(new string('─', cells - full - half - failed), Tone.Faint));
    }

    private static int Halves(long part, long total, int cells)
    {
        if (total <= 0)
        {
            return 0;
        }

        var halves = (int)(Math.Clamp(part / (double)total, 0, 1) * cells * 2);
        return part > 0 ? Math.Max(1, halves) : 0;
    }
}
