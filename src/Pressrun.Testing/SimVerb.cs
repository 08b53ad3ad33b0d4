using System.Globalization;
using System.Text;
using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Testing;

/// <summary>
/// A verb whose calls and result are drawn once and for all: what it makes depends on its inputs alone.
/// </summary>
/// <param name="stage">The stage.</param>
/// <param name="draws">Its seed.</param>
/// <param name="provider">Whom it asks.</param>
/// <param name="needs">Stages whose results it reads for its item.</param>
/// <param name="batch">Stages whose results it reads for all items.</param>
/// <param name="edits">How often its prompt has been changed.</param>
internal sealed class SimVerb(
    string stage, Draws draws, string provider, IReadOnlyList<string> needs, IReadOnlyList<string> batch, int edits)
    : Verb
{
    /// <summary>The model of whoever is asked while the first is out.</summary>
    public const string OtherModel = "another model";

    private readonly int _calls = draws.Of("calls", 0, 1, 1, 1, 2);
    private readonly bool _isLarge = draws.Chance("large", 0.05);
    private readonly bool _isPicky = draws.Chance("picky", 0.2);
    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(draws.Of("timeout", 40, 90, 900));
    private readonly int _tries = draws.Of("tries", 1, 3, 3, 5);

    /// <summary>Who is asked while its provider is out; null for nobody.</summary>
    public string? Fallback { get; init; }

    /// <summary>How often a failing call is tried.</summary>
    public int Tries => _tries;

    public override string Fingerprint => string.Create(CultureInfo.InvariantCulture, $"sim/1 {stage} {edits}");

    public override async Task<Output> RunAsync(StageContext context)
    {
        if (context.Item.Input.StartsWith("poison", StringComparison.Ordinal) && stage == "s1")
        {
            throw new InvalidOperationException("this item cannot be digested");
        }

        var seen = await GatherAsync(context);
        var text = new StringBuilder(stage).Append(' ').Append(Output.Of(seen).Hash.AsSpan(0, 8));
        for (var number = 0; number < _calls; number++)
        {
            text.Append(' ').Append(await AskAsync(context, seen, number));
        }

        if (_isLarge)
        {
            text.Append(' ').Append('x', Body.InlineMax + 1);
        }

        return Output.Of(text.ToString());
    }

    private async Task<string> AskAsync(StageContext context, string seen, int number)
    {
        var request = new Request(provider, "model", string.Create(CultureInfo.InvariantCulture,
            $"{stage} {edits} {number} {seen} {context.Notes}"))
        {
            Timeout = _timeout,
            Tries = _tries,
            Fallbacks = Fallback is null ? [] : [new(Fallback, OtherModel)],
        };
        var answer = await context.CallAsync(request);
        // A readable answer of the wrong form: asked again as a new sample, at most once.
        if (_isPicky && answer.Text.Length > 1 && answer.Text[1] is '0' or '1' or '2')
        {
            context.DrawAgain();
            answer = await context.CallAsync(request);
        }

        return answer.Text;
    }

    private async Task<string> GatherAsync(StageContext context)
    {
        var text = new StringBuilder(context.Item.Key).Append(' ').Append(context.Item.Input).Append(' ')
            .Append(context.Part?.Id).Append(' ').Append(context.Part?.Text).Append(' ')
            .Append(context.Previous?.Hash);
        foreach (var need in needs)
        {
            foreach (var output in context.Inputs(need))
            {
                text.Append(' ').Append(output.Hash.AsSpan(0, 8));
                text.Append(' ').Append((await context.ReadTextAsync(output)).Length);
            }
        }

        foreach (var need in batch)
        {
            await foreach (var (item, outputs) in context.BatchAsync(need))
            {
                text.Append(' ').Append(item.Key).AppendJoin(' ', outputs.Select(output => output.Hash[..8]));
            }
        }

        return text.ToString();
    }
}
