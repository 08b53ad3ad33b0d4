using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Pressrun.Providers.Pages;

/// <summary>
/// Which styles of a page are kept: none that can run or that fetch other styles, and in a mail none that load
/// anything, because that tells when and where the mail was read.
/// </summary>
internal static partial class StyleRule
{
    private static readonly string[] Running =
        ["javascript:", "vbscript:", "data:", "expression(", "-moz-binding", "behavior:", "@import"];

    private static readonly string[] Loading =
        ["url(", "image(", "image-set(", "src(", "cross-fade(", "element(", "@font-face"];

    /// <summary>Whether a style sheet, or the style of an element, has to go.</summary>
    public static bool IsRefused(string style, PageKind kind)
    {
        // What looks like a comment may stand in a text, and hide what follows from who takes comments out.
        string[] readings = [Plain(style), Plain(Comment().Replace(style, ""))];
        return Running.Any(Is) || (kind != PageKind.Site && Loading.Any(Is));

        bool Is(string mark) => readings.Any(reading => reading.Contains(mark, StringComparison.Ordinal));
    }

    // As a browser reads it (CSS Syntax Module Level 3, section 4.3.7): escapes are letters.
    private static string Plain(string style)
    {
        var text = Escape().Replace(style, match => match.Groups["code"] is { Success: true } hex
            ? Letter(int.Parse(hex.Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))
            : match.Groups["letter"].Value);
        return string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter)))
            .ToLowerInvariant();
    }

    private static string Letter(int code) => Rune.IsValid(code) && code > 0 ? new Rune(code).ToString() : "\uFFFD";

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\\(?:(?<code>[0-9A-Fa-f]{1,6})[ \t\r\n\f]?|\r?\n|(?<letter>.))",
        RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Escape();
}
