using System.Net.Http.Headers;

namespace Pressrun.Providers.Web;

/// <summary>What kind of document something says it is, and what it looks like.</summary>
/// <param name="Name">Type and subtype in lower case.</param>
/// <param name="Charset">The character set it names; null where it names none.</param>
internal sealed record MediaType(string Name, string? Charset = null)
{
    private const string Html = "text/html";
    private const string Xhtml = "application/xhtml+xml";
    private const string Plain = "text/plain";

    /// <summary>How many bytes are looked at, as in the WHATWG's MIME Sniffing Standard, section 5.2.</summary>
    public const int SniffedBytes = 1445;

    /// <summary>Reads a header; null where it says nothing that can be understood.</summary>
    public static MediaType? Parse(string? header) =>
        MediaTypeHeaderValue.TryParse(header, out var value) && value.MediaType is { } name
            ? new(name.ToLowerInvariant(), CharsetOf(value))
            : null;

    /// <summary>The kind of a file by its name; null if files of that kind are not read.</summary>
    public static MediaType? OfFile(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".html" or ".htm" => new(Html),
        ".xhtml" => new(Xhtml),
        ".txt" => new(Plain),
        ".md" => new("text/markdown"),
        _ => null,
    };

    /// <summary>The kind of a document whose server does not say.</summary>
    /// <param name="start">Its first bytes.</param>
    public static MediaType Sniff(ReadOnlySpan<byte> start)
    {
        var text = WithoutBlanks(start);
        return IsBinary(start) ? new("application/octet-stream")
            : !text.StartsWith("<"u8) ? new(Plain)
            : text.StartsWith("<?xml"u8) && text.IndexOf("http://www.w3.org/1999/xhtml"u8) > 0 ? new(Xhtml)
            : new(Html);
    }

    /// <summary>Why a document is not read, without its subject: "is a PDF, …"; null if it is read.</summary>
    /// <param name="start">Its first bytes; empty if only the header is known.</param>
    public string? WhyNot(ReadOnlySpan<byte> start)
    {
        if (Name is "application/pdf" || WithoutBlanks(start).StartsWith("%PDF-"u8))
        {
            return "is a PDF, not a web page: save its text as a .txt file and list that";
        }

        if (Name is not (Html or Xhtml or Plain or "text/markdown"))
        {
            return $"is {Shown.Text(Name)}, not a web page: only HTML and plain text are read";
        }

        // Servers call whatever they do not know plain text.
        return Name is Plain && IsBinary(start) ? "is not text, whatever its server says: take the line out" : null;
    }

    /// <summary>Whether there is nothing in a document, or nothing but blanks.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> document) => WithoutBlanks(document).IsEmpty;

    /// <summary>The header that says it.</summary>
    public override string ToString() => Charset is null ? Name : $"{Name}; charset={Charset}";

    // Nothing but the name of a character set may come through: the header is written again.
    private static string? CharsetOf(MediaTypeHeaderValue value) =>
        value.CharSet?.Trim('"', '\'') is { Length: > 0 and <= 40 } charset
        && charset.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':' or '+')
            ? charset.ToLowerInvariant()
            : null;

    // The zeros of UTF-16 are no sign of anything where its mark comes first.
    private static bool IsBinary(ReadOnlySpan<byte> start) =>
        start is not ([0xff, 0xfe, ..] or [0xfe, 0xff, ..])
        && start[..Math.Min(start.Length, SniffedBytes)].ContainsAny(BinaryBytes);

    private static ReadOnlySpan<byte> WithoutBlanks(ReadOnlySpan<byte> start) =>
        (start.StartsWith("\uFEFF"u8) ? start[3..] : start).TrimStart(" \t\r\n\f"u8);

    private static System.Buffers.SearchValues<byte> BinaryBytes { get; } = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(code => code is not (9 or 10 or 12 or 13 or 27)).Select(code => (byte)code)]);
}
