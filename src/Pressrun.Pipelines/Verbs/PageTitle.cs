using System.Net;
using System.Text.RegularExpressions;

namespace Pressrun.Pipelines.Verbs;

/// <summary>What a page calls itself.</summary>
internal static partial class PageTitle
{
    /// <summary>The words of its <c>title</c> on one line; empty if it has none.</summary>
    public static string Of(string html) => OneLine(WebUtility.HtmlDecode(Title().Match(html).Groups["words"].Value));

    /// <summary>A text without line ends, control characters and needless blanks.</summary>
    public static string OneLine(string text) => string.Join(' ', string.Concat(text.Select(letter =>
        char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter))
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"<title(?:\s[^>]*)?>(?<words>[^<]*)</title", RegexOptions.NonBacktracking
        | RegexOptions.IgnoreCase)]
    private static partial Regex Title();
}
