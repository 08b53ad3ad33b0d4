using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Files;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Gates;

/// <summary>A condition on a stage's own result: pure and free.</summary>
/// <param name="condition">What it must fulfil.</param>
internal sealed class ConditionGate(Condition condition) : Gate
{
    /// <inheritdoc/>
    public override string Fingerprint => $"pass/1 {ConditionTest.Of(condition)}";

    /// <inheritdoc/>
    public override bool IsFree => true;

    /// <inheritdoc/>
    public override async Task<Judgement> JudgeAsync(StageContext context, Output output)
    {
        using var document = JsonDocument.Parse(await context.ReadTextAsync(output));
        var objection = ConditionTest.Objection(condition, document.RootElement);
        var notes = document.RootElement.TryGetProperty("notes", out var given)
            && given.ValueKind == JsonValueKind.String ? given.GetString() : "";
        return objection is null ? new(IsPassed: true)
            : new(IsPassed: false, string.IsNullOrWhiteSpace(notes) ? objection : $"{objection}: {notes}");
    }
}
