using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pressrun.Providers.Mail;

/// <summary>
/// Writes mails as servers and mail programs read them: RFC 5322 with a body of MIME (RFC 2045, 2046). The same request
/// gives the same bytes: the date is the request's, the id and the boundary come from its hash.
/// </summary>
internal static class LetterWriter
{
    private const int IdDigits = 32;

    /// <summary>
    /// The id that tells two mails apart, with its angle brackets. A request sent twice has the same, so that many mail
    /// programs show it once.
    /// </summary>
    public static string IdOf(Letter letter, string content) => $"<{Mark(content)}@{letter.From.Domain}>";

    /// <summary>The mail: lines of ASCII, each with the end CR LF.</summary>
    /// <param name="letter">What is asked for.</param>
    /// <param name="content">The content of the request it was read from.</param>
    public static byte[] Write(Letter letter, string content)
    {
        var mail = new StringBuilder()
            .Append(HeaderLine.OfMailboxes("From", [letter.From]))
            .Append(HeaderLine.OfMailboxes("To", letter.To))
            .Append(HeaderLine.OfText("Subject", letter.Subject))
            .Append(HeaderLine.Of("Date", letter.Date.ToString(
                "ddd, dd MMM yyyy HH':'mm':'ss '+0000'", CultureInfo.InvariantCulture)))
            .Append(HeaderLine.Of("Message-ID", IdOf(letter, content)));
        if (letter.ListUnsubscribe is { } unsubscribe)
        {
            mail.Append(HeaderLine.Of("List-Unsubscribe", $"<{unsubscribe}>"));
        }

        mail.Append("MIME-Version: 1.0\r\n");
        if (letter.Html is not { } html)
        {
            Append(mail, "plain", letter.Text);
            return Encoding.ASCII.GetBytes(mail.ToString());
        }

        // Neither encoding of a part can bring forth an = before an underscore.
        var boundary = $"=_{Mark(content)}";
        mail.Append(HeaderLine.Of("Content-Type", "multipart/alternative;", $"boundary=\"{boundary}\"")).Append("\r\n");
        mail.Append("--").Append(boundary).Append("\r\n");
        // The last alternative is the one shown where all can be (RFC 2046, section 5.1.4).
        Append(mail, "plain", letter.Text);
        mail.Append("--").Append(boundary).Append("\r\n");
        Append(mail, "html", html);
        return Encoding.ASCII.GetBytes(mail.Append("--").Append(boundary).Append("--\r\n").ToString());
    }

    private static void Append(StringBuilder mail, string kind, string text)
    {
        var encoded = TransferText.Of(text);
        mail.Append("Content-Type: text/").Append(kind).Append("; charset=utf-8\r\n")
            .Append("Content-Transfer-Encoding: ").Append(encoded.Encoding).Append("\r\n\r\n")
            .Append(encoded.Lines).Append("\r\n");
    }

    private static string Mark(string content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..IdDigits];
}
