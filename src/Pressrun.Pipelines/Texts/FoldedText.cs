using System.Globalization;
using System.Text;

namespace Pressrun.Pipelines.Texts;

/// <summary>
/// A text as a search for words sees it: small plain letters, one space for each stretch of white space, nothing
/// invisible. Keeps where each character came from.
/// </summary>
internal sealed class FoldedText
{
    private readonly StringBuilder _folded;
    private readonly List<int> _origins;

    private FoldedText(int capacity)
    {
        _folded = new(capacity);
        _origins = new(capacity + 1);
    }

    /// <summary>The folded text.</summary>
    public string Text { get; private set; } = "";

    public static FoldedText Of(string text)
    {
        var folded = new FoldedText(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (char.IsAscii(text[at]))
            {
                folded.AddPlain(char.ToLowerInvariant(text[at]), at);
                at++;
                continue;
            }

            // A lone surrogate decodes to U+FFFD, one unit long.
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            folded.Add(rune, at);
            at += length;
        }

        folded._origins.Add(text.Length);
        folded.Text = folded._folded.ToString();
        return folded;
    }

    /// <summary>Where a character of the folded text began in the original; its length for the end.</summary>
    public int OriginOf(int position) => _origins[position];

    private void Add(Rune rune, int origin)
    {
        if (IsInvisible(rune))
        {
            return;
        }

        if (CompatibilityForms.Plain(rune.Value) is { } plain)
        {
            foreach (var character in plain)
            {
                AddPlain(character, origin);
            }

            return;
        }

        var lower = Rune.ToLowerInvariant(rune);
        if (lower.IsBmp)
        {
            AddPlain((char)lower.Value, origin);
            return;
        }

        Span<char> pair = stackalloc char[2];
        lower.EncodeToUtf16(pair);
        Put(pair[0], origin);
        Put(pair[1], origin);
    }

    private void AddPlain(char character, int origin)
    {
        if (char.IsWhiteSpace(character))
        {
            if (_folded.Length > 0 && _folded[^1] != ' ')
            {
                Put(' ', origin);
            }

            return;
        }

        var isMark = character >= '\u0300' && _folded.Length > 0;
        if (isMark && Compositions.Of(_folded[^1], character) is not '\0' and var one)
        {
            _folded[^1] = one;
            return;
        }

        Put(character, origin);
    }

    private void Put(char character, int origin)
    {
        _folded.Append(character);
        _origins.Add(origin);
    }

    // Soft hyphens, joiners, direction marks, variation selectors, tags: they part a word for a search, not for an ear.
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
            || rune.Value is 0x034F or 0x115F or 0x1160 or 0x3164 or (>= 0xFE00 and <= 0xFE0F)
                or (>= 0xE0100 and <= 0xE01EF);
}
