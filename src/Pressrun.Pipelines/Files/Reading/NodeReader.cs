using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlScalar = YamlDotNet.Core.Events.Scalar;

namespace Pressrun.Pipelines.Files.Reading;

/// <summary>
/// Builds the tree of a file from the parser's events: exact places, every duplicate key, and a bound on everything
/// that a hostile file could grow.
/// </summary>
internal sealed class NodeReader
{
    private const int DepthMax = 50;
    private const int NodesMax = 100_000;

    /// <summary>Entries of one list or mapping: what compares them with each other stays quick.</summary>
    private const int EntriesMax = 1_000;

    private readonly SourceText _source;
    private readonly Findings _findings;
    private readonly Places _places;
    private readonly Parser _parser;
    private int _nodes;

    private NodeReader(SourceText source, Findings findings)
    {
        (_source, _findings, _places) = (source, findings, new(source));
        _parser = new Parser(new StringReader(source.Text));
    }

    /// <summary>The one mapping a file is.</summary>
    /// <exception cref="PipelineFileException">There is none, or no more can be understood.</exception>
    public static Node.Map Read(SourceText source, Findings findings)
    {
        findings.Add(source);
        return ReadAny(source, findings) switch
        {
            Node.Map map => map,
            null => throw findings.Stop(Position.Whole(source.Name), "the file is empty", Syntax.Smallest),
            var other => throw findings.Stop(other.At, $"a file is a mapping, this is {other.Title}", Syntax.Smallest),
        };
    }

    /// <summary>Any single value, such as the right side of <c>--set</c>; null if there is none.</summary>
    public static Node? ReadAny(SourceText source, Findings findings)
    {
        RefuseCharacters(source, findings);
        var reader = new NodeReader(source, findings);
        try
        {
            return reader.Document();
        }
        catch (YamlException fault)
        {
            throw Syntax.Explain(fault, source, findings);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or ArithmeticException
            or FormatException or IndexOutOfRangeException or NullReferenceException)
        {
            // The parser trips over some escapes and open brackets instead of reporting them.
            throw Syntax.Explain(reader.Here(), source, findings);
        }
    }

    /// <summary>Controls and the rarer line ends: an editor and the parser would count lines differently.</summary>
    private static void RefuseCharacters(SourceText source, Findings findings)
    {
        for (var number = 1; number <= source.Count && !findings.IsFull; number++)
        {
            var line = source.Line(number);
            var at = line.AsSpan().IndexOfAny(Unwanted);
            if (at >= 0)
            {
                var mark = new Mark(0, number, at + 1);
                var code = ((int)line[at]).ToString("X4", System.Globalization.CultureInfo.InvariantCulture);
                findings.Add(
                    new Places(source).Of(mark, new(0, number, at + 2)),
                    line[at] == '\0' ? "the file holds a NUL: it is no text" : $"the character U+{code} is not allowed",
                    "remove it; most editors can show it");
            }
        }

        findings.Throw();
    }

