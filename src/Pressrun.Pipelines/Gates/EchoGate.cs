using Pressrun.Model;
using Pressrun.Pipelines.Texts;
using Pressrun.Pipelines.Verbs;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Gates;

/// <summary>
/// Holds the text of each item against those of the items before it, in the order in which they are taken up: what
/// says again what an earlier one said, word for word, is named. Pure and free.
/// </summary>
/// <param name="share">Less than this share of a text may stand in earlier ones, 0 to 1.</param>
/// <param name="stage">The stage whose texts they are.</param>
internal sealed class EchoGate(double share, string stage) : Gate
{
    private const int NamedMax = 10;

    /// <inheritdoc/>
    public override string Fingerprint => FormattableString.Invariant($"echo/1 {share} {stage}");

    /// <inheritdoc/>
    public override bool IsFree => true;

    /// <inheritdoc/>
    public override async Task<Judgement> JudgeAsync(StageContext context, Output output)
    {
        var echoes = await FindAsync(context);
        var more = echoes.Count > NamedMax ? $"; and {echoes.Count - NamedMax} more" : "";
        return echoes.Count == 0 ? new(IsPassed: true) : new(IsPassed: false,
            $"less than {TextRules.Percent(share)} may repeat earlier items: "
                + string.Join("; ", echoes.Take(NamedMax).Select(echo => echo.Notes)) + more);
    }

    /// <summary>The items that repeat too much, in their order, each with what is wrong in words.</summary>
    public async Task<IReadOnlyList<(string Key, string Notes)>> FindAsync(StageContext context)
    {
        var items = new List<(long Rank, string Key, IReadOnlyList<Output> Outputs)>();
        await foreach (var (item, outputs) in context.BatchAsync(stage))
        {
            items.Add((item.Priority ?? item.Ordinal, item.Key, outputs));
        }

        var said = new HashSet<ulong>();
        var echoes = new List<(string, string)>();
        foreach (var (_, key, outputs) in items.OrderBy(item => item.Rank))
        {
            var texts = new List<string>();
            foreach (var output in outputs)
            {
                texts.Add(await MainText.ReadAsync(context, output));
            }

            var (repeated, longest) = Repetition.Beside(string.Join("\n\n", texts), said);
            if (repeated >= share)
            {
                echoes.Add((key, $"`{key}` repeats {TextRules.Percent(repeated)} (“{Quotation.Begin(longest)}”)"));
            }
        }

        return echoes;
    }
}
