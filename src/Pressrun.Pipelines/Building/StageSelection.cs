using Pressrun.Pipelines.Items;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Building;

/// <summary>
/// Part of the stages, as a command line names it: <c>script</c> alone, <c>+script</c> with all it needs,
/// <c>script+</c> with all that needs it, several with commas between them.
/// </summary>
public static class StageSelection
{
    /// <summary>Reads the words of a command line; null if they select nothing in particular.</summary>
    /// <param name="pipeline">The pipeline whose stages they name.</param>
    /// <param name="select">Stages, with or without a <c>+</c>; null for all.</param>
    /// <param name="until">A stage that is the last, with all it needs; null for none.</param>
    /// <returns>The names of what is selected by both.</returns>
    /// <exception cref="PressrunException">A word names no stage.</exception>
    public static IReadOnlySet<string>? Parse(Pipeline pipeline, string? select, string? until)
    {
        if (select is null && until is null)
        {
            return null;
        }

        var all = pipeline.Stages.Select(stage => stage.Name);
        var selected = (select is null ? all : Words(select).SelectMany(word => Of(pipeline, "--select", word)))
            .ToHashSet(StringComparer.Ordinal);
        selected.IntersectWith(until is null ? all : Of(pipeline, "--until", "+" + until.Trim()));
        return selected.Count > 0 ? selected
            : throw new PressrunException($"--select and --until: no stage is in both `{select}` and `+{until}`.");
    }

    private static string[] Words(string select)
    {
        var words = select.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0
            ? words
            : throw new PressrunException("--select: names no stage; name some, or leave it out for all.");
    }

    private static IEnumerable<string> Of(Pipeline pipeline, string option, string word)
    {
        var name = word.Trim('+');
        var names = pipeline.Stages.Select(stage => stage.Name).ToList();
        if (!names.Contains(name, StringComparer.Ordinal))
        {
            throw new PressrunException($"{option}: there is no stage {Quote.Of(name)}.{Nearest.Ask(name, names)} "
                + $"The stages are {string.Join(", ", names)}.");
        }

        var before = pipeline.Before(pipeline.Stages[pipeline.PlaceOf(name)]).Where(_ => word.StartsWith('+'));
        var after = pipeline.Stages.Where(stage => word.EndsWith('+') && pipeline.Before(stage).Contains(name))
            .Select(stage => stage.Name);
        return [.. before, name, .. after];
    }
}