    private static readonly System.Buffers.SearchValues<char> Unwanted = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code)
            .Where(character => char.IsControl(character) && character != '\t'), '\u2028', '\u2029', '\uFEFF']);

    private Node? Document()
    {
        Next();
        if (Next() is StreamEnd)
        {
            return null;
        }

        if (_parser.Current is DocumentStart start && (start.Version is not null || start.Tags?.Any(IsOwn) == true))
        {
            _findings.Add(Here(), "a line that begins with `%` is not allowed", "leave it out");
        }

        Next();
        var root = Value(1);
        Next();
        if (Next() is DocumentStart)
        {
            _findings.Add(Here(), "a second document begins here", "one file holds one pipeline: remove what follows");
        }

        return root is Node.Text { IsEmpty: true } ? null : root;
    }

    // The parser adds the two handles every document has.
    private static bool IsOwn(YamlDotNet.Core.Tokens.TagDirective tag) => tag.Handle is not ("!" or "!!");

    private Node Value(int depth)
    {
        var start = _parser.Current!;
        if (depth > DepthMax)
        {
            throw _findings.Stop(Here(), $"values are nested more than {DepthMax} deep here");
        }

        if (++_nodes > NodesMax)
        {
            throw _findings.Stop(
                Here(), $"the file has more than {NodesMax} values", "keep items in a file of their own");
        }

        var isRefused = IsRefused(start);
        Node node = start switch
        {
            YamlScalar text => new Node.Text(Here(), Extent(text), text.Value, text.Style != ScalarStyle.Plain),
            SequenceStart => List(Here(), start, depth),
            MappingStart => Map(Here(), start, depth),
            _ => new Node.Faulty(Here(), Extent(start)),
        };
        return isRefused ? new Node.Faulty(node.At, node.Extent) : node;
    }

    private bool IsRefused(ParsingEvent start)
    {
        if (start is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            _findings.Add(Here(), "anchors and aliases (`&name`, `*name`) are not allowed", Syntax.QuoteOrRepeat);
        }
        else if (start is NodeEvent { Tag.IsEmpty: false })
        {
            _findings.Add(Here(), "type tags (`!name`) are not allowed", "quote a text that begins so");
        }
        else
        {
            return false;
        }

        return true;
    }

    private Node.List List(Position at, ParsingEvent start, int depth)
    {
        var nodes = new List<Node>();
        while (Next() is not SequenceEnd)
        {
            Bound(nodes.Count);
            nodes.Add(Value(depth + 1));
        }

        return new(Spread(at, start), Extent(start), nodes);
    }

    private Node Map(Position at, ParsingEvent start, int depth)
    {
        var pairs = new Dictionary<string, Node.Pair>(StringComparer.Ordinal);
        var isFaulty = false;
        while (Next() is not MappingEnd)
        {
            Bound(pairs.Count);
            var key = Value(depth + 1);
            Next();
            var value = Value(depth + 1);
            if (key is not Node.Text word)
            {
                isFaulty |= RefuseKey(key);
            }
            else if (!pairs.TryAdd(word.Value, new(word, value)))
            {
                HideDropped(word.Value, value);
                var first = pairs[word.Value].Key.At.Line;
                _findings.Add(word.At, $"key {Quote.Of(word.Value)} is given twice", $"it is on line {first} already");
            }
        }

        // The parser gives pairs in order and the dictionary keeps it, as nothing is ever removed from it.
        return isFaulty
            ? new Node.Faulty(at, Extent(start))
            : new Node.Map(Spread(at, start), Extent(start), [.. pairs.Values]);
    }

    /// <summary>The value leaves the tree here, so nobody later could find a literal key in it.</summary>
    private void HideDropped(string key, Node value)
    {
        if (value is not Node.Text || key.Contains("key", StringComparison.OrdinalIgnoreCase)
            || key.Contains("token", StringComparison.OrdinalIgnoreCase)
            || key.Contains("secret", StringComparison.OrdinalIgnoreCase))
        {
            _findings.Hide(value);
        }
    }

    private void Bound(int entries)
    {
        if (entries >= EntriesMax || _findings.IsFull)
        {
            throw _findings.Stop(Here(), $"a list or mapping has more than {EntriesMax} entries");
        }
    }

    private bool RefuseKey(Node key)
    {
        if (key is not Node.Faulty)
        {
            var text = _source.Line(key.Extent.Line).AsSpan(Math.Max(0, key.Extent.Start - 1));
            var isTemplate = text.StartsWith("{{", StringComparison.Ordinal);
            _findings.Add(
                isTemplate ? key.At with { Column = key.At.Column - 1, Length = 2 } : key.At,
                isTemplate ? "a value that begins with `{{` needs quotes" : $"a key is a word, this is {key.Title}",
                isTemplate ? Syntax.QuoteTemplate : null);
        }

        return true;
    }

    // A block has no end of its own on its first line; its first key or dash is what the marker shows.
    private Position Spread(Position at, ParsingEvent start) =>
        start is MappingStart { Style: MappingStyle.Flow } or SequenceStart { Style: SequenceStyle.Flow }
            && _parser.Current!.End.Line == start.Start.Line
            ? at with { Length = _places.Length(start.Start, _parser.Current.End) }
            : at with { Length = Math.Max(1, at.Length) };

    private ParsingEvent Next() =>
        _parser.MoveNext() ? _parser.Current! : throw new InvalidOperationException("The parser ended early.");

    private Position Here() =>
        _parser.Current is { } current ? _places.Of(current.Start, current.End) : Position.Whole(_source.Name);

    private SourceText.Span Extent(ParsingEvent start) => _places.Extent(start.Start, _parser.Current!.End);
}
