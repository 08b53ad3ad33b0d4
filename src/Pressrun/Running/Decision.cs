using Pressrun.Model;

namespace Pressrun.Running;

/// <summary>
/// What a person says of a result that waits for review. Made durable before anything is sent, and it stands while the
/// result does: where a stage makes another one, that is judged anew. The item itself is tried again by a
/// <see cref="Reopening"/>.
/// </summary>
/// <param name="Ordinal">The item, in the pipeline's latest run; 0 for a stage over the batch.</param>
/// <param name="Stage">The stage whose result waits.</param>
/// <param name="Part">The part's id; empty without <c>each</c>.</param>
/// <param name="Judged">Hash of the result.</param>
/// <param name="IsApproved">Whether the stage is done with it; otherwise the item fails there.</param>
public sealed record Decision(long Ordinal, string Stage, string Part, string Judged, bool IsApproved)
{
    /// <summary>The text that takes the place of an approved result; null to take it as it is. <value>Null.</value>
    /// </summary>
    public string? Text { get; init; }

    /// <summary>Why, in the person's words; shown with the item. <value>Empty.</value></summary>
    public string Notes { get; init; } = "";

    /// <summary>Makes what was decided durable.</summary>
    internal static async Task WriteAsync(Journaling.Journal journal, IReadOnlyList<Decision> decisions)
    {
        foreach (var decision in decisions)
        {
            var then = decision.IsApproved ? Then.Pass : Then.Fail;
            await journal.AppendAsync(new Record.Verdict(decision.Ordinal, decision.Stage, decision.Part,
                Record.Verdict.Person, decision.Judged, Score: null, decision.Notes, then, Revision: 0)
            {
                Output = decision is { IsApproved: true, Text: { } text }
                    ? await journal.KeepAsync(Output.Of(text))
                    : null,
            });
        }
    }
}
