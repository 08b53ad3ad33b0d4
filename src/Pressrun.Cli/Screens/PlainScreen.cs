using System.Globalization;
using System.Text;
using Pressrun.Model;

namespace Pressrun.Cli.Screens;

/// <summary>
/// Tells the progress in lines with the time of day: one for every 5% or 30 seconds and one for each failure. For
/// logs, pipes and readers of the screen; no byte of it moves a cursor or sets a colour.
/// </summary>
internal sealed class PlainScreen(TextWriter output, TimeProvider time) : IScreen
{
    private const int Steps = 20;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private RunProgress? _progress;
    private DateTime? _day;
    private long _lastFailure;
    private int _step;
    private long _toldAt;
    private bool _isEnded;
    private bool _isBroken;

    /// <inheritdoc/>
    public void Show(RunProgress progress)
    {
        if (_isEnded)
        {
            return;
        }

        var step = (int)(progress.Share * Steps);
        if (_progress is null)
        {
            Tell(Start(progress));
            (_step, _toldAt) = (step, time.GetTimestamp());
        }

        foreach (var failure in progress.Failures.Where(failure => failure.Number > _lastFailure))
        {
            Tell(failure.Describe());
            _lastFailure = failure.Number;
        }

        _progress = progress;
        if (step > _step || time.GetElapsedTime(_toldAt) >= Silence)
        {
            Tell(Middle(progress));
            (_step, _toldAt) = (step, time.GetTimestamp());
        }
    }

    /// <inheritdoc/>
    public void Line(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            Tell(Cells.Clean(line));
        }
    }

    /// <inheritdoc/>
    public void End()
    {
        if (!_isEnded && _progress is not null)
        {
            Tell(Finish(_progress));
        }

        _isEnded = true;
    }

    private static string Start(RunProgress progress)
    {
        var verb = progress.IsContinued ? "goes on" : "started";
        var budget = progress.Budget is { } limit ? $", budget {Words.Limit(limit)}" : "";
        var offline = progress.IsOffline ? ", made offline with stand-ins" : "";
        return $"run {Cells.Clean(progress.RunId)} {verb}: {Cells.Clean(progress.Pipeline)}, "
            + $"{Items(progress.ItemsTotal)}{budget}{offline}";
    }

    private static string Items(long total) => total == 1 ? "1 item" : $"{Words.Count(total)} items";

    private string Middle(RunProgress progress)
    {
        var line = new StringBuilder(Words.Percent(progress.Share))
            .Append(progress.IsOffline ? " offline" : "")
            .Append(progress.State switch
            {
                RunActivity.Paused => " paused",
                RunActivity.Stopping => " stopping",
                _ => "",
            })
            .Append(CultureInfo.InvariantCulture, $" done {progress.ItemsDone}/{progress.ItemsTotal}");
        foreach (var stage in progress.Stages)
        {
            line.Append(CultureInfo.InvariantCulture, $" {Cells.Clean(stage.Name)} {stage.Done}/{stage.Total}");
        }

        line.Append(Spending(progress));
        line.Append(LostWords.Brief(progress) is { } lost ? $"   {lost}" : "");
        if (progress.FinishesIn is { } left && progress.State == RunActivity.Running)
        {
            var now = time.GetLocalNow();
            line.Append(" finishes ").Append(Words.Moment(now + left, now));
        }

        if (progress.State == RunActivity.Running)
        {
            var waits = progress.Stages.Where(stage => stage is { Working: > 0, Waits: not null })
                .Select(stage => $"{Cells.Clean(stage.Name)} waits for {stage.Waits}")
                .Concat(AwaitedWords.Long(progress.UnderWay) is { } slow ? [slow] : []).ToList();
            line.Append(waits.Count > 0 ? "   " : "").AppendJoin(", ", waits);
        }

        // The last line of all tells it anyway.
        return progress.State != RunActivity.Ended && BoundWords.Brief(progress) is { } above
            ? line.Append("   ").Append(above).ToString()
            : line.ToString();
    }

    private static string Finish(RunProgress progress)
    {
        var word = progress.State == RunActivity.Ended ? "" : "stopped: ";
        var failed = progress.ItemsFailed > 0 ? $" failed {progress.ItemsFailed}" : "";
        var review = progress.ItemsReview > 0 ? $" review {progress.ItemsReview}" : "";
        return $"{word}done {progress.ItemsDone} of {progress.ItemsTotal}{failed}{review}   "
            + $"{Words.Clock(progress.Elapsed)}  {Spending(progress)}"
            + (LostWords.Brief(progress) is { } lost ? $"   {lost}" : "")
            + (BoundWords.Of(progress) is { } above ? $"   {above}" : "")
            + (progress.IsOffline ? "   made offline with stand-ins" : "");
    }

    private static string Spending(RunProgress progress) => progress.Spent == Money.Zero && progress.IsOffline
        ? " $0"
        : " " + Words.Spent(progress.Spent, progress.HasUnknownPrice);

    private void Tell(string text)
    {
        if (_isBroken)
        {
            return;
        }

        try
        {
            // A run may last for days: from the second on, its lines say which.
            var now = time.GetLocalNow();
            var form = now.Date == (_day ??= now.Date) ? "HH:mm:ss" : "d MMM HH:mm:ss";
            output.WriteLine($"{now.ToString(form, CultureInfo.InvariantCulture)} {text}");
            output.Flush();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The reader is gone; the run goes on and its journal tells what this screen no longer can.
            _isBroken = true;
        }
    }
}
