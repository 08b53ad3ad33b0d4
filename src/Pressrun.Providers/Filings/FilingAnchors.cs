using System.Text.RegularExpressions;

namespace Pressrun.Providers.Filings;

/// <summary>Finds the headings of Items, those of the table of contents included.</summary>
internal static partial class FilingAnchors
{
    /// <summary>What is looked at of a line.</summary>
    private const int HeadingMax = 300;

    /// <summary>A number and its title may stand this many lines apart.</summary>
    private const int TitleWithin = 3;

    /// <summary>A title shorter than this may head anything, such as a note on legal proceedings.</summary>
    private const int OwnTitleMin = 20;

    private const int BareTitleMax = 100;

    private static readonly char[] Opening =
        [' ', '.', ':', ',', '-', '–', '—', '"', '“', '‘', '\'', '*', '•', '|'];

    public static List<FilingAnchor> Of(FilingForm form, IReadOnlyList<string> lines)
    {
        var anchors = new List<FilingAnchor>();
        var bare = new List<FilingAnchor>();
        var part = "";
        for (var at = 0; at < lines.Count; at++)
        {
            var line = lines[at].Length > HeadingMax ? lines[at][..HeadingMax] : lines[at];
            part = PartForm().Match(line) is { Success: true } inPart
                ? inPart.Groups["part"].Value.ToUpperInvariant() : part;
            if (Ends().IsMatch(line))
            {
                anchors.Add(new(at, null, at + 1));
            }
            else if (ItemForm().Match(line) is { Success: true } match)
            {
                var (title, body) = TitleOf(match.Groups["title"].Value, lines, at);
                var number = Blank().Replace(match.Groups["number"].Value.ToUpperInvariant(), "");
                if (Find(form, number, part, title) is { } item)
                {
                    anchors.Add(new(at, item, body));
                }
            }
            else if (form != CurrentReport.Form && IsBareTitle(line)
                && form.Items.FirstOrDefault(one => IsTitled(one, line)) is { } item)
            {
                bare.Add(new(at, item, at + 1));
            }
        }

        // Some companies leave the numbers out. A title without its number counts only where there is none with it.
        var numbered = anchors.Select(anchor => anchor.Item?.Id).ToHashSet();
        return [.. anchors.Concat(bare.Where(one => !numbered.Contains(one.Item!.Id))).OrderBy(one => one.Line)];
    }

    // A heading may stand on two lines, number and title.
    private static (string Title, int Body) TitleOf(string rest, IReadOnlyList<string> lines, int at)
    {
        var title = Further().Replace(rest, "").TrimStart(Opening);
        for (var next = at + 1; title.Length == 0 && next < lines.Count && next <= at + TitleWithin; next++)
        {
            title = lines[next].TrimStart(Opening);
            if (title.Length is > 0 and <= HeadingMax && !ItemForm().IsMatch(title))
            {
                return (title, next + 1);
            }
        }

        return (title.Length <= HeadingMax ? title : title[..HeadingMax], at + 1);
    }

    // Where a number stands in both parts, the title says which; where titles agree, the part.
    private static FilingItem? Find(FilingForm form, string number, string part, string title) => form.Items
        .Where(item => item.Number == number && item.Heading.IsMatch(title))
        .OrderByDescending(item => item.Id == $"{part}-{number}")
        .FirstOrDefault();

    private static bool IsBareTitle(string line) => line.Length is > OwnTitleMin and <= BareTitleMax
        && char.IsUpper(line[0]) && !char.IsDigit(line[^1]) && line[^1] is not ('.' or ',' or ';' or ':');

    private static bool IsTitled(FilingItem item, string line) =>
        item is { IsSelected: true, Title.Length: > OwnTitleMin } && item.Heading.IsMatch(line);

    [GeneratedRegex(
        @"\A(\(?PART\s+(IV|I{1,3})[\s,.:–—-]{0,5})?items?\s*"
            + @"(?<number>\d{1,2}(\s*\.\s*\d{2}(?!\d))?(\s?[ABC](?![A-Za-z]))?)(\([A-Za-z]\))?"
            + @"(?<title>[\s.:,()–—*-].*)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ItemForm();

    // One heading for two Items: the text stands under the first.
    [GeneratedRegex(@"\A[\s.,]*((and|&|,)\s*(items?\s*)?\d{1,2}\.\d{2}(\([a-z]\))?[\s.,:–—-]*)+",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Further();

    [GeneratedRegex(@"\A\(?PART\s+(?<part>IV|I{1,3})(?![A-Z])",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PartForm();

    [GeneratedRegex(@"\A(signatures?\s*\z|pursuant to the requirements of (section|the securities exchange act))",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ends();

    [GeneratedRegex(@"\s", RegexOptions.None, 1000)]
    private static partial Regex Blank();
}
