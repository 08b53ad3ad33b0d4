using System.Globalization;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Verbs;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Gates;

/// <summary>Measures sound on this machine and judges it: loudness, peaks, silences, length.</summary>
/// <param name="spoken">The stage whose text is spoken, for the length; null passes any length.</param>
/// <param name="minutes">Judges nothing but the playing time; null judges everything else.</param>
internal sealed class SoundGate(string? spoken, Rule.MinutesBetween? minutes = null) : Gate
{
    /// <inheritdoc/>
    public override string Fingerprint => minutes is null ? $"sound/1 {spoken}"
        : FormattableString.Invariant($"minutes/1 {minutes.Least} {minutes.Most} {spoken}");

    /// <inheritdoc/>
    public override bool IsFree => true;

    /// <inheritdoc/>
    public override async Task<Judgement> JudgeAsync(StageContext context, Output output)
    {
        var seconds = spoken is null ? 0 : SpeechLength.Seconds(await MainText.ReadAsync(context, spoken));
        // Both gates ask the same, so that one measures.
        var content = JsonText.Of(json => json.WriteNumber("expected_seconds", Math.Round(seconds, 1)));
        var answer = await context.CallAsync(new("local", "measure", content) { Inputs = [output.Blob!] });
        using var measures = JsonDocument.Parse(answer.Text);
        return minutes is null ? OfFaults(measures.RootElement)
            : OfLength(minutes, measures.RootElement.GetProperty("seconds").GetDouble() / 60);
    }

    private static Judgement OfFaults(JsonElement measures)
    {
        var faults = measures.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()).ToList();
        return new(faults.Count == 0, string.Join("; ", faults));
    }

    private static Judgement OfLength(Rule.MinutesBetween rule, double length) =>
        length >= rule.Least && length <= rule.Most ? new(IsPassed: true) : new(IsPassed: false, string.Create(
            CultureInfo.InvariantCulture,
            $"it plays for {length:0.0} minutes, and should for {rule.Least} to {rule.Most}: write a "
                + $"{(length < rule.Least ? "longer" : "shorter")} text"));
}
