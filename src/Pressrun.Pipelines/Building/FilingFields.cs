using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Building;

/// <summary>What <c>fetch</c> gives of a filing of the SEC: where a gate checks <c>sections</c>.</summary>
internal static class FilingFields
{
    /// <summary>So many tokens a model reads of a filing at most where the stage does not say.</summary>
    public const int TokensDefault = 60_000;

    /// <summary>What <c>with</c> may name.</summary>
    public static IReadOnlyList<string> Known { get; } = ["tokens"];

    /// <summary>Those of an article, empty where a filing has none, and what its Items are.</summary>
    public static OutputForm Form { get; } = new OutputForm.Fields(
    [
        .. ((OutputForm.Fields)ArticleFields.Form).All,
        new("form", new OutputForm.Text()),
        new("left_out", new OutputForm.Text()),
        new("problems", new OutputForm.ListOf(new OutputForm.Text())),
        new("sections", new OutputForm.ListOf(new OutputForm.Fields(
        [
            new("item", new OutputForm.Text()), new("name", new OutputForm.Text()),
            new("heading", new OutputForm.Text()), new("characters", new OutputForm.Number()),
        ]))),
    ]);

    /// <summary>Whether a stage fetches filings.</summary>
    public static bool IsFiling(StageSettings stage) => stage.Verb == VerbKind.Fetch
        && stage.Gates.Any(gate => gate.Check?.Value is Rule.Sections);

    /// <summary>How many tokens of a filing a model reads; null where it fetches none.</summary>
    public static int? TokensOf(StageSettings stage, List<FileError> errors)
    {
        if (!IsFiling(stage) || stage.With.FirstOrDefault(given => given.Name == "tokens") is not { } given)
        {
            return IsFiling(stage) ? TokensDefault : null;
        }

        if (int.TryParse(given.Value.Text, System.Globalization.NumberStyles.None, null, out var tokens)
            && tokens is >= 100 and <= 1_000_000)
        {
            return tokens;
        }

        errors.Add(new(given.At, "`tokens` is a whole number from 100 to 1000000", "such as `tokens: 60000`"));
        return TokensDefault;
    }
}
