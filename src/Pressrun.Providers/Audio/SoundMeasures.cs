using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Pressrun.Providers.Audio;

/// <summary>What was measured of a sound, and whether it may be published. Immutable.</summary>
public sealed record SoundMeasures
{
    /// <summary>The loudness, in LUFS, that a joined sound is brought to unless the pipeline says otherwise.</summary>
    /// <remarks>The usual loudness of podcasts, and the one Apple Podcasts asks for.</remarks>
    public const double LoudnessTarget = -16;

    private const double LoudnessTolerance = 1;
    private const double TruePeakMax = -1;
    private const double InnerSilenceMax = 2;
    private const double EdgeSilenceMax = 1;
    private const double DurationTolerance = 0.25;
    private const double DurationSlackSeconds = 1;
    private const int SampleRateWanted = 44_100;

    private static readonly JsonSerializerOptions Canonical = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Length in seconds, above 0.</summary>
    [JsonPropertyOrder(0)]
    public required double Seconds { get; init; }

    /// <summary>Integrated loudness in LUFS (EBU R 128, ITU-R BS.1770-4); -70 means silence.</summary>
    [JsonPropertyOrder(1)]
    public required double Loudness { get; init; }

    /// <summary>True peak in dBTP; -120 where there is no signal at all.</summary>
    [JsonPropertyOrder(2)]
    public required double TruePeak { get; init; }

    /// <summary>Seconds below -50 dBFS at the beginning; 0 where they are fewer than 0.25.</summary>
    [JsonPropertyOrder(3)]
    public required double LeadSilence { get; init; }

    /// <summary>Seconds below -50 dBFS at the end; 0 where they are fewer than 0.25.</summary>
    [JsonPropertyOrder(4)]
    public required double TailSilence { get; init; }

    /// <summary>The longest stretch below -50 dBFS that touches neither end, in seconds; 0 for none of 0.25.</summary>
    [JsonPropertyOrder(5)]
    public required double LongestSilence { get; init; }

    /// <summary>Samples a second of one channel.</summary>
    [JsonPropertyOrder(6)]
    public required int SampleRate { get; init; }

    /// <summary>Number of channels.</summary>
    [JsonPropertyOrder(7)]
    public required int Channels { get; init; }

    /// <summary>Whether every sample is a number.</summary>
    [JsonPropertyOrder(8)]
    public required bool IsFinite { get; init; }

    /// <summary>Reads the JSON that measuring a sound gives.</summary>
    /// <exception cref="FormatException">It is not that JSON.</exception>
    public static SoundMeasures Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<SoundMeasures>(json, Canonical)
                ?? throw new FormatException("These are no measures of a sound, but null.");
        }
        catch (JsonException fault)
        {
            throw new FormatException("These are no measures of a sound: measure it again.", fault);
        }
    }

    /// <summary>
    /// What keeps the sound from being published: loudness outside -16 ± 1 LUFS, a true peak above -1 dBTP, an inner
    /// silence above 2 s, 1 s of silence or more at an end, a length that does not fit the text, anything but 44.1 kHz
    /// mono, or samples that are no numbers.
    /// </summary>
    /// <param name="expected">
    /// How many seconds the text should take, 0 or more; with 0 the length is not judged. It may differ by a quarter,
    /// or by one second where that is more.
    /// </param>
    /// <returns>
    /// One clause a fault, such as <c>its true peak is -0.3 dBTP, above -1</c>; empty if all is well.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="expected"/> is no length.</exception>
    public IReadOnlyList<string> Faults(double expected)
    {
        if (!(expected >= 0) || double.IsInfinity(expected))
        {
            throw new ArgumentOutOfRangeException(nameof(expected), expected, "A text takes 0 seconds or more.");
        }

        var tolerance = Math.Max(expected * DurationTolerance, DurationSlackSeconds);
        var faults = new List<string>();
        void Hold(bool isWell, string fault)
        {
            if (!isWell)
            {
                faults.Add(fault);
            }
        }

        // Written so that a value that is no number is a fault too.
        Hold(IsFinite, "some of its samples are no numbers");
        Hold(Math.Abs(Loudness - LoudnessTarget) <= LoudnessTolerance, Text(
            $"its loudness is {Loudness:0.0} LUFS, not {LoudnessTarget} ± {LoudnessTolerance}"));
        Hold(TruePeak <= TruePeakMax, Text($"its true peak is {TruePeak:0.0} dBTP, above {TruePeakMax}"));
        Hold(LongestSilence <= InnerSilenceMax, Text(
            $"it is silent for {LongestSilence:0.0} s inside, more than {InnerSilenceMax}"));
        Hold(LeadSilence < EdgeSilenceMax, Text(
            $"it is silent for {LeadSilence:0.0} s at the beginning, {EdgeSilenceMax} or more"));
        Hold(TailSilence < EdgeSilenceMax, Text(
            $"it is silent for {TailSilence:0.0} s at the end, {EdgeSilenceMax} or more"));
        Hold(expected == 0 || Math.Abs(Seconds - expected) <= tolerance, Text(
            $"it lasts {Seconds:0.0} s, but its text should take {expected:0.0} ± {tolerance:0.0}"));
        Hold(SampleRate == SampleRateWanted && Channels == 1, Text(
            $"it has {Channels} channels of {SampleRate} Hz, not 1 of {SampleRateWanted}"));
        return faults;
    }

    /// <summary>The canonical JSON: one line, properties in the order above, and last the faults.</summary>
    /// <param name="faults">What <see cref="Faults"/> found; null leaves them out.</param>
    internal string ToJson(IReadOnlyList<string>? faults = null)
    {
        var json = JsonSerializer.SerializeToNode(this, Canonical)!.AsObject();
        if (faults is not null)
        {
            json["faults"] = new JsonArray([.. faults.Select(fault => JsonValue.Create(fault))]);
        }

        return json.ToJsonString(Canonical);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
