using System.Globalization;
using System.Text;

namespace Pressrun.Providers.Mail;

/// <summary>
/// A text in the seven-bit lines every mail server passes on unchanged: quoted-printable where that is shorter, else
/// base64 (RFC 2045, sections 6.7 and 6.8).
/// </summary>
/// <param name="Encoding">What the header says.</param>
/// <param name="Lines">The lines, of at most 76 columns, without an end after the last.</param>
internal sealed record TransferText(string Encoding, string Lines)
{
    private const int WidthMax = 76;

    /// <summary>Encodes a text; its line ends become those of mail.</summary>
    public static TransferText Of(string text)
    {
        var utf8 = System.Text.Encoding.UTF8.GetBytes(text
            .Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
        // Three columns a foreign byte against four for each three bytes.
        return utf8.Count(letter => letter > '~') * 6 <= utf8.Length
            ? new("quoted-printable", Quoted(utf8))
            : new("base64", InBase64(utf8));
    }

    private static string InBase64(byte[] utf8)
    {
        // Base64 keeps every byte, so the ends of lines are made before.
        var text = System.Text.Encoding.UTF8.GetString(utf8).Replace("\n", "\r\n", StringComparison.Ordinal);
        var whole = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
        return string.Join("\r\n", whole.Chunk(WidthMax).Select(line => new string(line)));
    }

    private static string Quoted(ReadOnlySpan<byte> utf8)
    {
        var lines = new StringBuilder(utf8.Length + (utf8.Length / 8));
        var column = 0;
        for (var at = 0; at < utf8.Length; at++)
        {
            if (utf8[at] == '\n')
            {
                lines.Append("\r\n");
                column = 0;
                continue;
            }

            // One column is kept for the = at the end of a line that goes on.
            if (column + Width(utf8, at, column) > WidthMax - 1)
            {
                lines.Append("=\r\n");
                column = 0;
            }

            var width = Width(utf8, at, column);
            if (width == 1)
            {
                lines.Append((char)utf8[at]);
            }
            else
            {
                lines.Append('=').Append(utf8[at].ToString("X2", CultureInfo.InvariantCulture));
            }

            column += width;
        }

        return lines.ToString();
    }

    private static int Width(ReadOnlySpan<byte> utf8, int at, int column) => utf8[at] switch
    {
        (byte)' ' or (byte)'\t' => at + 1 == utf8.Length || utf8[at + 1] == '\n' ? 3 : 1,
        (byte)'=' or < (byte)' ' or > (byte)'~' => 3,
        // A dot alone ends a mail, and "From " begins one in old mailboxes: neither is left at the start of a line.
        (byte)'.' when column == 0 => 3,
        (byte)'F' when column == 0 && utf8[at..].StartsWith("From "u8) => 3,
        _ => 1,
    };
}
