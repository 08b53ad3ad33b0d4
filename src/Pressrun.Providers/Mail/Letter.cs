using System.Text;
using System.Text.Json;
using Pressrun.Providers.Folders;

namespace Pressrun.Providers.Mail;

/// <summary>A mail as it is asked for; every line of its header is free of line breaks.</summary>
/// <param name="From">Who sends.</param>
/// <param name="To">Who receives, at least one.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">What programs without HTML show; made from the HTML where nothing is given.</param>
/// <param name="Html">The HTML; null sends the text alone.</param>
/// <param name="Date">When it was written.</param>
/// <param name="ListUnsubscribe">Where readers unsubscribe; null where they cannot.</param>
internal sealed record Letter(
    Mailbox From, IReadOnlyList<Mailbox> To, string Subject, string Text, string? Html, DateTimeOffset Date,
    string? ListUnsubscribe)
{
    // RFC 5321, section 4.5.3.1.8: what every server takes.
    private const int RecipientsMax = 100;
    private const int CharactersMax = 8_000_000;
    private const int LineMax = 2000;
    private const int LinkMax = 900;

    /// <summary>Reads it from a request's content.</summary>
    /// <exception cref="FormatException">Something is missing or cannot be mailed; the message names it.</exception>
    public static Letter Parse(JsonElement content)
    {
        var html = Body(content, "html");
        var text = Body(content, "text") ?? (html is null ? null : PlainText.Of(html));
        var date = Line(content, "date");
        return new(
            Mailbox.Parse(Line(content, "from"), "from"), Recipients(content), Line(content, "subject"),
            text ?? throw new FormatException("both `text` and `html` are missing; give one"), html,
            IsoTime.Read(date) ?? throw new FormatException("`date` is no date; write for instance `2026-11-22`"),
            Unsubscribe(content));
    }

    /// <summary>A member that becomes part of a header line or of a command to a server.</summary>
    /// <exception cref="FormatException">It is missing or holds what would begin another line.</exception>
    public static string Line(JsonElement content, string name) =>
        Checked(content.Text(name) ?? throw new FormatException($"`{name}` is missing"), name);

    private static string Checked(string line, string name)
    {
        if (line.Contains('\n', StringComparison.Ordinal) || line.Contains('\r', StringComparison.Ordinal))
        {
            throw new FormatException(
                $"`{name}` holds a line break, which could begin another header line; put it on one line");
        }

        if (line.Any(char.IsControl))
        {
            throw new FormatException($"`{name}` holds a control character; take it out");
        }

        return line.Length > LineMax
            ? throw new FormatException($"`{name}` is longer than {LineMax} characters; shorten it")
            : line;
    }

    private static IReadOnlyList<Mailbox> Recipients(JsonElement content)
    {
        var to = content.Member("to") ?? throw new FormatException("`to` is missing");
        if (to.ValueKind == JsonValueKind.String)
        {
            return [Mailbox.Parse(Line(content, "to"), "to")];
        }

        if (to.ValueKind != JsonValueKind.Array || to.GetArrayLength() is 0 or > RecipientsMax)
        {
            throw new FormatException($"`to` is no list of 1 to {RecipientsMax} mail addresses");
        }

        return [.. to.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.String
            ? Mailbox.Parse(Checked(Decoded(one), "to"), "to")
            : throw new FormatException("`to` holds what is no text"))];
    }

    private static string Decoded(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException("`to` holds half a character", error);
        }
    }

    private static string? Body(JsonElement content, string name)
    {
        if (content.Text(name) is not { } body)
        {
            return null;
        }

        if (body.Contains('\0', StringComparison.Ordinal))
        {
            throw new FormatException($"`{name}` holds a NUL character, which no mail can; take it out");
        }

        return body.Length > CharactersMax
            ? throw new FormatException($"`{name}` is longer than {CharactersMax / 1_000_000} million characters")
            : body;
    }

    // RFC 2369: an address in angle brackets, so none may be in it.
    private static string? Unsubscribe(JsonElement content)
    {
        if (content.Member("list_unsubscribe") is null)
        {
            return null;
        }

        var text = Line(content, "list_unsubscribe").Trim();
        text = text.StartsWith('<') && text.EndsWith('>') ? text[1..^1] : text;
        return Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme is "https" or "http" or "mailto"
            && Encoding.ASCII.GetByteCount(link.AbsoluteUri) <= LinkMax
            && !link.AbsoluteUri.AsSpan().ContainsAny("<> ")
                ? link.AbsoluteUri
                : throw new FormatException(
                    "`list_unsubscribe` is neither a web address nor `mailto:name@example.org`");
    }
}
