namespace Pressrun.Cli.Screens;

/// <summary>The lines of the stages: name, bar, count, what each does; beside them the quotas.</summary>
internal static class StageRows
{
    private const int BarMax = 30;
    private const int BarMin = 4;
    private const int BarLow = 12;
    private const int StatusMin = 10;
    private const int StatusWanted = 28;
    private const int StatusMax = 44;
    private const int NameMax = 20;
    private const int LaneMax = 12;
    private const int SparkMax = 8;
    private const int SideGap = 2;
    private const int SideFrom = 96;

    /// <summary>Whether the quotas stand beside the stages.</summary>
    public static bool HasSide(RunProgress progress, int cells) => cells >= SideFrom && progress.Lanes.Count > 0;

    /// <summary>At most so many lines; what does not fit is summed up in the last.</summary>
    public static IEnumerable<Row> Of(RunProgress progress, int cells, int rowsMax, bool hasSide)
    {
        var side = SideOf(progress, rowsMax, hasSide);
        var sideWidth = WidthOf(side);
        var (shown, rest) = Choose(progress.Stages, rowsMax);
        var columns = Columns.For(progress.Stages, cells - sideWidth);
        var rows = shown.Select(stage => Stage(stage, columns, progress)).ToList();
        if (rest.Count > 0)
        {
            rows.Add(Sum(rest, progress).Fit(cells - sideWidth));
        }

        return rows.Select((row, index) => index < side.Count
            ? row.PadTo(cells - sideWidth + SideGap).Add(side[index])
            : row);
    }

    /// <summary>The stages at work whose own line has no room to say what they wait for.</summary>
    public static IEnumerable<StageProgress> Untold(RunProgress progress, int cells, int rowsMax, bool hasSide)
    {
        var width = Columns.For(progress.Stages, cells - WidthOf(SideOf(progress, rowsMax, hasSide))).Status;
        return progress.Stages.Where(stage => stage.Working > 0 && progress.State == RunActivity.Running
            && stage.Waits is { } waits && (width == 0 || !Status(stage, width, progress).Text.Contains(
                $"waits for {waits}", StringComparison.Ordinal)));
    }

    private static List<Row> SideOf(RunProgress progress, int rowsMax, bool hasSide) =>
        hasSide ? Side(progress.Lanes, Math.Min(rowsMax, progress.Stages.Count)) : [];

    private static int WidthOf(List<Row> side) => side.Select(row => row.Width + SideGap).DefaultIfEmpty().Max();

    /// <summary>Those at work first, then those with work left; all in the order of the pipeline.</summary>
    private static (List<StageProgress> Shown, List<StageProgress> Others) Choose(
        IReadOnlyList<StageProgress> stages, int rowsMax)
    {
        if (stages.Count <= rowsMax)
        {
            return ([.. stages], []);
        }

        var chosen = stages.Index()
            .OrderBy(stage => stage.Item.Working > 0 ? 0 : stage.Item.IsOver ? 2 : 1)
            .Take(rowsMax - 1)
            .Select(stage => stage.Index)
            .ToHashSet();
        return (
            [.. stages.Where((_, index) => chosen.Contains(index))],
            [.. stages.Where((_, index) => !chosen.Contains(index))]);
    }

    private static Row Sum(List<StageProgress> rest, RunProgress progress)
    {
        var done = rest.Count(stage => stage.IsOver);
        var working = rest.Count(stage => !stage.IsOver && stage.Working > 0);
        var waiting = rest.Count - done - working;
        var word = IsQuiet(progress) ? "not done" : "waiting";
        string[] counts = [Count(working, "working"), Count(done, "done"), Count(waiting, word)];
        var noun = rest.Count == 1 ? "stage" : "stages";
        return new Row().Add(new Ink(
            $"  {rest.Count} more {noun}: {string.Join(", ", counts.Where(count => count.Length > 0))}", Tone.Faint));

        static string Count(int count, string word) => count > 0 ? $"{count} {word}" : "";
    }

    private static Row Stage(StageProgress stage, Columns columns, RunProgress run)
    {
        var row = new Row().Add("  ").Add(Cells.Pad(Cells.Clean(stage.Name), columns.Name)).Add("  ");
        if (columns.Bar > 0)
        {
            row.Add(Bar.Of(stage, columns.Bar)).Add("  ");
        }

        row.Add(Tally(stage).PadLeft(columns.Tally));
        return columns.Status > 0 ? row.Add("  ").Add(Status(stage, columns.Status, run)) : row.Fit(columns.Cells);
    }

