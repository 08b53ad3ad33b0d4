using System.Globalization;

namespace Pressrun.Model;

/// <summary>One element of an item that a stage with <c>each</c> works on.</summary>
/// <param name="Id">Identity within item and stage: the range value, or content hash and occurrence.</param>
/// <param name="Number">Place among the parts, counted from 1; order only, never identity.</param>
/// <param name="Text">The element itself.</param>
public sealed record Part(string Id, int Number, string Text)
{
    /// <summary>The parts of a range; both ends belong to it, none if it is empty.</summary>
    public static IReadOnlyList<Part> Range(int first, int last) =>
        [.. Enumerable.Range(first, Math.Max(0, last - first + 1)).Select((value, index) =>
        {
            var text = value.ToString(CultureInfo.InvariantCulture);
            return new Part(text, index + 1, text);
        })];

    /// <summary>
    /// The parts of a list or of split text. Identity is content and occurrence, so that an inserted paragraph is new
    /// alone and leaves the others what they were.
    /// </summary>
    public static IReadOnlyList<Part> List(IEnumerable<string> texts)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var parts = new List<Part>();
        foreach (var text in texts)
        {
            var digest = new Digest("part/1");
            digest.Add(text);
            var hash = digest.ToHex()[..16];
            var occurrence = seen[hash] = seen.GetValueOrDefault(hash) + 1;
            parts.Add(new(occurrence == 1 ? hash : $"{hash}.{occurrence}", parts.Count + 1, text));
        }

        return parts;
    }
}
