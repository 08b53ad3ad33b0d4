using System.Text;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// Cuts lines into CSV records. A quote that is never closed would swallow the rest of the file: then the record ends
/// with its first line, as a bad one, and the next line is read anew.
/// </summary>
internal sealed class CsvReader
{
    /// <summary>The most lines of one record.</summary>
    public const int LinesMax = 1_000;

    private readonly StringBuilder _value = new();
    private readonly List<string> _values = [];
    private readonly Queue<TextLine> _again = new();
    private readonly IEnumerator<TextLine> _lines;
    private char _separator;

    private CsvReader(IEnumerator<TextLine> lines) => _lines = lines;

    private enum Place
    {
        Start,
        Plain,
        Quoted,
        Closed,
    }

    /// <summary>The records, the first one included; a blank line is a record with one empty value.</summary>
    public static IEnumerable<CsvRecord> Read(IEnumerable<TextLine> lines)
    {
        using var all = lines.GetEnumerator();
        var reader = new CsvReader(all);
        while (reader.Next() is { } line)
        {
            yield return line.Fault is { } fault ? new(line.Number, [], fault) : reader.Record(line);
        }
    }

    private CsvRecord Record(TextLine first)
    {
        if (_separator == '\0')
        {
            _separator = Separator(first.Text);
        }

        _values.Clear();
        _value.Clear();
        var (place, line) = (Place.Start, first);
        var taken = new List<TextLine>();
        while (true)
        {
            if (Cut(line.Text, ref place) is { } fault)
            {
                // What came with it on further lines is read anew.
                Return(taken);
                return new(first.Number, [], fault);
            }

            if (place != Place.Quoted)
            {
                _values.Add(_value.ToString());
                return new(first.Number, [.. _values]);
            }

            _value.Append('\n');
            var next = taken.Count == LinesMax ? null : Next();
            if (next is not null)
            {
                taken.Add(line = next.Value);
            }

            if (next is not { Fault: null })
            {
                Return(taken);
                return new(first.Number, [], "opens a quote that is never closed");
            }
        }
    }

    private string? Cut(string line, ref Place place)
    {
        foreach (var letter in line)
        {
            switch (place)
            {
                case Place.Start when letter == '"':
                    place = Place.Quoted;
                    break;
                case Place.Quoted when letter == '"':
                    place = Place.Closed;
                    break;
                case Place.Closed when letter == '"':
                    _value.Append('"');
                    place = Place.Quoted;
                    break;
                case Place.Quoted:
                    _value.Append(letter);
                    break;
                case var _ when letter == _separator:
                    _values.Add(_value.ToString());
                    _value.Clear();
                    place = Place.Start;
                    break;
                case Place.Closed:
                    return "has text behind a closing quote; a quote inside a value is written twice";
                default:
                    _value.Append(letter);
                    place = Place.Plain;
                    break;
            }
        }

        return null;
    }

    private TextLine? Next() => _again.TryDequeue(out var line) ? line : _lines.MoveNext() ? _lines.Current : null;

    private void Return(List<TextLine> taken)
    {
        // In front of what waits already: they came before it.
        var waiting = _again.ToArray();
        _again.Clear();
        foreach (var line in (IEnumerable<TextLine>)[.. taken, .. waiting])
        {
            _again.Enqueue(line);
        }
    }

    private static char Separator(string head)
    {
        var (isQuoted, counts) = (false, new int[3]);
        foreach (var letter in head)
        {
            isQuoted ^= letter == '"';
            var kind = ",;\t".IndexOf(letter, StringComparison.Ordinal);
            if (!isQuoted && kind >= 0)
            {
                counts[kind]++;
            }
        }

        return ",;\t"[Array.IndexOf(counts, counts.Max())];
    }
}