    private static string Tally(StageProgress stage) => $"{Words.Count(stage.Done)}/{Words.Count(stage.Total)}";

    /// <summary>What it does, in whole pieces: those that do not fit are left out, the less important first.</summary>
    private static Row Status(StageProgress stage, int width, RunProgress run)
    {
        var row = new Row().Add(Activity(stage, width, run)).Fit(width);
        foreach (var piece in Rest(stage, run).Where(piece => row.Width + 2 + Cells.Width(piece.Text) <= width))
        {
            row.Add("  ").Add(piece);
        }

        return row;
    }

    private static bool IsEnding(RunProgress run) => run.State is RunActivity.Ended or RunActivity.Stopping;

    // Where the run comes to its end, or works on a selection, what is left of a stage may wait for nothing at all.
    private static bool IsQuiet(RunProgress run) => IsEnding(run) || run.IsSelection;

    private static Ink Activity(StageProgress stage, int width, RunProgress run)
    {
        if (stage.Working > 0)
        {
            return new($"{Words.Count(stage.Working)} working", Tone.Working);
        }

        var waits = $"waits for {stage.Waits}";
        return stage.IsOver ? new("done", Tone.Done)
            : IsQuiet(run) && (stage.Kind != "once" || IsEnding(run))
                ? new(stage.Kind == "once" ? "not run" : $"{Words.Count(stage.Left)} left", Tone.Faint)
            : stage.Waits is null ? new("waiting", Tone.Faint)
            : new(Cells.Width(waits) <= width ? waits : "waiting", Tone.Held);
    }

    private static IEnumerable<Ink> Rest(StageProgress stage, RunProgress run)
    {
        if (stage.Failed > 0)
        {
            yield return new($"{Words.Count(stage.Failed)} failed", Tone.Failed);
        }

        if (stage.Review > 0)
        {
            yield return new($"{Words.Count(stage.Review)} for review", Tone.Review);
        }

        if (stage.Working > 0 && run.State == RunActivity.Running && stage.Waits is { } waits)
        {
            yield return new($"waits for {waits}", Tone.Held);
        }

        if (stage.Parts is { } parts)
        {
            yield return new(parts == 1 ? "1 part" : $"{Words.Count(parts)} parts", Tone.Faint);
        }
    }

    private static List<Row> Side(IReadOnlyList<LaneProgress> lanes, int rowsMax)
    {
        var shown = lanes.Count <= rowsMax ? lanes.Count : Math.Max(0, rowsMax - 1);
        var names = lanes.Select(lane => Cells.Clean(lane.Name)).ToList();
        var width = Math.Min(LaneMax, names.Select(Cells.Width).Max());
        var rows = lanes.Take(shown).Select((lane, index) => new Row()
            .Add(Cells.Pad(names[index], width)).Add("  ")
            .Add(new Ink(Words.Sparkline(lane.Recent.TakeLast(SparkMax)).PadLeft(SparkMax), Tone.Faint)).Add("  ")
            .Add(Usage(lane))).ToList();
        if (shown < lanes.Count && rowsMax > 0)
        {
            rows.Add(new Row().Add(new Ink($"{lanes.Count - shown} more quotas", Tone.Faint)));
        }

        return rows;
    }

    private static Ink Usage(LaneProgress lane)
    {
        var usage = ProgressView.Usage(lane);
        return usage with { Text = usage.Text.PadLeft(4) };
    }

    /// <summary>How wide each column is; fixed by names, totals and the terminal, so that lines stand still.</summary>
    private sealed record Columns(int Name, int Bar, int Tally, int Status, int Cells)
    {
        public static Columns For(IReadOnlyList<StageProgress> stages, int cells)
        {
            var name = Math.Min(Math.Min(NameMax, Math.Max(4, cells / 4)), stages
                .Select(stage => Screens.Cells.Width(Screens.Cells.Clean(stage.Name))).DefaultIfEmpty().Max());
            var tally = stages.Select(stage => (2 * Words.Count(stage.Total).Length) + 1).DefaultIfEmpty().Max();
            var room = cells - 2 - name - 2 - tally;
            var status = Math.Clamp(room - BarMax - 4, StatusMin, StatusMax);
            status = Math.Max(status, Math.Min(StatusWanted, room - BarLow - 4));
            status = room - 2 < status ? 0 : status;
            var bar = Math.Clamp(room - (status > 0 ? status + 2 : 0) - 2, 0, BarMax);
            return new(name, bar < BarMin ? 0 : bar, tally, status, cells);
        }
    }
}
