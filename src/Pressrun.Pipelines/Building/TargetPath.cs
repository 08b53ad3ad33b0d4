using System.Text.RegularExpressions;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Templates;
using Pressrun.Pipelines.Verbs;

namespace Pressrun.Pipelines.Building;

/// <summary>What can be said of a path that is written to before any name in it has a value.</summary>
internal static partial class TargetPath
{
    /// <summary>What is wrong with the parts of a path that are written out, and what to do; null if nothing.</summary>
    /// <remarks>Whatever a name stands for, it stays within one name of the path.</remarks>
    public static (string Message, string Hint)? Objection(string path) =>
        WrittenPath.Objection(Block().Replace(path, "x"), path);

    /// <summary>Why results would overwrite each other, and what to do; null if each has a file of its own.</summary>
    /// <param name="path">The path's template.</param>
    /// <param name="stage">The stage that writes.</param>
    /// <param name="items">How many items there are.</param>
    /// <param name="isShared">Whether a name means the same for all items.</param>
    public static (string Message, string Hint)? Clash(
        Template path, StageSettings stage, int items, Func<string, bool> isShared)
    {
        var names = path.Names.Select(name => name.First).ToList();
        return stage.IsOnce ? null
            : stage.Each is not null && !names.Contains("part")
                ? ("every part would be written to the same file", "put {{part.number}} into the path")
            : items > 1 && names.TrueForAll(name => isShared(name) || name == "part")
                ? ("every item would be written to the same file", "put {{key}} into the path")
            : null;
    }

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Block();
}
