using System.Globalization;
using System.Text.RegularExpressions;

namespace Pressrun.Pipelines.Texts;

/// <summary>
/// Facts that name where they come from: <c>[2]</c> in a fact is the second of the sources, and every source is one
/// that a search returned.
/// </summary>
internal static partial class Citations
{
    private const int QuotedMax = 3;

    /// <summary>Every fact names a source, every source is an address that was found.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="sources">The addresses they name by their numbers, from 1.</param>
    /// <param name="found">What the search returned.</param>
    public static Finding Judge(
        IReadOnlyList<string> facts, IReadOnlyList<string> sources, IReadOnlyList<string> found)
    {
        if (facts.Count == 0)
        {
            return Finding.Failed("There is no fact; write some, each with the number of its source: [1].");
        }

        var known = found.Select(Same).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var malformed = sources.Where(source => Same(source) is null).ToList();
        var invented = sources.Where(source => Same(source) is { } same && !known.Contains(same)).ToList();
        var bare = facts.Where(fact => !Numbers(fact).Any()).ToList();
        var lost = facts.SelectMany(Numbers).Where(number => number < 1 || number > sources.Count)
            .Distinct().Order().Select(number => string.Create(CultureInfo.InvariantCulture, $"[{number}]")).ToList();
        var notes = new List<string>();
        Add("The search did not return", invented, "name only addresses it returned, letter by letter");
        Add("No web address is", malformed, "give it whole, beginning with https://");
        Add("No source is named by", bare, "end each fact with the number of its source, such as [1]");
        Add("The list of sources has no", lost, "number them from [1] in the order of the list");
        return notes.Count == 0 ? Finding.Passed : Finding.Failed(string.Join(' ', notes));

        void Add(string fault, List<string> passages, string advice)
        {
            if (passages.Count > 0)
            {
                var more = passages.Count > QuotedMax ? " and others" : "";
                notes.Add($"{fault} {string.Join(", ", passages.Take(QuotedMax).Select(
                    passage => $"“{Quotation.Begin(passage)}”"))}{more}: {advice}.");
            }
        }
    }

    private static IEnumerable<int> Numbers(string fact) => Mark().Matches(fact)
        .SelectMany(mark => mark.Groups["number"].Captures)
        .Select(number => int.Parse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));

    // The same page, however its address is written: the scheme, a fragment and a slash at the end make no other one.
    private static string? Same(string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            && address is { Host.Length: > 0, UserInfo.Length: 0 } && !source.Any(char.IsWhiteSpace)
            ? $"{address.IdnHost}:{(address.IsDefaultPort ? 0 : address.Port)}{address.AbsolutePath.TrimEnd('/')}"
                + address.Query
            : null;

    [GeneratedRegex(@"\[ ?(?<number>[0-9]{1,4})( ?[,;] ?(?<number>[0-9]{1,4}))* ?\]",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mark();
}
