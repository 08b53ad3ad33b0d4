namespace Pressrun.Providers.Offline;

/// <summary>Finds the text that a prompt is about.</summary>
internal static class SourceBlock
{
    // Beside what a prompt is about there may be longer things that only help to understand it.
    private const string Preferred = "source";

    /// <summary>
    /// The longest block between a line <c>&lt;name&gt;</c> and the last line <c>&lt;/name&gt;</c> of that name, unless
    /// one is named <c>source</c>; without any, what follows the first blank line; without that, the prompt.
    /// </summary>
    /// <remarks>The last, because a page may hold a closing line to make what follows look like instructions.</remarks>
    public static string In(string prompt)
    {
        var text = prompt.ReplaceLineEndings("\n");
        var opened = new Dictionary<string, int>(StringComparer.Ordinal);
        var (longest, named) = ((From: 0, To: -1), (From: 0, To: -1));
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found : text.Length;
            if (NameIn(text.AsSpan(start, end - start)) is ({ } name, var isClosing))
            {
                if (!isClosing)
                {
                    opened.TryAdd(name, end + 1);
                }
                else if (opened.TryGetValue(name, out var from))
                {
                    named = name == Preferred ? (from, start) : named;
                    longest = start - from > longest.To - longest.From ? (from, start) : longest;
                }
            }

            start = end + 1;
        }

        var (first, last) = named.To > named.From ? named : longest;
        return last > first ? text[first..last] : AfterInstruction(text);
    }

    private static string AfterInstruction(string text)
    {
        var blank = text.IndexOf("\n\n", StringComparison.Ordinal);
        return blank < 0 || string.IsNullOrWhiteSpace(text[blank..]) ? text : text[blank..];
    }

    private static (string Name, bool IsClosing)? NameIn(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        if (line is not ['<', .., '>'] || line.Length > 64)
        {
            return null;
        }

        var isClosing = line[1] == '/';
        var name = line[(isClosing ? 2 : 1)..^1];
        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character) && character is not ('_' or '-' or '.'))
            {
                return null;
            }
        }

        return name.IsEmpty ? null : (name.ToString(), isClosing);
    }
}
