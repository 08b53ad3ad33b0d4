
namespace Pressrun.Cli.Screens;

/// <summary>Lays a run's progress out for a terminal of any size; pure.</summary>
internal static class ProgressView
{
    /// <summary>Rows for stages that extra lines must leave.</summary>
    private const int StagesMin = 4;

    /// <summary>The lines, the important first; each a cell narrower than the terminal, all a line lower.</summary>
    /// <remarks>A letter in the last column would leave the cursor in doubt between two lines.</remarks>
    public static IReadOnlyList<Row> Compose(RunProgress progress, int width, int height, DateTimeOffset now)
    {
        var cells = Math.Max(1, width - 1);
        var rowsMax = Math.Max(1, height - 1);
        var hasSide = StageRows.HasSide(progress, cells);
        var stagesMin = Math.Min(StagesMin, progress.Stages.Count);
        var (header, footer) = Frame(progress, cells, rowsMax - stagesMin, now);
        var extras = new List<Row>();
        if (progress.Lanes.Count > 0 && !hasSide)
        {
            extras.Add(Quotas(progress.Lanes).Fit(cells));
        }

        if (progress.Failures.Count > 0)
        {
            var last = new Ink(progress.Failures[^1].Describe(), Tone.Failed);
            extras.Add(new Row().Add("  last: ").Add(last).Fit(cells));
        }

        var room = rowsMax - header.Count - footer.Count;
        var untold = StageRows.Untold(progress, cells, Math.Max(1, room - extras.Count), hasSide).ToList();
        if (untold.Count > 0)
        {
            extras.Add(Waits(untold).Fit(cells));
        }

        while (extras.Count > 0 && room - extras.Count < stagesMin)
        {
            extras.RemoveAt(extras.Count - 1);
        }

        var stages = StageRows.Of(progress, cells, Math.Max(1, room - extras.Count), hasSide);
        return [.. header.Concat(stages).Concat(footer).Concat(extras).Take(rowsMax)];
    }

    // How close the run is to its bound stands where it costs no line, else below; where lines are short, nowhere.
    private static (List<Row> Header, List<Row> Footer) Frame(
        RunProgress progress, int cells, int rowsMax, DateTimeOffset now)
    {
        var header = Flow.Of(Header(progress, now), cells, isIndented: false);
        var footer = Flow.Of(Footer(progress, above: null), cells, isIndented: true);
        if (BoundWords.Of(progress) is not { } above)
        {
            return (header, footer);
        }

        var longer = Flow.Of(Header(progress, now).Append(new Row().Add(above)), cells, isIndented: false);
        if (longer.Count == header.Count)
        {
            return (longer, footer);
        }

        var lower = Flow.Of(Footer(progress, above), cells, isIndented: true);
        return (header, header.Count + lower.Count <= rowsMax ? lower : footer);
    }

    private static IEnumerable<Row> Header(RunProgress progress, DateTimeOffset now)
    {
        yield return new Row().Add(new Ink(Cells.Clean(progress.Pipeline), Tone.Strong))
            .Add("  run ").Add(Cells.Clean(progress.RunId));
        if (progress.IsOffline)
        {
            yield return new Row().Add(new Ink("made offline with stand-ins", Tone.Held));
        }

        if (State(progress.State) is { } state)
        {
            yield return new Row().Add(state);
        }

        yield return new Row().Add(Words.Clock(progress.Elapsed));
        if (progress.FinishesIn is { } left && progress.State == RunActivity.Running)
        {
            yield return new Row().Add("finishes ").Add(Words.Moment(now + left, now));
        }

        yield return new Row().Add(Spending(progress));
    }

    /// <summary>What is spent, held to the budget's width so that the line stands still while it grows.</summary>
    private static string Spending(RunProgress progress)
    {
        var spent = Words.Money(progress.Spent, progress.Budget is { } width ? Words.Money(width).Length : 0);
        return spent + (progress.HasUnknownPrice ? " + unknown" : "")
            + (progress.Budget is { } limit ? $" of {Words.Limit(limit)}" : "");
    }

    private static Ink? State(RunActivity state) => state switch
    {
        RunActivity.Paused => new("paused", Tone.Held),
        RunActivity.Stopping => new("stopping, waits for calls under way", Tone.Held),
        RunActivity.Ended => new("ended", Tone.Strong),
        _ => null,
    };

    private static IEnumerable<Row> Footer(RunProgress progress, string? above)
    {
        var total = Words.Count(progress.ItemsTotal);
        yield return new Row().Add($"{Words.Count(progress.ItemsDone)} of {total} items done");
        if (progress.ItemsFailed > 0)
        {
            yield return new Row().Add(new Ink($"{Words.Count(progress.ItemsFailed)} failed", Tone.Failed));
        }

        if (progress.ItemsReview > 0)
        {
            var waiting = progress.ItemsReview == 1 ? "1 waits" : $"{Words.Count(progress.ItemsReview)} wait";
            yield return new Row().Add(new Ink($"{waiting} for you: pressrun show", Tone.Review));
        }

        if (LostWords.Brief(progress) is { } lost)
        {
            yield return new Row().Add(new Ink(lost, Tone.Held));
        }

        if (above is not null)
        {
            yield return new Row().Add(above);
        }

        if (progress.Tokens is { } tokens)
        {
            var cached = tokens.Cached > 0 && tokens.In > 0
                ? $" ({Words.Percent(tokens.Cached / (double)tokens.In)} cached)"
                : "";
            yield return new Row().Add(
                new Ink($"tokens {Words.Short(tokens.In)} in{cached} {Words.Short(tokens.Out)} out", Tone.Faint));
        }
    }

    private static Row Waits(List<StageProgress> stages)
    {
        var row = new Row().Add("  waits");
        foreach (var stage in stages)
        {
            row.Add("  ").Add($"{Cells.Clean(stage.Name)} for ").Add(new Ink(stage.Waits!, Tone.Held));
        }

        return row;
    }

    private static Row Quotas(IReadOnlyList<LaneProgress> lanes)
    {
        var row = new Row().Add("  quotas");
        foreach (var lane in lanes)
        {
            row.Add("  ").Add(Cells.Clean(lane.Name)).Add(" ").Add(Usage(lane));
        }

        return row;
    }

    /// <summary>How full a quota is; one that holds the run back stands out.</summary>
    internal static Ink Usage(LaneProgress lane) =>
        new(Words.Percent(lane.Used), lane.Used >= 0.9 ? Tone.Held : Tone.Plain);
}
