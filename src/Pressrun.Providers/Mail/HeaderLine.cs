using System.Text;

namespace Pressrun.Providers.Mail;

/// <summary>
/// Header lines of a mail, broken between words so that none is longer than 78 columns (RFC 5322, section 2.1.1).
/// </summary>
internal static class HeaderLine
{
    private const int WidthMax = 78;

    // With a longer word there may be no place to break the line.
    private const int WordMax = 60;

    /// <summary>Whether a text can stand in a header as it is and comes out of it as it went in.</summary>
    public static bool IsPlain(string text) => text.All(letter => letter is >= ' ' and <= '~')
        && !text.Contains("=?", StringComparison.Ordinal)
        && text.Split(' ').All(word => word.Length is > 0 and <= WordMax);

    /// <summary>The line of a text anybody may have written.</summary>
    public static string OfText(string name, string text) =>
        Of(name, text.Length == 0 ? [] : IsPlain(text) ? text.Split(' ') : EncodedWords.Of(text));

    /// <summary>The line of several mailboxes.</summary>
    public static string OfMailboxes(string name, IReadOnlyList<Mailbox> mailboxes) =>
        Of(name, [.. mailboxes.SelectMany((mailbox, place) => place == mailboxes.Count - 1
            ? mailbox.ToWords()
            : [.. mailbox.ToWords().SkipLast(1), mailbox.ToWords()[^1] + ","])]);

    /// <summary>
    /// The line with its end. Only a single word wider than a line, such as a long address, stands out of it.
    /// </summary>
    public static string Of(string name, params IReadOnlyList<string> words)
    {
        var line = new StringBuilder(name).Append(':');
        var column = line.Length;
        foreach (var word in words)
        {
            if (column + 1 + word.Length > WidthMax)
            {
                line.Append("\r\n");
                column = 0;
            }

            line.Append(' ').Append(word);
            column += 1 + word.Length;
        }

        return line.Append("\r\n").ToString();
    }
}
