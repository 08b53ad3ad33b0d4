namespace Pressrun.Victim;

/// <summary>Makes some bodies too large for the journal, so that they are kept as blobs.</summary>
internal static class Padding
{
    private const int Length = 70_000;

    /// <summary>The text, and behind it what makes it large. No hexadecimal digits: they look like an answer.</summary>
    public static string Add(string text) => text.PadRight(Length, '~');

    /// <summary>What the text was before; what is behind it must be whole.</summary>
    public static string Remove(string text)
    {
        var bare = text.TrimEnd('~');
        return Add(bare) == text ? bare : throw new FormatException($"A padding of {text.Length} is not whole.");
    }
}
