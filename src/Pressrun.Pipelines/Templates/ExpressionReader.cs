using System.Globalization;

namespace Pressrun.Pipelines.Templates;

/// <summary>Reads what stands between braces: a name with its fields, or a call of a function.</summary>
internal sealed class ExpressionReader(TemplateSource source, TemplateEngine engine)
{
    private const int NestingMax = 8;

    private static readonly string[] Counters = ["index", "first", "last", "key"];

    private readonly List<TemplateName> _names = [];
    private readonly List<TemplateName> _elementNames = [];

    // Touched while one expression is read.
    private Scope _scope = Scope.Top;
    private int _at;
    private int _end;

    /// <summary>The names taken from the top so far, in the order of the text.</summary>
    public IReadOnlyList<TemplateName> Names => _names;

    /// <summary>The names taken from elements of lists so far, in the order of the text.</summary>
    public IReadOnlyList<TemplateName> ElementNames => _elementNames;

    /// <summary>Reads one expression that fills a range of the text.</summary>
    public Expression Read(int start, int end, Scope scope)
    {
        (_at, _end, _scope) = (start, end, scope);
        var expression = ReadCall(0);
        return _at == _end ? expression : throw source.Fault(_at, "this `)` closes nothing");
    }

    private Expression ReadCall(int depth)
    {
        if (depth > NestingMax)
        {
            throw source.Fault(_at, $"functions stand in functions more than {NestingMax} deep");
        }

        var (at, word) = ReadWord();
        var arguments = new List<Expression>();
        while (!IsAtEnd())
        {
            arguments.Add(ReadArgument(depth));
        }

        return arguments.Count == 0 ? Value(at, word) : Call(at, word, arguments);
    }

    private Expression ReadArgument(int depth)
    {
        var at = _at;
        switch (source.Text[_at])
        {
            case '(':
                _at++;
                var inner = ReadCall(depth + 1);
                if (_at == _end)
                {
                    throw source.Fault(at, "this `(` is never closed");
                }

                _at++;
                return inner;
            case '"' or '\'':
                var close = source.Text.IndexOf(source.Text[at], at + 1, _end - at - 1);
                _at = close < 0 ? throw source.Fault(at, "this text in quotes is never closed") : close + 1;
                return new Expression.Literal(at, Fields.From(source.Text[(at + 1)..close]));
            default:
                var (start, word) = ReadWord();
                return Value(start, word);
        }
    }

    private bool IsAtEnd()
    {
        SkipBlanks();
        return _at == _end || source.Text[_at] == ')';
    }

    private void SkipBlanks()
    {
        while (_at < _end && char.IsWhiteSpace(source.Text[_at]))
        {
            _at++;
        }
    }

    private (int At, string Word) ReadWord()
    {
        SkipBlanks();
        var start = _at;
        for (var isQuoted = false; _at < _end; _at++)
        {
            var unit = source.Text[_at];
            if (!isQuoted && (char.IsWhiteSpace(unit) || unit is '(' or ')'))
            {
                break;
            }

            isQuoted = unit == '[' || (isQuoted && unit != ']');
        }

        return _at > start
            ? (start, source.Text[start.._at])
            : throw source.Fault(start, "a name is missing here: write what to print, as in {{url}}");
    }

    private Expression Value(int at, string word)
    {
        if (decimal.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return new Expression.Literal(at, Fields.From(number));
        }

        return word[0] == '@' ? Counter(at, word[1..]) : Path(at, word);
    }

    private Expression.Counter Counter(int at, string name)
    {
        if (!Counters.Contains(name))
        {
            throw source.Fault(at, engine.Unknown("unknown counter", name, Counters, "@"));
        }

        return _scope.IsCounted
            ? new Expression.Counter(at, name)
            : throw source.Fault(at, $"`@{name}` counts the elements of an #each, and here is none");
    }

    private Expression.Path Path(int at, string word)
    {
        var (up, rest) = (0, word);
        while (rest is ".." || rest.StartsWith("../", StringComparison.Ordinal))
        {
            (up, rest) = (up + 1, rest.Length == 2 ? "this" : rest[3..]);
        }

        rest = rest.StartsWith("./", StringComparison.Ordinal) ? "this." + rest[2..] : rest is "." ? "this" : rest;
        var segments = Segments(at, rest);
        var isThis = segments[0] == "this";
        var scope = _scope.Outward(up) ?? throw source.Fault(at, $"`{word}` leads out of the template: too many `../`");
        if (isThis && scope.Block is null)
        {
            throw source.Fault(at, $"`{word}` names what a block runs over, and here is no #each or #with");
        }

        var path = new Expression.Path(at, word, up, isThis ? segments[1..] : segments);
        if (scope.Full(path.Segments) is { Count: > 0 } full)
        {
            var (line, column) = source.Locate(at);
            (full.Contains(TemplateName.Element) ? _elementNames : _names).Add(new(full, line, column));
        }

        return path;
    }

    /// <summary>Splits at dots; a name in square brackets may hold anything but its closing one.</summary>
    private List<string> Segments(int at, string path)
    {
        var segments = new List<string>();
        for (var start = 0; start <= path.Length;)
        {
            var isQuoted = start < path.Length && path[start] == '[';
            var from = isQuoted ? path.IndexOf(']', start) : start;
            var dot = from < 0 ? -1 : path.IndexOf('.', from);
            var end = dot < 0 ? path.Length : dot;
            var segment = path[start..end];
            var isClosed = isQuoted && segment.Length > 2 && segment[^1] == ']';
            if (!isClosed && (segment.Length == 0 || !segment.All(IsOfName)))
            {
                var shown = TemplateSource.Show(path);
                throw source.Fault(at, $"`{shown}` is no name: write names like {{{{article.title}}}}");
            }

            segments.Add(isClosed ? segment[1..^1] : segment);
            start = end + 1;
        }

        return segments;
    }

    private static bool IsOfName(char unit) => char.IsLetterOrDigit(unit) || unit is '_' or '-';

    private Expression.Helper Call(int at, string word, List<Expression> arguments)
    {
        if (!TemplateEngine.Functions.TryGetValue(word, out var parameters))
        {
            throw source.Fault(at, engine.Unknown("unknown function", word, [.. TemplateEngine.Functions.Keys]));
        }

        return arguments.Count == parameters.Length
            ? new Expression.Helper(at, word, arguments)
            : throw source.Fault(at, $"`{word}` wants: {word} {string.Join(' ', parameters)}");
    }
}
