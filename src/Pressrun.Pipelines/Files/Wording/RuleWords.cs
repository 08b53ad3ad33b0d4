using System.Text.RegularExpressions;
using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Pipelines.Files.Wording;

/// <summary>The rules of a gate: <c>words between 250 and 900</c>, <c>whole</c>, <c>none of words/*.txt</c>.</summary>
internal static class RuleWords
{
    private const string Between = @" between (?<from>[0-9]{1,9}(\.[0-9]{1,3})?) and (?<to>[0-9]{1,9}(\.[0-9]{1,3})?)";

    /// <summary>All forms there are, in the order in which they are listed.</summary>
    public static readonly IReadOnlyList<RuleForm> Forms =
    [
        new("none of FILES", "No word of these lists occurs.", typeof(Rule.NoneOf),
            Pattern("none of (?<files>.+)"), NoneOf),
        new("words between A and B", "It has so many words.", typeof(Rule.WordsBetween), Pattern("words" + Between),
            found => Range(found, (from, to) => new Rule.WordsBetween((int)from, (int)to), isWhole: true)),
        new("minutes between A and B", "It plays so long.", typeof(Rule.MinutesBetween), Pattern("minutes" + Between),
            found => Range(found, (from, to) => new Rule.MinutesBetween(from, to))),
        new("length between A and B of STAGE", "Its length is such a multiple of a stage's result.",
            typeof(Rule.LengthBetween), Pattern("length" + Between + " of (?<stage>[^ ]+)"),
            found => Range(found, (from, to) => new Rule.LengthBetween(from, to, found["stage"].Value))),
        new("whole", "Not cut off, no preamble, no markup.", typeof(Rule.Whole), Pattern("whole"),
            _ => new Rule.Whole()),
        new("sound", "Loudness, peaks, silences and length of audio are right.", typeof(Rule.Sound), Pattern("sound"),
            _ => new Rule.Sound()),
        new("sections", "The Items of a fetched filing of the SEC are whole and rightly headed.", typeof(Rule.Sections),
            Pattern("sections"), _ => new Rule.Sections()),
        new("numbers from STAGE", "Every number stands in a stage's result.", typeof(Rule.NumbersFrom),
            Pattern("numbers from (?<stage>[^ ]+)"), found => new Rule.NumbersFrom(found["stage"].Value)),
        new("facts cite sources", "Every fact names a source, `[2]`, and every source is one the search returned.",
            typeof(Rule.FactsCiteSources), Pattern("facts cite sources"), _ => new Rule.FactsCiteSources()),
        new("repeats below 8%", "Less than this share repeats what others say.", typeof(Rule.RepeatsBelow),
            Pattern("repeats below (?<share>.+)"), Repeats),
    ];

    public static Meaning<Rule> Read(string text)
    {
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var form in Forms)
        {
            if (form.Pattern.Match(words) is { Success: true } match)
            {
                return form.Make(match.Groups);
            }
        }

        return Meaning<Rule>.Bad($"rule {Quote.Of(text)} is not known", Nearest(words));
    }

    /// <summary>Whether only a later version carries the rule out.</summary>
    public static bool IsLater(Rule rule) => FormOf(rule).IsLater;

    /// <summary>How the rule is written, in general.</summary>
    public static string Written(Rule rule) => FormOf(rule).Written;

    private static RuleForm FormOf(Rule rule) => Forms.First(form => form.Kind == rule.GetType());

    private static string Nearest(string words)
    {
        var written = words.Split(' ');
        var first = DidYouMean.Of(written[0], Forms.Select(form => form.Written.Split(' ')[0]));
        var form = Forms.FirstOrDefault(form => form.Written.Split(' ')[0] == first);
        return form is null
            ? "rules: " + string.Join(" · ", Forms.Select(rule => rule.Written))
            : $"write it as `{form.Written}`";
    }

    private static Meaning<Rule> NoneOf(GroupCollection found)
    {
        var files = found["files"].Value.Split(',', StringSplitOptions.TrimEntries);
        return files.Contains("", StringComparer.Ordinal)
            ? Meaning<Rule>.Bad("`none of` has an empty path in its list", "write it as `none of words/*.txt`")
            : new Rule.NoneOf(files);
    }

    private static Meaning<Rule> Range(GroupCollection found, Func<double, double, Rule> make, bool isWhole = false)
    {
        var (from, to) = (Amounts.Of(found["from"].Value), Amounts.Of(found["to"].Value));
        return from > to
            ? Meaning<Rule>.Bad(
                $"no number is between {found["from"].Value} and {found["to"].Value}", "the lower one first")
            : isWhole && (from != decimal.Truncate(from) || to != decimal.Truncate(to))
                ? Meaning<Rule>.Bad("words are counted whole", "write it as `words between 250 and 900`")
                : make((double)from, (double)to);
    }

    private static Meaning<Rule> Repeats(GroupCollection found)
    {
        var share = Amounts.Share("repeats below", found["share"].Value);
        return share.Complaint is null
            ? new Rule.RepeatsBelow(share.Value)
            : Meaning<Rule>.Bad(share.Complaint, share.Hint);
    }

    private static Regex Pattern(string form) =>
        new($@"\A{form}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
