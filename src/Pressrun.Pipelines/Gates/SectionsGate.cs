using System.Text.Json;
using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Gates;

/// <summary>
/// Whether a filing's Items are whole and rightly headed. Who took them out of it has looked: this gate says it.
/// </summary>
internal sealed class SectionsGate : Gate
{
    /// <inheritdoc/>
    public override string Fingerprint => "sections/1";

    /// <inheritdoc/>
    public override bool IsFree => true;

    /// <inheritdoc/>
    public override async Task<Judgement> JudgeAsync(StageContext context, Output output)
    {
        using var document = JsonDocument.Parse(await context.ReadTextAsync(output));
        var problems = document.RootElement.GetProperty("problems").EnumerateArray()
            .Select(problem => problem.GetString()!).ToList();
        return new(problems.Count == 0, problems.Count == 0 ? ""
            : $"This filing is not read as a whole: {string.Join("; ", problems)}.");
    }
}
