using System.Text.RegularExpressions;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// The lines between two headings. Those at its beginning that read <c>name: value</c> are fields; one whose value is
/// words also stays among the text, because it may well have been meant as a note.
/// </summary>
/// <param name="Fields">Names in lower case with their values, unique, in the order written.</param>
/// <param name="Text">The lines in order, without the indent they share and without rulings.</param>
/// <param name="Twice">The name of a number that is given twice, so that nobody knows which counts.</param>
internal sealed partial record OutlineBlock(
    IReadOnlyList<(string Name, string Value)> Fields, string Text, string? Twice)
{
    private const int FieldsMax = 20;

    // What a chapter has anyway: the heading says it, or the reader.
    private static readonly string[] Taken = ["number", "title", "outline", "book", "neighbours", "about", "key", "id"];

    /// <summary>The block that lines make.</summary>
    public static OutlineBlock Of(IEnumerable<string> lines)
    {
        var fields = new List<(string Name, string Value)>();
        var (kept, isAtFields, twice) = (new List<string>(), true, (string?)null);
        foreach (var line in lines.Where(line => !Ruling().IsMatch(line)))
        {
            var field = isAtFields ? FieldOf(line) : null;
            isAtFields &= field is not null || string.IsNullOrWhiteSpace(line);
            if (field is not { } found || Taken.Contains(found.Name) || fields.Count == FieldsMax)
            {
                kept.Add(line);
                continue;
            }

            var isKnown = fields.Exists(known => known.Name == found.Name);
            if (IsNumber(found.Value))
            {
                twice ??= isKnown ? found.Name : null;
            }
            else
            {
                kept.Add(line);
            }

            if (!isKnown)
            {
                fields.Add(found);
            }
        }

        return new(fields, Join(kept), twice);
    }

    /// <summary>Whether a value is written as a number JSON has too.</summary>
    public static bool IsNumber(string value) => Number().IsMatch(value);

    /// <summary>The name, in lower case, and the value of a line such as <c>- importance: 5</c>; else null.</summary>
    public static (string Name, string Value)? FieldOf(string line) =>
        Field().Match(line) is { Success: true } match
            ? (match.Groups["name"].Value.ToLowerInvariant(), match.Groups["value"].Value.Trim())
            : null;

    private static string Join(List<string> lines)
    {
        var written = lines.Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
        var indent = written.Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..].TrimEnd() : ""))
            .Trim('\n');
    }

    [GeneratedRegex(
        @"^\s*(?:[-*+\u2022]\s+)?(?:\*\*)?(?<name>[A-Za-z][A-Za-z0-9_]{0,39})(?:\*\*:|:\*\*|:)\s+(?<value>\S.*)$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Field();

    [GeneratedRegex(@"^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?$", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s*(?:(?:-\s*){3,}|(?:=\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$", RegexOptions.NonBacktracking)]
    private static partial Regex Ruling();
}
