using System.Globalization;
using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Testing;

/// <summary>Saves a result by one call.</summary>
/// <param name="stage">The stage.</param>
/// <param name="provider">Whom it asks.</param>
/// <param name="edits">How often the place has been changed.</param>
internal sealed class SimSave(string stage, string provider, int edits) : Save
{
    public override string Fingerprint => string.Create(CultureInfo.InvariantCulture, $"sim-save/1 {stage} {edits}");

    public override async Task SaveAsync(StageContext context, Output output) => await context.CallAsync(
        new(provider, "model", string.Create(CultureInfo.InvariantCulture, $"save {stage} {edits} {output.Hash}")));
}
