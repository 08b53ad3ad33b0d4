using System.Buffers;
using System.Net.Mime;
using System.Text;

namespace Pressrun.Providers.Articles;

/// <summary>Turns the bytes of a page into characters, whatever the page claims about them.</summary>
internal static class PageDecoder
{
    /// <summary>Bytes of a page that are looked at; an article longer than this is a book.</summary>
    public const int BytesMax = 5_000_000;

    // Pages declare their charset at the top; browsers look at 1,024 bytes, real pages need a little more.
    private const int DeclarationWithin = 4096;

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:.+");

    private static readonly (byte[] Mark, Encoding Encoding)[] Marks =
    [
        ([0xEF, 0xBB, 0xBF], Encoding.UTF8),
        ([0xFE, 0xFF], Encoding.BigEndianUnicode),
        ([0xFF, 0xFE], Encoding.Unicode),
    ];

    // Labels that mean something wider on the web than their own standard says (WHATWG Encoding, section 4.2).
    private static readonly Dictionary<string, string> WebLabels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = "utf-8",
        ["ascii"] = "windows-1252",
        ["us-ascii"] = "windows-1252",
        ["latin1"] = "windows-1252",
        ["iso-8859-1"] = "windows-1252",
        ["iso8859-1"] = "windows-1252",
        ["iso-8859-9"] = "windows-1254",
        ["tis-620"] = "windows-874",
        ["iso-8859-11"] = "windows-874",
        ["gb2312"] = "gb18030",
        ["gbk"] = "gb18030",
        ["x-gbk"] = "gb18030",
        ["big5-hkscs"] = "big5",
        ["sjis"] = "shift_jis",
        ["x-sjis"] = "shift_jis",
        ["windows-31j"] = "shift_jis",
        ["ks_c_5601-1987"] = "euc-kr",
    };

    /// <param name="page">The raw page; what lies beyond <see cref="BytesMax"/> is left out.</param>
    /// <param name="contentType">The header the page came with.</param>
    public static string Decode(ReadOnlyMemory<byte> page, string? contentType)
    {
        var bytes = page.Span[..Math.Min(page.Length, BytesMax)];

        // A byte order mark is part of the bytes and cannot be out of step with them, unlike a header.
        foreach (var (mark, encoding) in Marks)
        {
            if (bytes.StartsWith(mark))
            {
                return encoding.GetString(bytes[mark.Length..]);
            }
        }

        var declared = Named(CharsetOf(contentType)) ?? Named(Declared(bytes)) ?? Encoding.UTF8;
        var text = declared.GetString(bytes);
        return declared.CodePage == Encoding.UTF8.CodePage && IsMostlyBroken(text)
            ? Named("windows-1252")!.GetString(bytes)
            : text;
    }

    private static string? CharsetOf(string? contentType)
    {
        try
        {
            return contentType is null ? null : new ContentType(contentType).CharSet;
        }
        catch (FormatException)
        {
            return After(contentType ?? "", "charset");
        }
    }

    private static string? Declared(ReadOnlySpan<byte> bytes)
    {
        var top = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclarationWithin)]);
        if (top.TrimStart().StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)
            && After(top[..(top.IndexOf('>', StringComparison.Ordinal) + 1)], "encoding") is { } encoding)
        {
            return encoding;
        }

        for (var start = 0; (start = top.IndexOf("<meta", start, StringComparison.OrdinalIgnoreCase)) >= 0; start++)
        {
            var end = top.IndexOf('>', start);
            if (After(end < 0 ? top[start..] : top[start..end], "charset") is { } charset)
            {
                return charset;
            }
        }

        return null;
    }

    /// <summary>The value in <c>key="value"</c>, <c>key = value;</c> and their like.</summary>
    private static string? After(string text, string key)
    {
        var at = text.IndexOf(key, StringComparison.OrdinalIgnoreCase);
        var rest = at < 0 ? "" : text[(at + key.Length)..].TrimStart();
        if (!rest.StartsWith('='))
        {
            return null;
        }

        var value = rest[1..].TrimStart([' ', '\t', '"', '\'']);
        var length = value.AsSpan().IndexOfAnyExcept(LabelCharacters);
        return length == 0 ? null : value[..(length < 0 ? value.Length : length)];
    }

    private static Encoding? Named(string? label)
    {
        // A page whose declaration could be read as ASCII is not UTF-16, whatever it says.
        if (string.IsNullOrWhiteSpace(label) || label.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var name = WebLabels.GetValueOrDefault(label.Trim(), label.Trim());
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    // One bad byte in a page of good UTF-8 is a slip; bad bytes in place of every accent are another charset.
    private static bool IsMostlyBroken(string text)
    {
        var (foreign, broken) = (0, 0);
        foreach (var character in text)
        {
            foreign += character > '\u007F' ? 1 : 0;
            broken += character == '\uFFFD' ? 1 : 0;
        }

        return broken > foreign / 2;
    }
}
