using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Verbs;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Gates;

/// <summary>Measures sound on this machine and judges it: loudness, peaks, silences, length.</summary>
/// <param name="spoken">The stage whose text is spoken, for the length; null passes any length.</param>
internal sealed class SoundGate(string? spoken) : Gate
{
    /// <inheritdoc/>
    public override string Fingerprint => $"sound/1 {spoken}";

    /// <inheritdoc/>
    public override bool IsFree => true;

    /// <inheritdoc/>
    public override async Task<Judgement> JudgeAsync(StageContext context, Output output)
    {
        var seconds = spoken is null ? 0 : SpeechLength.Seconds(await MainText.ReadAsync(context, spoken));
        var content = JsonText.Of(json => json.WriteNumber("expected_seconds", Math.Round(seconds, 1)));
        var answer = await context.CallAsync(new("local", "measure", content) { Inputs = [output.Blob!] });
        using var measures = JsonDocument.Parse(answer.Text);
        var faults = measures.RootElement.GetProperty("faults").EnumerateArray()
            .Select(fault => fault.GetString()).ToList();
        return new(faults.Count == 0, string.Join("; ", faults));
    }
}
