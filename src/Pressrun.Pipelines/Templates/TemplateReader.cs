namespace Pressrun.Pipelines.Templates;

/// <summary>
/// Reads the part of the Handlebars language that Pressrun has, checks it, and lowers it for the library. What is left
/// out (partials, decorators, raw blocks, lookups) is refused by name.
/// </summary>
internal sealed class TemplateReader(TemplateSource source, TemplateEngine engine, bool isHtml)
{
    private const int BlocksMax = 20;

    private static readonly Dictionary<string, string> Blocks = new()
    {
        ["if"] = Lowering.Is,
        ["unless"] = Lowering.Is,
        ["each"] = Lowering.List,
        ["with"] = Lowering.In,
    };

    private readonly Lowering _lowering = new();
    private readonly ExpressionReader _expressions = new(source, engine);
    private readonly Stack<Block> _open = new();
    private Scope _scope = Scope.Top;

    /// <summary>The names taken from the top, in the order of the text.</summary>
    public IReadOnlyList<TemplateName> Names => _expressions.Names;

    /// <summary>The names taken from elements of lists, in the order of the text.</summary>
    public IReadOnlyList<TemplateName> ElementNames => _expressions.ElementNames;

    /// <summary>Reads all of it; throws <see cref="TemplateException"/> at the first offence.</summary>
    public Lowering Read()
    {
        var text = source.Text;
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf("{{", at, StringComparison.Ordinal);
            var plain = text.AsSpan(at, (open < 0 ? text.Length : open) - at);
            var slashes = open < 0 ? 0 : plain.Length - plain.TrimEnd('\\').Length;

            // As in Handlebars: one backslash makes the braces text, two are one backslash before an expression.
            _lowering.AddText(slashes > 0 ? plain[..^1] : plain, at);
            if (open < 0)
            {
                break;
            }

            if (slashes == 1)
            {
                _lowering.AddLiteral("{{", open);
                at = open + 2;
            }
            else
            {
                at = ReadMustache(open);
            }
        }

