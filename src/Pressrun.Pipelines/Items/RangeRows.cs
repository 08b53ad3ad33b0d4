using System.Globalization;
using System.Text.RegularExpressions;

namespace Pressrun.Pipelines.Items;

/// <summary>A range such as <c>1..125</c>: an item a number, both ends included, in the field <c>number</c>.</summary>
internal static partial class RangeRows
{
    /// <summary>The rows of a range; null if the text is none.</summary>
    /// <exception cref="PressrunException">The range runs backwards or is too long.</exception>
    public static IEnumerable<Row>? Of(string text)
    {
        var match = Shape().Match(text);
        if (!match.Success)
        {
            return null;
        }

        return !long.TryParse(match.Groups["first"].ValueSpan, CultureInfo.InvariantCulture, out var first)
            || !long.TryParse(match.Groups["last"].ValueSpan, CultureInfo.InvariantCulture, out var last)
            || last - (decimal)first >= Census.ItemsMax
                ? throw new PressrunException(
                    $"items: the range `{text}` is too long: at most {Census.ItemsMax:n0} items. Make it shorter.")
                : last < first
                    ? throw new PressrunException($"items: the range `{text}` runs backwards: write `{last}..{first}`.")
                    : Numbers(text, first, last);
    }

    private static IEnumerable<Row> Numbers(string text, long first, long last)
    {
        for (var number = first; ; number++)
        {
            var value = number;
            yield return new(text, 0, Fields.Write(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("number", value);
                json.WriteEndObject();
            }), Key: value.ToString(CultureInfo.InvariantCulture));
            if (number == last)
            {
                yield break;
            }
        }
    }

    [GeneratedRegex(@"^\s*(?<first>-?[0-9]+)\.\.(?<last>-?[0-9]+)\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
