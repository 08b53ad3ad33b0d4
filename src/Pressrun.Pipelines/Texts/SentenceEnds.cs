using System.Buffers;
using System.Globalization;

namespace Pressrun.Pipelines.Texts;

/// <summary>Finds where sentences end inside a paragraph.</summary>
internal static class SentenceEnds
{
    /// <summary>A title, a number or an abbreviation is never longer; bounds the look back from a full stop.</summary>
    private const int WordMax = 16;

    private static readonly SearchValues<char> Ends =
        SearchValues.Create(".!?…‼‽⁇⁈⁉؟۔।॥።፧፨։。！？｡．");

    /// <summary>
    /// The positions behind each end of a sentence, its closing quotes included, in ascending order; blank lines, which
    /// end a sentence too, are not among them.
    /// </summary>
    public static IEnumerable<int> Find(string text, string? language)
    {
        var tag = Abbreviations.Primary(language);

        // A chat in small letters has sentences too; elsewhere a small letter says that the sentence goes on. Decided
        // for each paragraph, so that no other paragraph has a say in its sentences.
        var (paragraphEnd, hasCapitals) = (0, false);
        for (var at = 0; at < text.Length;)
        {
            var hit = text.AsSpan(at).IndexOfAny(Ends);
            if (hit < 0)
            {
                yield break;
            }

            var mark = at + hit;
            if (mark >= paragraphEnd)
            {
                (paragraphEnd, hasCapitals) = ParagraphAround(text, mark);
            }

            at = PastMarks(text, mark);
            var end = PastClosers(text, at, tag);
            if (EndsHere(text, mark, at, end, tag, hasCapitals))
            {
                yield return end;
            }

            at = end;
        }
    }

    /// <summary>Whether a text ends as a sentence does, closing quotes, note marks and emoji aside.</summary>
    public static bool IsAtEndOf(ReadOnlySpan<char> text)
    {
        for (text = text.TrimEnd(); text.Length > 0; text = text.TrimEnd())
        {
            var last = text[^1];
            if (Ends.Contains(last))
            {
                return true;
            }

            if (Letters.IsSouthEastAsian(last))
            {
                // Thai and its neighbours end a sentence with a space, which the end of a text cannot show.
                return true;
            }

            if (NoteBefore(text) is > 0 and var note)
            {
                text = text[..note];
            }
            else if (Letters.Closers.Contains(last) || char.IsSurrogate(last) || last == '\uFE0F'
                || char.GetUnicodeCategory(last) is UnicodeCategory.OtherSymbol or UnicodeCategory.Format)
            {
                text = text[..^1];
            }
            else
            {
                return false;
            }
        }

        return false;
    }

    private static (int End, bool HasCapitals) ParagraphAround(string text, int at)
    {
        var start = text.AsSpan(0, at).LastIndexOf("\n\n") + 1;
        var end = text.AsSpan(at).IndexOf("\n\n") is >= 0 and var length ? at + length : text.Length;
        foreach (var character in text.AsSpan(start, end - start))
        {
            if (char.IsUpper(character))
            {
                return (end, true);
            }
        }

        return (end, false);
    }

    private static bool EndsHere(string text, int mark, int marksEnd, int end, string language, bool hasCapitals)
    {
        if (Letters.UnspacedEnds.Contains(text[marksEnd - 1]))
        {
            return !(mark > 0 && end < text.Length && char.IsDigit(text[mark - 1]) && char.IsDigit(text[end]));
        }

        if (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            return false;
        }

        var next = end;
        while (next < text.Length && (char.IsWhiteSpace(text[next]) || Letters.Openers.Contains(text[next])))
        {
            // Far more than a sentence puts before its first letter; a blank half megabyte is not searched twice.
            if (++next - end > 64)
            {
                return true;
            }
        }

        if (next == text.Length)
        {
            return true;
        }

        if (hasCapitals && char.IsLower(text[next]))
        {
            return false;
        }

        return text[mark] != '.' || marksEnd - mark > 1 || !BelongsToWord(text, mark, text[next], language);
    }

    private static bool BelongsToWord(string text, int mark, char next, string language)
    {
        var start = mark;
        while (start > 0 && mark - start <= WordMax && !char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        var isAtLineStart = start == 0 || text[start - 1] is '\n' or '\r';
        while (start < mark && Letters.Openers.Contains(text[start]))
        {
            start++;
        }

        var word = text.AsSpan(start, mark - start);
        if (word.Length > 0 && !word.ContainsAnyExceptInRange('0', '9'))
        {
            return isAtLineStart || (word.Length <= 2 && Abbreviations.HasOrdinals(language));
        }

        return Abbreviations.Holds(word, char.IsDigit(next), language);
    }

    private static int PastMarks(string text, int at)
    {
        while (at < text.Length && Ends.Contains(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int PastClosers(string text, int at, string language)
    {
        while (at < text.Length)
        {
            if (Letters.Closers.Contains(text[at]))
            {
                at++;
            }
            else if (NoteAt(text.AsSpan(at)) is > 0 and var note)
            {
                at += note;
            }
            else if (at + 1 < text.Length && text[at + 1] == '»' && IsFrenchSpace(text[at], language))
            {
                at += 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static bool IsFrenchSpace(char character, string language) =>
        character is '\u00A0' or '\u202F' || (character == ' ' && language == "fr");

    /// <summary>The length of a note mark such as <c>[12]</c> at the start, or 0.</summary>
    private static int NoteAt(ReadOnlySpan<char> text)
    {
        if (text[0] != '[')
        {
            return 0;
        }

        var length = text[1..].IndexOfAnyExceptInRange('0', '9');
        return length is >= 1 and <= 3 && text[1 + length] == ']' ? length + 2 : 0;
    }

    /// <summary>Where a note mark at the end of the text begins, or 0.</summary>
    private static int NoteBefore(ReadOnlySpan<char> text)
    {
        var open = text[^1] == ']' ? text[Math.Max(0, text.Length - 5)..].LastIndexOf('[') : -1;
        open += Math.Max(0, text.Length - 5);
        return open >= 0 && text[open] == '[' && NoteAt(text[open..]) == text.Length - open ? open : 0;
    }
}
