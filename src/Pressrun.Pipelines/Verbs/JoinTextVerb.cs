using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>Joins the texts of parts, or of all done items, with an empty line between them. Pure.</summary>
/// <param name="stage">The stage whose results are joined.</param>
/// <param name="isBatch">Whether they are those of all items.</param>
internal sealed class JoinTextVerb(string stage, bool isBatch) : Verb
{
    /// <inheritdoc/>
    public override string Fingerprint => $"join-text/1 {stage}";

    /// <inheritdoc/>
    public override async Task<Output> RunAsync(StageContext context)
    {
        if (!isBatch)
        {
            return Output.Of(await MainText.ReadAsync(context, stage));
        }

        var texts = new List<string>();
        await foreach (var (_, outputs) in context.BatchAsync(stage))
        {
            foreach (var output in outputs)
            {
                texts.Add(await MainText.ReadAsync(context, output));
            }
        }

        return Output.Of(string.Join("\n\n", texts));
    }
}
