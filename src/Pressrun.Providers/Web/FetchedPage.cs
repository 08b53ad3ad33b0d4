using System.Globalization;
using System.Text;

namespace Pressrun.Providers.Web;

/// <summary>
/// A page as it came, unpacked but otherwise untouched, with what is known about it: kept so that its text can be taken
/// out again later without fetching. Immutable, as long as nobody changes the bytes behind <see cref="Content"/>.
/// </summary>
/// <remarks>
/// Written in the shape of an HTTP message (RFC 9112): a status line, headers, an empty line, the bytes. Readers pass
/// over headers they do not know. Times are kept in whole seconds.
/// </remarks>
public sealed class FetchedPage
{
    private const int HeadMax = 64 * 1024;
    private const string StatusLine = "HTTP/1.1 ";

    /// <summary>
    /// Where it was found in the end; of a file its path below the folder, as <c>file:///articles/one.html</c>.
    /// </summary>
    public required Uri Address { get; init; }

    /// <summary>The server's status, 200 or 203; 200 of a file.</summary>
    public required int Status { get; init; }

    /// <summary>
    /// Media type in lower case, followed by <c>; charset=…</c> where the server named one. Of a file, or
    /// where the server named none, the type is a guess.
    /// </summary>
    public required string ContentType { get; init; }

    /// <summary>When it was last changed, as the server or the file says; null if nobody says.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>When it was fetched; of a file its last change, so that the same file gives the same bytes.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>The addresses that redirected, first to last, without the final one; may be empty.</summary>
    public IReadOnlyList<string> Redirects { get; init; } = [];

    /// <summary>The bytes of the page, unpacked.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>
    /// Reads what <see cref="Write"/> wrote, without copying the content. Throws <see cref="FormatException"/> on
    /// anything else, such as a page cut off.
    /// </summary>
    public static FetchedPage Parse(ReadOnlyMemory<byte> envelope)
    {
        var end = envelope.Span[..Math.Min(envelope.Length, HeadMax)].IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            throw Unreadable("it has no head");
        }

        var lines = Encoding.ASCII.GetString(envelope.Span[..end]).Split("\r\n");
        var fields = lines.Skip(1).Select(line => line.Split(": ", 2)).ToList();
        var content = envelope[(end + 4)..];
        if (Maybe("Content-Length") != content.Length.ToString(CultureInfo.InvariantCulture))
        {
            throw Unreadable("its length is wrong");
        }

        return new()
        {
            Address = Uri.TryCreate(One("Content-Location"), UriKind.Absolute, out var address)
                ? address
                : throw Unreadable("its address is none"),
            Status = lines[0].StartsWith(StatusLine, StringComparison.Ordinal)
                && int.TryParse(lines[0].AsSpan(StatusLine.Length), NumberStyles.None, null, out var status)
                ? status
                : throw Unreadable("its first line is not a status"),
            ContentType = One("Content-Type"),
            LastModified = Maybe("Last-Modified") is { } changed ? Time(changed) : null,
            FetchedAt = Time(One("Date")),
            Redirects = [.. fields.Where(field => field is ["Redirected-From", _]).Select(field => field[1])],
            Content = content,
        };

        string? Maybe(string name) => fields.Find(field => field.Length == 2 && field[0] == name)?[1];

        string One(string name) => Maybe(name) ?? throw Unreadable($"it has no {name}");
    }

    /// <summary>The page as one run of bytes; the same page always gives the same.</summary>
    public byte[] Write()
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{StatusLine}{Status}\r\n");
        Add(head, "Content-Location", Address.AbsoluteUri);
        foreach (var redirect in Redirects)
        {
            Add(head, "Redirected-From", redirect);
        }

        Add(head, "Content-Type", ContentType);
        if (LastModified is { } changed)
        {
            Add(head, "Last-Modified", Time(changed));
        }

        Add(head, "Date", Time(FetchedAt));
        Add(head, "Content-Length", Content.Length.ToString(CultureInfo.InvariantCulture));
        head.Append("\r\n");
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. Content.Span];
    }

    // A line break in a value would begin a header of its own.
    private static void Add(StringBuilder head, string name, string value) =>
        head.Append(name).Append(": ").AppendJoin(' ', value.Split('\r', '\n')).Append("\r\n");

    private static string Time(DateTimeOffset time) => time.ToString("r", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParseExact(
            text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Unreadable("its time is none");

    private static FormatException Unreadable(string why) => new($"This is not a fetched page: {why}.");
}
