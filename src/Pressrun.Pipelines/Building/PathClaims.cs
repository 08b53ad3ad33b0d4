using System.Text.RegularExpressions;
using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Building;

/// <summary>Which stage writes which path: two that write one file would overwrite each other.</summary>
/// <param name="errors">Takes what is wrong.</param>
internal sealed partial class PathClaims(List<FileError> errors)
{
    // Upper and lower case are one file on some disks.
    private readonly Dictionary<string, string> _stages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a path for a stage; an error where another stage has it.</summary>
    /// <param name="path">The path as it is written, names in braces.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="at">Where it says so.</param>
    public void Add(string path, string stage, Position at)
    {
        var first = _stages.GetValueOrDefault(Blank().Replace(path, match => match.Groups["brace"].Value), stage);
        _stages[Blank().Replace(path, match => match.Groups["brace"].Value)] = first;
        if (first != stage)
        {
            errors.Add(new(at, $"`{stage}` would write {path}, which `{first}` writes already",
                "give each of the two stages a path of its own"));
        }
    }

    // {{ key }} is {{key}}.
    [GeneratedRegex(@"(?<brace>\{\{)\s+|\s+(?<brace>\}\})", RegexOptions.NonBacktracking)]
    private static partial Regex Blank();
}