        return _open.TryPeek(out var left)
            ? throw source.Fault(left.At, $"this block is never closed: write {{{{/{left.Word}}}}}")
            : _lowering;
    }

    /// <summary>Reads one pair of braces; returns where the text goes on.</summary>
    private int ReadMustache(int open)
    {
        var text = source.Text;
        if (text.AsSpan(open).StartsWith("{{{"))
        {
            return ReadRaw(open);
        }

        var before = text.AsSpan(open + 2).StartsWith("~");
        var start = open + (before ? 3 : 2);
        var close = text.AsSpan(start).StartsWith("!") ? EndOfComment(open, start) : End(open, start, "}}");
        var after = text[close - 1] == '~' && close > start;
        Read(start, after ? close - 1 : close, (before, after));
        return close + 2;
    }

    private void Read(int start, int end, (bool Before, bool After) trims)
    {
        start += source.Text.AsSpan(start, end - start) is var inner ? inner.Length - inner.TrimStart().Length : 0;
        var sigil = start < end ? source.Text[start] : ' ';
        var word = FirstWord(start, end);
        switch (sigil)
        {
            case '!' when trims is (false, false):
                _lowering.AddWord("!", trims);
                break;
            case '!':
                _lowering.AddValue(new Expression.Literal(start, Fields.Nothing), isRaw: false, trims);
                break;
            case '#':
                Open(start + 1, end, word[1..], trims);
                break;
            case '/':
                Close(start, source.Text[(start + 1)..end].Trim(), trims);
                break;
            case '>' or '&' or '*' or '^' or '{':
                throw source.Fault(start, Refusal(sigil));
            default:
                if (word == "else")
                {
                    Else(start, end, trims);
                    break;
                }

                _lowering.AddValue(_expressions.Read(start, end, _scope), isRaw: false, trims);
                break;
        }
    }

    private void Open(int start, int end, string word, (bool Before, bool After) trims)
    {
        if (!Blocks.TryGetValue(word, out var function))
        {
            throw source.Fault(start, engine.Unknown("unknown block", word, Blocks.Keys, "#"));
        }

        if (_open.Count == BlocksMax)
        {
            throw source.Fault(start, $"blocks stand in blocks more than {BlocksMax} deep");
        }

        var value = _expressions.Read(start + word.Length, end, _scope);
        _lowering.AddBlock("#" + word, value, function, trims);
        _open.Push(new(word, start, _scope));
        _scope = word switch
        {
            "each" => new(word, Prefix(value) is { } list ? [.. list, TemplateName.Element] : null, _scope),
            "with" => new(word, Prefix(value), _scope),
            _ => _scope,
        };
    }

    private void Else(int start, int end, (bool Before, bool After) trims)
    {
        var condition = FirstWord(start + 4, end);
        if (!_open.TryPop(out var block) || block.HasElse)
        {
            throw source.Fault(start, "this `else` belongs to no block, or to one that has its `else` already");
        }

        _scope = block.Around;
        _open.Push(block with { HasElse = condition.Length == 0 });
        if (condition.Length == 0)
        {
            _lowering.AddWord("else", trims);
            return;
        }

        if (condition is not ("if" or "unless") || block.Word is not ("if" or "unless"))
        {
            throw source.Fault(start, "after `else` nothing may stand, or `if` and a condition in a block of #if");
        }

        var at = source.Text.IndexOf(condition, start + 4, StringComparison.Ordinal) + condition.Length;
        _lowering.AddBlock("else " + condition, _expressions.Read(at, end, _scope), Lowering.Is, trims);
    }

    private void Close(int at, string word, (bool Before, bool After) trims)
    {
        if (!_open.TryPop(out var block))
        {
            throw source.Fault(at, $"this `/{TemplateSource.Show(word)}` closes nothing");
        }

        if (block.Word != word)
        {
            var (line, _) = source.Locate(block.At);
            throw source.Fault(at, $"this closes `#{word}`, but the block open here is `#{block.Word}` of line {line}");
        }

        _scope = block.Around;
        _lowering.AddWord("/" + word, trims);
    }

    private int ReadRaw(int open)
    {
        if (!isHtml || source.Text.AsSpan(open).StartsWith("{{{{"))
        {
            throw source.Fault(
                open,
                isHtml
                    ? "four braces mean nothing here"
                    : "three braces are for .html only: write {{name}},"
                        + " with a blank between those and a brace of your text");
        }

        var close = End(open, open + 3, "}}}");
        _lowering.AddValue(_expressions.Read(open + 3, close, _scope), isRaw: true, default);
        return close + 3;
    }

    private int EndOfComment(int open, int start)
    {
        var isLong = source.Text.AsSpan(start).StartsWith("!--");
        var from = isLong ? Math.Min(start + 3, source.Text.Length) : start;
        var end = source.Text.IndexOf("}}", from, StringComparison.Ordinal);
        while (isLong && end >= 0 && !source.Text.AsSpan(from..end).TrimEnd('~').EndsWith("--"))
        {
            end = source.Text.IndexOf("}}", end + 1, StringComparison.Ordinal);
        }

        var braces = isLong ? "--}}" : "}}";
        return end >= 0 ? end : throw source.Fault(open, $"this comment is never closed: write {braces}");
    }

    /// <summary>Where the closing braces stand, past those inside quotes and square brackets.</summary>
    private int End(int open, int start, string braces)
    {
        var quote = '\0';
        for (var at = start; at < source.Text.Length; at++)
        {
            var unit = source.Text[at];
            if (quote != '\0')
            {
                quote = unit == quote ? '\0' : quote;
            }
            else if (source.Text.AsSpan(at).StartsWith(braces))
            {
                return at;
            }
            else if (source.Text.AsSpan(at).StartsWith("{{"))
            {
                break;
            }
            else
            {
                quote = unit == '[' ? ']' : unit is '"' or '\'' && IsBlank(source.Text[at - 1]) ? unit : '\0';
            }
        }

        throw source.Fault(open, $"these braces are never closed: write {braces}");
    }

    private static bool IsBlank(char unit) => char.IsWhiteSpace(unit) || unit == '(';

    private string FirstWord(int start, int end)
    {
        var words = source.Text.AsSpan(start, end - start).TrimStart();
        var length = words.IndexOfAny(" \t\r\n(");
        return (length < 0 ? words : words[..length]).ToString();
    }

    private IReadOnlyList<string>? Prefix(Expression value) =>
        value is Expression.Path path ? _scope.Outward(path.Up)?.Full(path.Segments) : null;

    private static string Refusal(char sigil) => sigil switch
    {
        '>' => "a template cannot include another: put the text here, or make it a field",
        '^' => "write {{else}} here, or {{#unless …}} for a block",
        _ => $"`{sigil}` means nothing here: write {{{{name}}}}",
    };

    private sealed record Block(string Word, int At, Scope Around, bool HasElse = false);
}
