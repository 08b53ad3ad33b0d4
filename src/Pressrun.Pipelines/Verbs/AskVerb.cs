using Pressrun.Model;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Forms;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>
/// Asks a language model; the result is its answer as text, or as JSON where it was to have a form. An answer that is
/// cut off is continued, one that does not fit is asked for again: neither is ever passed on.
/// </summary>
/// <param name="prompts">The templates of the prompt: one, or one for each part.</param>
/// <param name="model">Who is asked.</param>
/// <param name="with">Parameters of the call, in the order they are sent.</param>
/// <param name="names">What the template's names stand for.</param>
/// <param name="care">Tries, timeout, and who else may be asked.</param>
internal sealed class AskVerb(
    PartPrompts prompts, ModelName model, IReadOnlyList<KeyValuePair<string, string>> with, Names names,
    Care care) : Verb
{
    private const string MaxTokens = "max_tokens";

    /// <summary>What services allow where a stage says nothing.</summary>
    private const long TokensUsual = 8192;

    /// <summary>Beyond this an answer is not made longer by allowing it more.</summary>
    private const long TokensMost = 65_536;

    private const int PiecesMax = 8;
    private const int DrawsMax = 3;
    private const int FaultsTold = 2;

    /// <summary>Answers that are paid for are kept, whatever they are worth.</summary>
    private const string Otherwise = "what was answered is not asked again, so change the prompt or a parameter";

    /// <summary>
    /// What the gates want of the length, for a stand-in that can only choose; null where nothing is said.
    /// </summary>
    public LengthWish? Wish { get; init; }

    /// <summary>What the answer must be; null for text.</summary>
    public OutputForm? Form { get; init; }

    /// <summary>Whether the result says, in the field <c>found</c>, what the search behind the answer found.</summary>
    public bool TellsFound { get; init; }

    /// <inheritdoc/>
    public override string Fingerprint =>
        $"ask/1 {model} {prompts.Hash} {Wish} {string.Join(' ', with.Select(pair => $"{pair.Key}={pair.Value}"))}"
        + (Form is null ? "" : $" {FormSchema.Example(Form)}")
        + (TellsFound ? $" {FoundSources.Name}" : "");

    /// <inheritdoc/>
    public override async Task<Output> RunAsync(StageContext context)
    {
        var text = await names.RenderPromptAsync(prompts.Of(context.Part), context);
        return await AskAsync(context, text, Wish is null ? default : await Wish.ReadAsync(context));
    }

    /// <summary>Asks with a prompt that is rendered already.</summary>
    /// <param name="context">Where it is asked.</param>
    /// <param name="text">The prompt.</param>
    /// <param name="wish">What is wanted of the length.</param>
    public async Task<Output> AskAsync(
        StageContext context, string text,
        (long? MinCharacters, long? MaxCharacters, long? MinWords, long? MaxWords) wish)
    {
        if (Form is null)
        {
            return Output.Of(await WholeAsync(context, text, wish));
        }

        var asked = $"{text}\n\nAnswer with one JSON object of this form and nothing else:\n{FormSchema.Example(
            FormSchema.AsObject(Form))}";
        IReadOnlyList<string> faults = [];
        for (var draw = 1; draw <= DrawsMax; draw++)
        {
            var hint = faults.Count == 0 ? ""
                : $"\n\nAn earlier answer did not have this form: {string.Join("; ", faults)}.";
            var (answer, found) = FoundSources.Part(await WholeAsync(context, asked + hint, wish));
            var formed = FormedAnswer.Read(Form, answer);
            if (formed.Faults.Count == 0)
            {
                return Output.Of(TellsFound ? FoundSources.Into(formed.Json, found) : formed.Json);
            }

            faults = formed.Faults;
            context.DrawAgain();
        }

        throw new CallFailedException($"{model} answered {DrawsMax} times in another form than `output` says, the last "
            + $"time because {string.Join("; ", faults.Take(FaultsTold))}; {Otherwise}")
        {
            Alike = "another form",
        };
    }

    // An answer that is not cut off: continued where it is text, else asked for again with room for more.
    private async Task<string> WholeAsync(
        StageContext context, string text,
        (long? MinCharacters, long? MaxCharacters, long? MinWords, long? MaxWords) wish)
    {
        var (soFar, tokens, empty) = ("", (long?)null, 0);
        for (var piece = 1; piece <= PiecesMax; piece++)
        {
            var answer = await context.CallAsync(care.Of(new(model.Provider, model.Model, ContentOf(
                text, wish, soFar, tokens))));
            if (answer.Declined is { } why)
            {
                throw new CallFailedException($"{model} declined to answer: {why}");
            }

            if (!answer.IsTruncated && (soFar + answer.Text).AsSpan().IsWhiteSpace() && ++empty < DrawsMax)
            {
                // Nothing at all is no answer, and the same question may bring one.
                context.DrawAgain();
            }
            else if (!answer.IsTruncated)
            {
                return (soFar + answer.Text).AsSpan().IsWhiteSpace()
                    ? throw new CallFailedException($"{model} answered nothing, {empty} times; {Otherwise}")
                    {
                        Alike = "nothing",
                    }
                    : soFar + answer.Text;
            }
            else if (Form is null && !answer.Text.AsSpan().IsWhiteSpace())
            {
                soFar += answer.Text;
            }
            else if ((tokens = 2 * (tokens ?? Allowed)) > TokensMost)
            {
                break;
            }
        }

        throw new CallFailedException(
            $"{model} stopped at its length limit again and again; allow it more with `{MaxTokens}`")
        {
            Alike = "cut off",
        };
    }

    private long Allowed => (long)Parameters.Number(with, MaxTokens, TokensUsual);

    private string ContentOf(
        string text, (long? MinCharacters, long? MaxCharacters, long? MinWords, long? MaxWords) wish, string soFar,
        long? tokens) => JsonText.Of(json =>
        {
            json.WriteString("prompt", text);
            json.WriteMaybe("so_far", soFar);
            if (Form is not null)
            {
                json.WritePropertyName("form");
                json.WriteRawValue(FormSchema.Of(Form));
            }

            json.WriteMaybe("min_characters", wish.MinCharacters);
            json.WriteMaybe("max_characters", wish.MaxCharacters);
            json.WriteMaybe("min_words", wish.MinWords);
            json.WriteMaybe("max_words", wish.MaxWords);
            Parameters.Write(json, tokens is { } more
                ? [.. with.Where(pair => pair.Key != MaxTokens), new(MaxTokens, $"{more}")]
                : with);
        });
}
