using System.Globalization;
using YamlDotNet.Core;

namespace Pressrun.Pipelines.Files.Reading;

/// <summary>
/// Turns a parser's marks, which count parts of characters, into places as an editor shows them. Remembers the last
/// one: marks come in order, and a long line would otherwise be counted from its start for every value in it.
/// </summary>
internal sealed class Places(SourceText source)
{
    private int _line;
    private int _offset;
    private int _column = 1;

    public Position Of(Mark start, Mark end)
    {
        var extent = Extent(start, end);
        var line = source.Line(extent.Line);
        var column = Column(extent.Line, line, extent.Start);
        var stop = extent.End == extent.Start ? extent.Start : Math.Max(extent.Start, Trimmed(line, extent.End));
        return new(source.Name, extent.Line, column, Count(line, extent.Start, stop));
    }

    /// <summary>How long a value is on its first line, which the end shares.</summary>
    public int Length(Mark start, Mark end) =>
        Extent(start, end) is var extent ? Count(source.Line(extent.Line), extent.Start, extent.End) : 0;

    public SourceText.Span Extent(Mark start, Mark end)
    {
        var first = (int)Math.Clamp(start.Line, 1, source.Count);
        // Behind a block the mark stands at the start of the next line, which is no part of it.
        var beyond = end.Column == 1 && end.Line > start.Line ? 1 : 0;
        var last = (int)Math.Clamp(end.Line - beyond, first, source.Count);
        var line = source.Line(first);
        var length = line.Length;
        var from = (int)Math.Clamp(start.Column - 1, 0, length);
        var until = last > first || beyond > 0 ? length : (int)Math.Clamp(end.Column - 1, from, length);

        // The mark behind a list or mapping in brackets stands before the closing one.
        var isShort = until < length && from < until && line[from] is '[' or '{' && line[until] is ']' or '}';
        until += isShort ? 1 : 0;
        return new(source.Name, first, from, last, until);
    }

    private int Column(int number, string line, int offset)
    {
        if (number != _line || offset < _offset)
        {
            (_line, _offset, _column) = (number, 0, 1);
        }

        _column += Count(line, _offset, offset);
        _offset = offset;
        return _column;
    }

    // Behind a value on several lines the mark stands on a later line: the marker then ends with the text of its own.
    private static int Trimmed(string line, int end) => line.AsSpan(0, end).TrimEnd().Length;

    private static int Count(string line, int from, int until)
    {
        var count = 0;
        for (var at = from; at < until; count++)
        {
            at += line[at] < 0x80 && (at + 1 == line.Length || line[at + 1] < 0x80)
                ? 1
                : StringInfo.GetNextTextElementLength(line.AsSpan(at));
        }

        return count;
    }
}
