using System.Globalization;
using System.Text;

namespace Pressrun.Providers.Mail;

/// <summary>
/// Writes any text in the ASCII of a header line (RFC 2047). Readers drop the space between two words, so that the text
/// can be broken anywhere; no character is, because each word is decoded by itself.
/// </summary>
internal static class EncodedWords
{
    // 75 are allowed; with fewer, every header's name finds room beside its first word.
    private const int PayloadMax = 48;

    /// <summary>The words, at least one, each at most 60 characters long.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        // Letters stay readable to people who look at the file, where that is not longer.
        var utf8 = Encoding.UTF8.GetBytes(text);
        var isQuoted = utf8.Count(letter => !IsSafe(letter)) * 3 <= utf8.Length;
        var (words, word) = (new List<string>(), new StringBuilder());
        var bytes = new List<byte>();
        Span<byte> buffer = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var letters = buffer[..rune.EncodeToUtf8(buffer)];
            var cost = isQuoted ? QuotedLength(letters) : 0;
            var isFull = isQuoted
                ? word.Length + cost > PayloadMax
                : (bytes.Count + letters.Length + 2) / 3 * 4 > PayloadMax;
            if (isFull)
            {
                Close();
            }

            bytes.AddRange(letters);
            if (isQuoted)
            {
                Quote(letters, word);
            }
        }

        Close();
        return words;

        void Close()
        {
            words.Add(isQuoted ? $"=?UTF-8?Q?{word}?=" : $"=?UTF-8?B?{Convert.ToBase64String([.. bytes])}?=");
            word.Clear();
            bytes.Clear();
        }
    }

    private static int QuotedLength(ReadOnlySpan<byte> letters)
    {
        var length = 0;
        foreach (var letter in letters)
        {
            length += IsSafe(letter) ? 1 : 3;
        }

        return length;
    }

    private static void Quote(ReadOnlySpan<byte> letters, StringBuilder word)
    {
        foreach (var letter in letters)
        {
            if (letter == ' ')
            {
                word.Append('_');
            }
            else if (IsSafe(letter))
            {
                word.Append((char)letter);
            }
            else
            {
                word.Append('=').Append(letter.ToString("X2", CultureInfo.InvariantCulture));
            }
        }
    }

    // RFC 2047, section 5, rule 3: what may stand in a name as it is.
    private static bool IsSafe(byte letter) =>
        char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)' ' or (byte)'!' or (byte)'*' or (byte)'+'
            or (byte)'-' or (byte)'/';
}
