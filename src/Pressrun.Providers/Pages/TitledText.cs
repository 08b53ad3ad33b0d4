using System.Text.RegularExpressions;

namespace Pressrun.Providers.Pages;

/// <summary>A text below its title, which models often write a second time as the text's first heading.</summary>
internal static partial class TitledText
{
    /// <summary>
    /// The text without a first heading that only repeats the title, with or without a chapter's number.
    /// </summary>
    public static string Below(string title, string markdown)
    {
        var text = markdown.TrimStart('\uFEFF', '\r', '\n');
        var match = First().Match(text);
        return match.Success && Repeats(Words(match.Groups["words"].Value), Words(title))
            ? text[match.Length..]
            : markdown;
    }

    private static bool Repeats(string[] heading, string[] title)
    {
        var (longer, shorter) = heading.Length >= title.Length ? (heading, title) : (title, heading);
        var more = longer[..^shorter.Length];
        return shorter.Length > 0 && longer.AsSpan(more.Length).SequenceEqual(shorter)
            && (more.Length == 0 || (more.Length <= 2 && Number().IsMatch(more[^1])));
    }

    private static string[] Words(string text) =>
        [.. Word().Matches(text.ToLowerInvariant()).Select(match => match.Value)];

    [GeneratedRegex(@"^[ \t\r\n]*#{1,6}[ \t]+(?<words>[^\r\n]*)(?:\r?\n|$)", RegexOptions.NonBacktracking)]
    private static partial Regex First();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex("^(?:[0-9]+|[ivxlc]+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
