using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Templates;
using Pressrun.Pipelines.Verbs;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Gates;

/// <summary>
/// A model that judges a result: it answers with a score and notes, and a condition on them decides. What it wants
/// better goes into the next revision; its score says which try was the best.
/// </summary>
/// <param name="prompt">The template of the prompt; the judged stage's own result has its name in it.</param>
/// <param name="judge">Asks for the answer.</param>
/// <param name="condition">What the answer must fulfil.</param>
/// <param name="stage">The judged stage, as its prompt sees it.</param>
/// <param name="names">What the template's other names stand for.</param>
internal sealed class JudgeGate(
    Template prompt, AskVerb judge, Condition condition, StageName stage, Names names) : Gate
{
    private const string Score = "score";
    private const string Notes = "notes";

    /// <inheritdoc/>
    public override string Fingerprint => $"judge/1 {judge.Fingerprint} {ConditionTest.Of(condition)}";

    /// <inheritdoc/>
    public override bool IsFree => false;

    /// <summary>What a judge answers: a score, notes, and what the condition names beside them.</summary>
    public static OutputForm FormFor(Condition condition)
    {
        List<KeyValuePair<string, OutputForm>> fields =
        [
            KeyValuePair.Create<string, OutputForm>(Score, new OutputForm.Number()),
            KeyValuePair.Create<string, OutputForm>(Notes, new OutputForm.Text()),
        ];
        if (condition.Field is not (Score or Notes))
        {
            fields.Add(new(condition.Field, condition.IsCount ? new OutputForm.ListOf(new OutputForm.Text())
                : condition.Number is null ? new OutputForm.Text() : new OutputForm.Number()));
        }

        return new OutputForm.Fields(fields);
    }

    /// <inheritdoc/>
    public override async Task<Judgement> JudgeAsync(StageContext context, Output output)
    {
        var text = await names.RenderPromptAsync(prompt, context, (stage, output));
        using var answer = JsonDocument.Parse(
            await context.ReadTextAsync(await judge.AskAsync(context, text, default)));
        var (score, notes) = (answer.RootElement.GetProperty(Score).GetDouble(),
            answer.RootElement.GetProperty(Notes).GetString()!);
        return ConditionTest.Objection(condition, answer.RootElement) is { } objection
            ? new(IsPassed: false, string.IsNullOrWhiteSpace(notes) ? objection : notes, score)
            : new(IsPassed: true, Score: score);
    }
}
