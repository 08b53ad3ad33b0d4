using System.Text;
using System.Text.RegularExpressions;

namespace Pressrun.Pipelines.Files;

/// <summary>The text of a file, its lines, and the places in it. Immutable.</summary>
public sealed partial class SourceText
{
    /// <summary>The largest file that is read, in bytes.</summary>
    internal const int BytesMax = 1024 * 1024;

    private readonly string[] _lines;

    /// <summary>What is blotted out of a line when it is asked for; null shows all.</summary>
    private readonly Regex? _secret;

    /// <param name="name">The file as the user named it.</param>
    /// <param name="text">Its text; lines may end in <c>\n</c>, <c>\r\n</c> or <c>\r</c>.</param>
    public SourceText(string name, string text)
        : this(name, Unified(text).Split('\n'), null)
    {
    }

    private SourceText(string name, string[] lines, Regex? secret) => (Name, _lines, _secret) = (name, lines, secret);

    /// <summary>The file as the user named it.</summary>
    public string Name { get; }

    /// <summary>The text; each line ends in <c>\n</c>, a mark of the byte order is gone.</summary>
    public string Text => string.Join('\n', _lines.Select(Shown));

    /// <summary>Reads a file. At most 1 MB of it is read, whatever the file is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The file as the user named it; null takes the path.</param>
    /// <exception cref="PipelineFileException">It is missing, not readable, too large or not UTF-8 text.</exception>
    public static SourceText Read(string path, string? name = null)
    {
        name ??= path;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[BytesMax + 1];
            return FromBytes(name, bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Whole(name, "there is no such file", "`pressrun init` writes one to start from");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Whole(
                name, Directory.Exists(path) ? "this is a folder, not a file" : "the file cannot be read",
                "check its name and your rights");
        }
    }

    /// <summary>Takes the bytes of a file.</summary>
    /// <exception cref="PipelineFileException">They are more than 1 MB or not UTF-8 text.</exception>
    public static SourceText FromBytes(string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BytesMax)
        {
            throw Whole(name, "the file is larger than 1 MB", "put long texts into files of their own");
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw Whole(name, "the file is UTF-16 text, not UTF-8", "save it as UTF-8 in your editor");
        }

        var valid = ValidLength(bytes);
        var source = new SourceText(name, Encoding.UTF8.GetString(bytes[..valid]));
        return valid == bytes.Length ? source : throw Unreadable(source);
    }

    /// <summary>A line without its end; empty beyond the last one.</summary>
    /// <param name="number">The line, from 1.</param>
    public string Line(int number) => number >= 1 && number <= _lines.Length ? Shown(_lines[number - 1]) : "";

    /// <summary>How many lines it has, at least 1.</summary>
    internal int Count => _lines.Length;

    /// <summary>A copy in which literal keys and passwords are blotted out, every other place unchanged.</summary>
    /// <param name="spans">What must not be shown; those of other files are passed over.</param>
    /// <param name="isBlind">Whether nothing is known of the file, and all that may be a key is blotted out.</param>
    internal SourceText Blotted(IEnumerable<Span> spans, bool isBlind)
    {
        var lines = (string[])_lines.Clone();
        foreach (var span in spans.Where(span => span.File == Name && span.Line >= 1 && span.Line <= lines.Length))
        {
            var last = Math.Min(span.LastLine, lines.Length);
            for (var number = span.Line; number <= last; number++)
            {
                var line = lines[number - 1];
                var start = number == span.Line ? Math.Min(span.Start, line.Length) : 0;
                var end = number == last && last == span.Line ? Math.Clamp(span.End, start, line.Length) : line.Length;
                lines[number - 1] = line[..start] + new string('*', end - start) + line[end..];
            }
        }

        return new(Name, lines, isBlind ? AnyKey() : Secret());
    }

    private string Shown(string line) => _secret?.Replace(line, Blotted) ?? line;

    private static string Blotted(Match found)
    {
        var secret = found.Groups["secret"];
        var (before, after) = (secret.Index - found.Index, secret.Index - found.Index + secret.Length);
        return found.Value[..before] + new string('*', secret.Length) + found.Value[after..];
    }

    private static string Unified(string text) =>
        text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static int ValidLength(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length
            && Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static PipelineFileException Unreadable(SourceText head)
    {
        var column = head.Line(head.Count).EnumerateRunes().Count() + 1;
        return new(
            [new(new(head.Name, head.Count, column, 0), "the text is not UTF-8 from here on", "save it as UTF-8")],
            head.Blotted([], isBlind: true));
    }

    private static PipelineFileException Whole(string name, string message, string hint) =>
        new([new(Position.Whole(name), message, hint)]);

    private const string Surely =
        @"|://(?<secret>[^/\s@:]{0,200}:[^/\s@]{1,200})@"
            + @"|\b(?<secret>(sk|gsk|xai|pplx|ghp|AKIA|AIza)[-_]?[A-Za-z0-9_-]{12,})";

    private const string BehindKey = @"\bkey[""']?\s{0,8}[:=]\s{0,8}[""']?(?!env:|file:)(?<secret>[^\s,{}""']";

    /// <summary>What is surely a secret wherever it stands, in a line that is shown for another reason.</summary>
    [GeneratedRegex(BehindKey + "{16,})" + Surely, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();

    /// <summary>What may be a secret in a file that could not be read.</summary>
    [GeneratedRegex(BehindKey + "{1,})" + Surely, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnyKey();

    /// <summary>A stretch of text in characters of the string, not of the screen.</summary>
    /// <param name="File">The file.</param>
    /// <param name="Line">The first line, from 1.</param>
    /// <param name="Start">Offset of the first character in it.</param>
    /// <param name="LastLine">The last line.</param>
    /// <param name="End">Offset behind the last character, if it is on the first line.</param>
    internal sealed record Span(string File, int Line, int Start, int LastLine, int End);
}
