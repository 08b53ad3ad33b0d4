using Pressrun.Model;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>Asks a language model; the result is its answer as text.</summary>
/// <param name="prompt">The template of the prompt.</param>
/// <param name="model">Who is asked.</param>
/// <param name="with">Parameters of the call, in the order they are sent.</param>
/// <param name="names">What the template's names stand for.</param>
/// <param name="care">Tries and timeout.</param>
internal sealed class AskVerb(
    Template prompt, ModelName model, IReadOnlyList<KeyValuePair<string, string>> with, Names names, Care care) : Verb
{
    /// <summary>
    /// What the gates want of the length, for a stand-in that can only choose; null where nothing is said.
    /// </summary>
    public LengthWish? Wish { get; init; }

    /// <inheritdoc/>
    public override string Fingerprint =>
        $"ask/1 {model} {prompt.Hash} {Wish} {string.Join(' ', with.Select(pair => $"{pair.Key}={pair.Value}"))}";

    /// <inheritdoc/>
    public override async Task<Output> RunAsync(StageContext context)
    {
        var text = await names.RenderPromptAsync(prompt, context);
        var wish = Wish is null ? default : await Wish.ReadAsync(context);
        var answer = await context.CallAsync(care.Of(new(model.Provider, model.Model, JsonText.Of(json =>
        {
            json.WriteString("prompt", text);
            json.WriteMaybe("min_characters", wish.MinCharacters);
            json.WriteMaybe("max_characters", wish.MaxCharacters);
            json.WriteMaybe("min_words", wish.MinWords);
            json.WriteMaybe("max_words", wish.MaxWords);
            Parameters.Write(json, with);
        }))));
        return answer.IsTruncated
            ? throw new CallFailedException($"{model} stopped at its length limit; allow it more with `max_tokens`")
            : Output.Of(answer.Text);
    }
}
