using System.Text;
using System.Text.RegularExpressions;
using Pressrun.Providers.Articles;

namespace Pressrun.Providers.Filings;

/// <summary>The lines of a filing in plain text.</summary>
internal static partial class FilingLines
{
    /// <summary>
    /// The lines, blanks at their edges and marks of old filings taken out; empty lines separate paragraphs.
    /// </summary>
    public static List<string> Of(string text)
    {
        var lines = new List<string>();
        foreach (var raw in text.Split('\n'))
        {
            var line = new StringBuilder(raw.Length);
            CleanText.Append(line, raw, keepsLines: false);
            var clean = Mark().Replace(line.ToString(), " ").Trim();
            if (IsFurniture(clean))
            {
                clean = "";
            }

            if (clean.Length > 0 || lines is [.., { Length: > 0 }])
            {
                lines.Add(clean);
            }
        }

        return lines;
    }

    // Page numbers, rulers and the link back to the contents stand on every page.
    private static bool IsFurniture(string line) => line.Length < 40 && Furniture().IsMatch(line);

    [GeneratedRegex(@"</?(PAGE|TABLE|CAPTION|S|C|FN|F\d+|R|B|I|U)>(\s+\d+\s*\z)?",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mark();

    [GeneratedRegex(
        @"\A((-\s*)?\d{1,3}(\s*-)?|[-=_\s*]+|(back to )?table of contents|page \d{1,3}( of \d{1,3})?)\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Furniture();
}
