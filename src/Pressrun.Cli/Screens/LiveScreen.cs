using System.Globalization;
using System.Text;

namespace Pressrun.Cli.Screens;

/// <summary>
/// Redraws the progress in place below the lines it has told, at most four times a second. Between calls the terminal
/// shows exactly those lines and, below them, the last drawn progress.
/// </summary>
/// <param name="output">The terminal.</param>
/// <param name="size">Its columns and rows now; asked at each drawing. What is not positive counts as 80 × 24.</param>
/// <param name="time">For the pace, and for the time of day at which the run finishes.</param>
/// <param name="hasColor">Whether to colour; without, only the cursor is moved.</param>
internal sealed class LiveScreen(
    TextWriter output, Func<(int Width, int Height)> size, TimeProvider time, bool hasColor) : IScreen
{
    private const string BeginUpdate = "\u001b[?2026h";
    private const string EndUpdate = "\u001b[?2026l";
    private const string HideCursor = "\u001b[?25l";
    private const string ShowCursor = "\u001b[?25h";
    private const string EraseLine = "\u001b[K";
    private const string EraseBelow = "\u001b[J";
    private const string EraseAll = "\u001b[H\u001b[2J";
    private const string NextLine = "\r\n";

    /// <summary>Told lines that are kept to be told again when the terminal changes its size.</summary>
    private const int KeptMax = 200;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    // A signal puts the cursor back from a thread of its own; everything below is touched under the gate only.
    private readonly Lock _gate = new();
    private readonly Queue<string> _told = new();
    private readonly List<string> _untold = [];
    private RunProgress? _progress;
    private long _lastFailure;
    private long? _drawnAt;
    private (int Width, int Height) _drawnSize;
    private string _drawn = "";
    private int _rows;
    private bool _isEnded;
    private bool _isBroken;

    /// <inheritdoc/>
    public void Show(RunProgress progress)
    {
        lock (_gate)
        {
            if (_isEnded)
            {
                return;
            }

            foreach (var failure in progress.Failures.Where(failure => failure.Number > _lastFailure))
            {
                _untold.Add(failure.Describe());
                _lastFailure = failure.Number;
            }

            _progress = progress;
            DrawIfDue();
        }
    }

    /// <inheritdoc/>
    public void Line(string text)
    {
        lock (_gate)
        {
            _untold.AddRange(text.Split('\n').Select(Cells.Clean));
            if (_isEnded)
            {
                Write(TakeUntold(Size().Width - 1));
                return;
            }

            DrawIfDue();
        }
    }

    /// <inheritdoc/>
    public void End()
    {
        lock (_gate)
        {
            if (_isEnded)
            {
                return;
            }

            Draw();
            Write((_rows > 0 ? NextLine : "") + ShowCursor);
            _isEnded = true;
        }
    }

    /// <summary>
    /// Puts the cursor back at once, from any thread: for the moment before a signal ends the process. A later drawing
    /// hides it again.
    /// </summary>
    public void Restore()
    {
        // Whoever holds the gate may be the thread the signal stopped; the cursor matters more than the order.
        var isMine = _gate.TryEnter(Pace);
        try
        {
            Write(EndUpdate + ShowCursor);
        }
        finally
        {
            if (isMine)
            {
                _gate.Exit();
            }
        }
    }

    private void DrawIfDue()
    {
        if (_drawnAt is not { } at || time.GetElapsedTime(at) >= Pace)
        {
            Draw();
        }
    }

    private void Draw()
    {
        _drawnAt = time.GetTimestamp();
        var (width, height) = Size();
        var rows = _progress is null ? [] : ProgressView.Compose(_progress, width, height, time.GetLocalNow());
        var region = string.Join(EraseLine + NextLine, rows.Select(row => row.Paint(hasColor)));
        var isResized = _rows > 0 && _drawnSize != (width, height);
        if (!isResized && _untold.Count == 0 && region == _drawn)
        {
            return;
        }

        var frame = new StringBuilder(BeginUpdate).Append(HideCursor);
        frame.Append(isResized ? EraseAll + TellAgain(width - 1, height - rows.Count) : Up(_rows));
        frame.Append(TakeUntold(width - 1)).Append(region).Append(rows.Count > 0 ? EraseLine + EraseBelow : EraseBelow);

        // At the left edge a ^C that the terminal echoes cannot push the line over its end.
        frame.Append('\r').Append(EndUpdate);
        Write(frame.ToString());
        (_drawn, _drawnSize, _rows) = (region, (width, height), rows.Count);
    }

    /// <summary>
    /// The last lines told, as many as fit. Terminals differ in what a new size does to lines already there (some
    /// reflow, some cut), so nothing on the screen can be counted on and all of it is written anew.
    /// </summary>
    private string TellAgain(int width, int rowsMax)
    {
        var rows = _told.SelectMany(line => Cells.Wrap(line, width)).ToList();
        return string.Concat(rows.TakeLast(Math.Max(0, rowsMax)).Select(row => row + EraseLine + NextLine));
    }

    private string TakeUntold(int width)
    {
        var rows = _untold.SelectMany(line => Cells.Wrap(line, width)).ToList();
        foreach (var line in _untold)
        {
            _told.Enqueue(line);
        }

        while (_told.Count > KeptMax)
        {
            _told.Dequeue();
        }

        _untold.Clear();
        return string.Concat(rows.Select(row => row + (_isEnded ? "" : EraseLine) + NextLine));
    }

    private static string Up(int rows) =>
        rows > 1 ? string.Create(CultureInfo.InvariantCulture, $"\r\u001b[{rows - 1}A") : "\r";

    private (int Width, int Height) Size() => size() is { Width: > 0, Height: > 0 } known ? known : (80, 24);

    private void Write(string text)
    {
        if (_isBroken)
        {
            return;
        }

        try
        {
            output.Write(text);
            output.Flush();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The terminal was closed; the run goes on and its journal tells what this screen no longer can.
            _isBroken = true;
        }
    }
}
