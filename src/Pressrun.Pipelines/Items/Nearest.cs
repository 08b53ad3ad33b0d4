namespace Pressrun.Pipelines.Items;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Nearest
{
    private const int CountMax = 3;
    private const int LengthMax = 100;

    /// <summary>
    /// <c> Did you mean `x` or `y`?</c> with the names that differ in least letters; empty if none is near.
    /// </summary>
    public static string Ask(string wanted, IEnumerable<string> known)
    {
        var room = Math.Max(2, wanted.Length / 3);
        var near = known
            .Where(name => Math.Abs(name.Length - wanted.Length) <= room && name.Length <= LengthMax)
            .Select(name => (Name: name, Distance: Distance(wanted.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(pair => pair.Distance <= room)
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Name, StringComparer.Ordinal)
            .Take(CountMax).Select(pair => Quote.Of(pair.Name)).ToList();
        return near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
    }

    // Letters put in, left out or exchanged.
    private static int Distance(string left, string right)
    {
        var (before, now) = (new int[right.Length + 1], new int[right.Length + 1]);
        for (var j = 0; j <= right.Length; j++)
        {
            before[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var exchanged = before[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                now[j] = Math.Min(exchanged, Math.Min(before[j], now[j - 1]) + 1);
            }

            (before, now) = (now, before);
        }

        return before[right.Length];
    }
}
