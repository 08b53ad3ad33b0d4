using System.Globalization;

namespace Pressrun.Providers.Mail;

/// <summary>Which server takes mails in.</summary>
/// <param name="Host">Its name or address, without brackets.</param>
/// <param name="Port">Its port.</param>
/// <param name="IsTlsAtOnce">Whether the connection is encrypted from its first byte (RFC 8314).</param>
internal sealed record SmtpServer(string Host, int Port, bool IsTlsAtOnce)
{
    private const int Submission = 587;
    private const int SubmissionOverTls = 465;

    /// <summary>
    /// Reads <c>smtp.example.org:587</c>, the port of which may be missing; port 465, or <c>smtps://</c> before it,
    /// encrypts at once.
    /// </summary>
    /// <exception cref="FormatException">It is no server.</exception>
    public static SmtpServer Parse(string text)
    {
        var isTls = text.StartsWith("smtps://", StringComparison.OrdinalIgnoreCase);
        var address = isTls || text.StartsWith("smtp://", StringComparison.OrdinalIgnoreCase) ? text : $"smtp://{text}";
        // What is wrong is not shown: there may be a password in it.
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0
            || uri.IdnHost.Length == 0 || uri.PathAndQuery is not ("" or "/") || uri.Fragment.Length > 0
            || uri.Port == 0)
        {
            throw new FormatException(
                "`server` is no mail server; write `smtp.example.org:587`, and give user and password as its key");
        }

        var port = uri.Port > 0 ? uri.Port : isTls ? SubmissionOverTls : Submission;
        return new(uri.IdnHost, port, isTls || port == SubmissionOverTls);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");
}
