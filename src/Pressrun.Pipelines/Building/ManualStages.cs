using Pressrun.Pipelines.Items;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Building;

/// <summary>
/// Stages that run only if asked for: <c>manual: true</c>, and <c>--with publish</c>. One that is not asked for asks
/// nothing, and what needs it waits with it.
/// </summary>
public static class ManualStages
{
    /// <summary>The manual stages that nobody asked for, in the order of the file; may be empty.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="with">What the command line asks for: names, with commas between them.</param>
    /// <exception cref="PressrunException">A word names no stage, or one that runs anyway.</exception>
    public static IReadOnlyList<string> NotAsked(LoadedPipeline pipeline, IReadOnlyList<string> with)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(with);
        var asked = with.SelectMany(words => Words(words)).ToHashSet(StringComparer.Ordinal);
        foreach (var word in asked.Where(word => !pipeline.Manual.Contains(word, StringComparer.Ordinal)))
        {
            throw new PressrunException(Objection(word, pipeline));
        }

        return [.. pipeline.Manual.Where(stage => !asked.Contains(stage))];
    }

    /// <summary>What is selected, without the stages that nobody asked for; null where that is all.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="selected">What the command line selects; null for all.</param>
    /// <param name="notAsked">The stages that nobody asked for.</param>
    /// <exception cref="PressrunException">Nothing is left.</exception>
    public static IReadOnlySet<string>? Without(
        Pipeline pipeline, IReadOnlySet<string>? selected, IReadOnlyList<string> notAsked)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(notAsked);
        if (notAsked.Count == 0)
        {
            return selected;
        }

        var left = (selected ?? pipeline.Stages.Select(stage => stage.Name)).Except(notAsked, StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal);
        return left.Count > 0 ? left
            : throw new PressrunException($"nothing is left to do: {Line(selected is null ? notAsked
                : [.. notAsked.Where(selected.Contains)])}");
    }

    /// <summary>The one line that says what waits, and how to ask for it.</summary>
    /// <param name="notAsked">The stages that nobody asked for, at least one.</param>
    public static string Line(IReadOnlyList<string> notAsked)
    {
        ArgumentNullException.ThrowIfNull(notAsked);
        return $"{string.Join(", ", notAsked)} {(notAsked.Count == 1 ? "is" : "are")} manual: "
            + $"--with {string.Join(',', notAsked)}";
    }

    private static string[] Words(string with)
    {
        var words = with.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 ? words
            : throw new PressrunException("--with: names no stage; name a manual one, or leave it out.");
    }

    private static string Objection(string word, LoadedPipeline pipeline)
    {
        var manual = pipeline.Manual;
        var there = manual.Count == 0 ? "No stage of this pipeline is manual: leave it out."
            : $"Manual {(manual.Count == 1 ? "is" : "are")} {string.Join(", ", manual)}.";
        return pipeline.Graph.Any(stage => stage.Name == word)
            ? $"--with: {Quote.Of(word)} is not manual and runs anyway. {there}"
            : $"--with: there is no stage {Quote.Of(word)}.{Nearest.Ask(word, manual)} {there}";
    }
}
