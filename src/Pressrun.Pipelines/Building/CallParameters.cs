using System.Globalization;
using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Building;

/// <summary>
/// Finds parameters of calls that a service must not be given: they are what the stage itself says, or would make a
/// call cost more than was set aside for it.
/// </summary>
internal static class CallParameters
{
    private const string MaxTokens = "max_tokens";
    private const long TokensMost = 10_000_000;

    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["prompt"] = "the prompt is what `ask` says",
        ["text"] = "what is spoken is what `speak` says",
        ["messages"] = "the prompt is what `ask` says; `system` is a text before it",
        ["input"] = "what is asked is what the stage says",
        ["so_far"] = "an answer is continued by itself",
        ["form"] = "an answer's form is what `output` says",
        ["model"] = "the model is what `model` says",
        ["stream"] = "an answer is read when it is whole",
        ["n"] = "a call has one answer; use `each` for several",
        ["best_of"] = "a call has one answer; use `each` for several",
        ["max_completion_tokens"] = "write `max_tokens`, whatever the service calls it",
        ["max_output_tokens"] = "write `max_tokens`, whatever the service calls it",
    };

    /// <summary>Adds an error for each.</summary>
    public static void Check(StageSettings stage, List<FileError> errors)
    {
        foreach (var given in stage.With)
        {
            if (Refused.TryGetValue(given.Name, out var why))
            {
                errors.Add(new(given.NameAt, $"`{stage.Name}` cannot be given `{given.Name}`", why));
            }
            else if (given.Name == MaxTokens && !(long.TryParse(
                given.Value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens)
                && tokens is >= 1 and <= TokensMost))
            {
                errors.Add(new(given.NameAt, $"`{MaxTokens}` is a whole number from 1, not `{given.Value.Text}`",
                    "such as `max_tokens: 1500`"));
            }
        }
    }
}
