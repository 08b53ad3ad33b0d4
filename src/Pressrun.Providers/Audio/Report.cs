using System.Globalization;

namespace Pressrun.Providers.Audio;

/// <summary>What ffmpeg's filters said at the end of a run.</summary>
/// <param name="text">Everything it wrote to standard error.</param>
internal sealed class Report(string text)
{
    /// <summary>What ebur128 gives for sound it hears nothing in.</summary>
    public const double Silence = -70;

    private const double NoSignal = -120;

    // With the per-frame log silenced by its option "quiet", version 5.1 refuses to run; "verbose" hides it as well.
    /// <summary>The filter whose summary <see cref="Loudness"/> and <see cref="TruePeak"/> read.</summary>
    public const string LoudnessFilter = "ebur128=peak=true:framelog=verbose";

    private readonly string[] _lines = text.Split('\n', StringSplitOptions.TrimEntries);

    /// <summary>Integrated loudness in LUFS; <see cref="Silence"/> at least.</summary>
    public double Loudness => Math.Max(Silence, Number(After(Summary(), "I:"), Silence));

    /// <summary>True peak in dBTP; -120 at least.</summary>
    public double TruePeak => Math.Max(NoSignal, Number(After(Summary(), "Peak:"), NoSignal));

    /// <summary>Whether astats met a sample that is no number.</summary>
    public bool IsFinite =>
        Number(After(_lines, "Number of NaNs:"), 1) == 0 && Number(After(_lines, "Number of Infs:"), 1) == 0;

    /// <summary>Silences in order, in seconds from the beginning; the last one may have no end.</summary>
    public IEnumerable<(double Start, double? End)> Silences()
    {
        double? start = null;
        foreach (var line in _lines)
        {
            if (After([line], "silence_start:") is { } begins)
            {
                start = Number(begins, 0);
            }
            else if (start is { } from && After([line], "silence_end:") is { } ends)
            {
                yield return (from, Number(ends, from));
                start = null;
            }
        }

        if (start is { } open)
        {
            yield return (open, null);
        }
    }

    private IEnumerable<string> Summary() =>
        _lines.SkipWhile(line => !line.EndsWith("Summary:", StringComparison.Ordinal));

    private static string? After(IEnumerable<string> lines, string label) => lines
        .Select(line => (Line: line, At: line.IndexOf(label, StringComparison.Ordinal)))
        .Where(found => found.At >= 0)
        .Select(found => found.Line[(found.At + label.Length)..].TrimStart())
        .FirstOrDefault();

    private static double Number(string? words, double otherwise) =>
        double.TryParse(
            words?.Split(' ')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : otherwise;
}
