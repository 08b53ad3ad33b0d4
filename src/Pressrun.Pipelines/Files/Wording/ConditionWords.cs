using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Pipelines.Files.Wording;

/// <summary>Conditions and orders: <c>score >= 0.8</c>, <c>form in (10-K, 10-Q)</c>, <c>importance desc</c>.</summary>
internal static partial class ConditionWords
{
    private const int ValuesMax = 1_000;
    private const int ConditionsMax = 20;

    private static readonly SearchValues<char> Signs = SearchValues.Create("(),<>=!");

    /// <summary>Conditions with <c>and</c> between them; inside brackets it is a word of a value.</summary>
    public static Meaning<Condition> ReadAll(string key, string text)
    {
        var parts = Parts(text);
        if (parts.Count > ConditionsMax)
        {
            return Meaning<Condition>.Bad($"`{key}` has more than {ConditionsMax} conditions");
        }

        var all = parts.ConvertAll(part => Read(key, part));
        return all.Find(one => one.Complaint is not null) is not { } bad
            ? all.Select(one => one.Value).Reverse().Aggregate((after, before) => before with { And = after })
            : parts.Count == 1 ? bad
            : bad with { Hint = "`and` parts two conditions; a value with that word: `title in (salt and sea)`" };
    }

    /// <summary>One condition.</summary>
    public static Meaning<Condition> Read(string key, string text)
    {
        if (EmptyForm().Match(text) is { Success: true } empty)
        {
            return new Condition(empty.Groups["field"].Value, IsCount: false,
                empty.Groups["not"].Success ? Comparison.NotEmpty : Comparison.Empty, []);
        }

        var match = Form().Match(text);
        if (!match.Success)
        {
            return Bad(key, text);
        }

        var comparison = Comparisons[Spaces().Replace(match.Groups["is"].Value, " ")];
        var right = match.Groups["right"].Value.Trim();
        var values = Values(right, isList: comparison is Comparison.In or Comparison.NotIn);
        var isOrder = comparison
            is Comparison.Less or Comparison.LessOrEqual or Comparison.More or Comparison.MoreOrEqual;
        return values is null || (isOrder && Number(values[0]) is null)
            ? Bad(key, text)
            : new Condition(match.Groups["field"].Value, match.Groups["count"].Success, comparison, values)
            {
                Number = Number(values[0]),
            };
    }

    public static Meaning<Ordering> Order(string text) =>
        OrderForm().Match(text) is { Success: true } match
            ? new Ordering(match.Groups["field"].Value, match.Groups["way"].Value == "desc")
            : Meaning<Ordering>.Bad(
                $"`order` is not understood: {Quote.Of(text)}", "name one field: `importance` or `importance desc`");

    private static readonly Dictionary<string, Comparison> Comparisons = new(StringComparer.Ordinal)
    {
        ["="] = Comparison.Equal,
        ["=="] = Comparison.Equal,
        ["!="] = Comparison.NotEqual,
        ["<"] = Comparison.Less,
        ["<="] = Comparison.LessOrEqual,
        [">"] = Comparison.More,
        [">="] = Comparison.MoreOrEqual,
        ["in"] = Comparison.In,
        ["not in"] = Comparison.NotIn,
    };

    private static Meaning<Condition> Bad(string key, string text) => Meaning<Condition>.Bad(
        $"condition {Quote.Of(text)} is not understood",
        key == "where" ? "write it as `form in (10-K, 10-Q) and year >= 2020` or `title is not empty`"
            : "write it as `score >= 0.8` or `count(items) = 0`");

    private static List<string>? Values(string right, bool isList)
    {
        if (!isList)
        {
            return right.AsSpan().IndexOfAny(Signs) < 0 ? [right] : null;
        }

        if (right is not ['(', .. var inner, ')'])
        {
            return null;
        }

        var values = inner.Split(',', ValuesMax + 1, StringSplitOptions.TrimEntries).ToList();
        return values.Count <= ValuesMax && values.TrueForAll(
            value => value.Length > 0 && value.AsSpan().IndexOfAny(Signs) < 0) ? values : null;
    }

    private static List<string> Parts(string text)
    {
        var (parts, start, depth) = (new List<string>(), 0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
            if (depth == 0 && And().Match(text, at) is { Success: true } and && and.Index == at)
            {
                parts.Add(text[start..at]);
                (start, at) = (at + and.Length, at + and.Length - 1);
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    private static double? Number(string text) =>
        double.TryParse(
            text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var value)
            ? value
            : null;

    [GeneratedRegex(
        @"\A\s*(?:(?<count>count)\(\s*(?<field>[A-Za-z_][A-Za-z0-9_.-]*)\s*\)|(?<field>[A-Za-z_][A-Za-z0-9_.-]*?))"
            + @"\s*(?<is>==?|!=|<=?|>=?|(?<=[\s)])(?:not\s+in|in)(?=[\s(]))\s*(?<right>\S.*?)\s*\z",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Form();

    [GeneratedRegex(@"\A(?<field>[A-Za-z_][A-Za-z0-9_.-]*)( (?<way>asc|desc))?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OrderForm();

    [GeneratedRegex(
        @"\A\s*(?<field>[A-Za-z_][A-Za-z0-9_.-]*)\s+is\s+(?<not>not\s+)?empty\s*\z", RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex EmptyForm();

    [GeneratedRegex(@"\G\s+and(?=\s|\z)", RegexOptions.None, 1000)]
    private static partial Regex And();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
