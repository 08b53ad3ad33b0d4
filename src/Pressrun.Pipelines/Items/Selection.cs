using System.Globalization;
using System.Text.RegularExpressions;
using Pressrun.Model;
using Pressrun.Running;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// Part of the items, as a command line names it: <c>1-5,opening</c> and <c>--limit 3</c>. A word is a key. A number is
/// the key of an item whose key is a number, else its place in the source, counted from 1.
/// </summary>
internal sealed partial class Selection
{
    private const int WordsMax = 10_000;

    private readonly HashSet<string> _words;
    private readonly List<(string Word, long First, long Last)> _ranges = [];
    private readonly int? _limit;

    private Selection(IEnumerable<string> words, int? limit)
    {
        _words = words.ToHashSet(StringComparer.Ordinal);
        _limit = limit;
        foreach (var word in _words)
        {
            var match = Numbers().Match(word);
            var (one, other) = (match.Groups["first"], match.Groups["last"]);
            if (long.TryParse(one.ValueSpan, CultureInfo.InvariantCulture, out var first)
                && long.TryParse((other.Success ? other : one).ValueSpan, CultureInfo.InvariantCulture, out var last))
            {
                _ranges.Add((word, first, last));
            }
        }
    }

    /// <summary>Reads the words of a command line; empty selects all.</summary>
    /// <param name="items">Keys, numbers and ranges of numbers with commas between them.</param>
    /// <param name="limit">The most items, the first ones; null for no limit.</param>
    /// <exception cref="PressrunException">The limit is below 1, or there are too many words.</exception>
    public static Selection Parse(string items, int? limit)
    {
        if (limit < 1)
        {
            throw new PressrunException($"--limit: {limit} items are none. Give a number from 1, or leave it out.");
        }

        var words = items.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= WordsMax
            ? new(words, limit)
            : throw new PressrunException(
                $"--items: names {words.Length} items, {WordsMax} are the most. Use a range.");
    }

    /// <summary>Whether the words name an item; the limit is not looked at.</summary>
    /// <param name="item">The item; its ordinal is its place in the source.</param>
    public bool Includes(Item item)
    {
        if (_words.Count == 0 || _words.Contains(item.Key))
        {
            return true;
        }

        var number = NumberOf(item);
        return _ranges.Exists(range => range.First <= number && number <= range.Last);
    }

    /// <summary>The source cut down to what is selected, in the same order; it is read through once here.</summary>
    /// <exception cref="PressrunException">A word names no item.</exception>
    public ItemSource Of(ItemSource source)
    {
        if (_words.Count == 0 && _limit is null)
        {
            return source;
        }

        Check(source);
        using var digest = new SourceDigest();
        var hasPriorities = false;
        foreach (var item in Selected(source))
        {
            digest.Add(item);
            hasPriorities |= item.Priority is not null;
        }

        return new(digest.ToHex(), () => Selected(source)) { HasPriorities = hasPriorities };
    }

    private IEnumerable<Item> Selected(ItemSource source)
    {
        var selected = source.Read().Select((item, index) => (Item: item, Placed: item with { Ordinal = index + 1 }))
            .Where(pair => Includes(pair.Placed)).Select(pair => pair.Item);
        return _limit is { } limit ? selected.Take(limit) : selected;
    }

    private void Check(ItemSource source)
    {
        var unknown = _words.ToHashSet(StringComparer.Ordinal);
        var place = 0L;
        foreach (var item in source.Read())
        {
            if (unknown.Count == 0)
            {
                return;
            }

            unknown.Remove(item.Key);
            var number = NumberOf(item with { Ordinal = ++place });
            foreach (var range in _ranges)
            {
                if (range.First <= number && number <= range.Last)
                {
                    unknown.Remove(range.Word);
                }
            }
        }

        if (unknown.Order(StringComparer.Ordinal).FirstOrDefault() is { } word)
        {
            throw new PressrunException(
                $"--items: there is no item {Quote.Of(word)} among {place}.{Hint(word, source)}");
        }
    }

    private string Hint(string word, ItemSource source)
    {
        if (!source.Read().Any())
        {
            return " The list is empty.";
        }

        var range = _ranges.Find(range => range.Word == word);
        if (range.First > range.Last)
        {
            return $" A range begins with the smaller number: {range.Last}-{range.First}.";
        }

        var near = Nearest.Ask(word, source.Read().Select(item => item.Key));
        return near.Length > 0
            ? near
            : $" Keys are such as {string.Join(", ", source.Read().Take(3).Select(item => Quote.Of(item.Key)))}.";
    }

    private static long NumberOf(Item item) =>
        long.TryParse(item.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : item.Ordinal;

    [GeneratedRegex("^(?<first>[0-9]+)(?:-(?<last>[0-9]+))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();
}
