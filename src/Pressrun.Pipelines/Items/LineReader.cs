using System.Text;
using System.Text.Unicode;

namespace Pressrun.Pipelines.Items;

/// <summary>Reads the lines of a file, one at a time; bytes that are no UTF-8 text are named with their line.</summary>
internal static class LineReader
{
    /// <summary>The longest line, in bytes.</summary>
    public const int LengthMax = 1024 * 1024;

    /// <summary>The lines, without their ends; the end of the file after a line feed is no line.</summary>
    public static IEnumerable<TextLine> Read(SourceFile file)
    {
        using var stream = file.Open();
        var buffer = new byte[LengthMax + 1];
        var (start, end, number, isTooLong) = (0, 0, 1, false);
        while (true)
        {
            var feed = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                yield return Line(file, number++, buffer.AsSpan(start, feed), isTooLong);
                (start, isTooLong) = (start + feed + 1, false);
                continue;
            }

            if (end - start == buffer.Length)
            {
                (start, end, isTooLong) = (0, 0, true);
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            var count = stream.Read(buffer.AsSpan(end));
            if (count == 0)
            {
                break;
            }

            end += count;
        }

        if (end > start || isTooLong)
        {
            yield return Line(file, number, buffer.AsSpan(start, end - start), isTooLong);
        }
    }

    /// <summary>The lines of a text that cannot be read twice; throws beyond the size of a file.</summary>
    public static List<TextLine> Read(string name, TextReader text)
    {
        var lines = new List<TextLine>();
        var length = 0L;
        while (text.ReadLine() is { } line)
        {
            length += line.Length;
            if (length > SourceFile.LengthMax)
            {
                throw new PressrunException($"{name}: is larger than 1024 MB. Write it to files and split it.");
            }

            lines.Add(line.Length > LengthMax
                ? TooLong(lines.Count + 1)
                : new(lines.Count + 1, lines.Count == 0 ? line.TrimStart('\uFEFF') : line));
        }

        return lines;
    }

    private static TextLine Line(SourceFile file, int number, ReadOnlySpan<byte> bytes, bool isTooLong)
    {
        if (isTooLong)
        {
            return TooLong(number);
        }

        if (number == 1 && bytes.StartsWith(SourceFile.Mark))
        {
            bytes = bytes[SourceFile.Mark.Length..];
        }

        file.Check(bytes, number);
        return Utf8.IsValid(bytes)
            ? new(number, Encoding.UTF8.GetString(bytes is [.. var line, (byte)'\r'] ? line : bytes))
            : throw file.NoUtf8(number);
    }

    private static TextLine TooLong(int number) => new(number, "", "is longer than 1 MB");
}
