using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Local;
using Pressrun.Providers.Programs;

namespace Pressrun.Providers.Audio;

/// <summary>
/// <c>measure</c>: the figures of one sound, its only input, as the JSON of <see cref="SoundMeasures"/>, with a list
/// <c>faults</c> of what keeps it from being published. The content may name <c>expected_seconds</c>, how long its text
/// should take; without, the length is not judged.
/// </summary>
/// <param name="open">Opens blobs.</param>
/// <param name="runner">Runs programs.</param>
/// <param name="scratch">Where temporary files lie; null for the system's folder.</param>
internal sealed class AudioMeasure(Func<Blob, Stream> open, ProgramRunner runner, string? scratch = null) : LocalTask
{
    private const string Filters =
        "astats=measure_overall=Number_of_NaNs+Number_of_Infs:measure_perchannel=none,"
        + "silencedetect=noise=-50dB:d=0.25," + Report.LoudnessFilter;

    // A decoder leaves out what an encoder added at both ends: two frames at most.
    private const double EdgeTolerance = 0.1;

    /// <inheritdoc/>
    public override string Name => "measure";

    /// <inheritdoc/>
    public override Task<Body> RunAsync(Call call, CancellationToken ct)
    {
        if (call.Request.Inputs is not [var sound])
        {
            throw new LocalTaskException($"one sound is measured at a time, not {call.Request.Inputs.Count}");
        }

        return Scratch.UseAsync(scratch, async folder =>
        {
            await folder.AddAsync(open, sound, "sound", "the sound to measure", ct);
            var measures = await MeasureAsync(new(runner, folder), FormatOf(folder), "sound", ct);
            return Body.FromText(measures.ToJson(measures.Faults(Expected(call.Request.Content))));
        });
    }

    /// <inheritdoc/>
    public override Answer Read(Call call, Reply reply)
    {
        var text = reply.Body.ToText();
        SoundMeasures.Read(text);
        return new(text);
    }

    /// <summary>Measures a file of a folder.</summary>
    internal static async Task<SoundMeasures> MeasureAsync(
        Ffmpeg ffmpeg, SoundFormat format, string file, CancellationToken ct)
    {
        var said = await ffmpeg.RunAsync(
            "measure the sound",
            ["-f", format.Kind, "-i", file, "-map", "0:a:0", "-af", Filters, "-f", "null", "-"],
            ct);
        var report = new Report(said);
        var seconds = format.Duration.TotalSeconds;
        var silences = report.Silences().Select(silence => (silence.Start, End: silence.End ?? seconds)).ToList();
        bool IsLead((double Start, double End) silence) => silence.Start < EdgeTolerance;
        bool IsTail((double Start, double End) silence) => silence.End > seconds - EdgeTolerance;
        double Longest(Func<(double Start, double End), bool> isMeant) =>
            Round(silences.Where(isMeant).Select(silence => silence.End - silence.Start).DefaultIfEmpty(0).Max());
        return new()
        {
            Seconds = Round(seconds),
            Loudness = report.Loudness,
            TruePeak = report.TruePeak,
            LeadSilence = Longest(IsLead),
            TailSilence = Longest(IsTail),
            LongestSilence = Longest(silence => !IsLead(silence) && !IsTail(silence)),
            SampleRate = format.SampleRate,
            Channels = format.Channels,
            IsFinite = report.IsFinite,
        };
    }

    private static double Expected(string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.TryGetProperty("expected_seconds", out var seconds)
                ? Math.Max(0, seconds.GetDouble())
                : 0;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw new LocalTaskException("`expected_seconds` is no number", fault);
        }
    }

    private static SoundFormat FormatOf(Scratch folder)
    {
        try
        {
            return SoundFormat.Of(folder.PathOf("sound"));
        }
        catch (FormatException fault)
        {
            throw new LocalTaskException($"the sound cannot be measured: {fault.Message}", fault);
        }
    }

    private static double Round(double seconds) => Math.Round(seconds, 3);
}
