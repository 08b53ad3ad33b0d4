using System.Text;

namespace Pressrun.Tests.Tidying;

/// <summary>Reads just enough of C# to tell code from comments and literals.</summary>
internal sealed class Scanner
{
    private readonly string _text;
    private readonly StringBuilder _code = new();
    private int _at;

    private Scanner(string text) => _text = text;

    /// <summary>The text with comments and literals blanked; the holes of an interpolation are code.</summary>
    public static string CodeOf(string text)
    {
        var scanner = new Scanner(text);
        scanner.ReadCode(inHole: false);
        return scanner._code.ToString();
    }

    private void ReadCode(bool inHole)
    {
        for (var depth = 0; _at < _text.Length;)
        {
            if (inHole && depth == 0 && _text[_at] == '}')
            {
                return;
            }

            if (Starts("//"))
            {
                BlankUntil("\n", included: false);
            }
            else if (Starts("/*"))
            {
                BlankUntil("*/", included: true);
            }
            else if (_text[_at] == '\'')
            {
                ReadLiteral('\'', isVerbatim: false, hasHoles: false);
            }
            else if (_text[_at] is '"' or '$' or '@' && LiteralAt() is { } quote)
            {
                ReadString(quote);
            }
            else
            {
                depth += _text[_at] switch { '{' => 1, '}' => -1, _ => 0 };
                _code.Append(_text[_at++]);
            }
        }
    }

    /// <summary>Where the quote of a literal stands that begins here with any of $ and @; null if none does.</summary>
    private int? LiteralAt()
    {
        var quote = _at;
        while (quote < _text.Length && _text[quote] is '$' or '@')
        {
            quote++;
        }

        return quote < _text.Length && _text[quote] == '"' ? quote : null;
    }

    private void ReadString(int quote)
    {
        var prefix = _text[_at..quote];
        var quotes = _text.AsSpan(quote).IndexOfAnyExcept('"') is var run && run < 0 ? _text.Length - quote : run;
        Blank(prefix.Length);
        if (quotes >= 3 && !prefix.Contains('@'))
        {
            Blank(quotes);
            BlankUntil(new string('"', quotes), included: true);
            return;
        }

        ReadLiteral('"', isVerbatim: prefix.Contains('@'), hasHoles: prefix.Contains('$'));
    }

    private void ReadLiteral(char quote, bool isVerbatim, bool hasHoles)
    {
        Blank(1);
        while (_at < _text.Length && (isVerbatim || _text[_at] != '\n'))
        {
            if ((!isVerbatim && _text[_at] == '\\')
                || (isVerbatim && Starts("\"\""))
                || (hasHoles && (Starts("{{") || Starts("}}"))))
            {
                Blank(2);
            }
            else if (_text[_at] == quote)
            {
                Blank(1);
                return;
            }
            else
            {
                var isHole = hasHoles && _text[_at] == '{';
                Blank(1);
                if (isHole)
                {
                    ReadCode(inHole: true);
                }
            }
        }
    }

    private bool Starts(string with) => string.CompareOrdinal(_text, _at, with, 0, with.Length) == 0;

    private void BlankUntil(string end, bool included)
    {
        var found = _text.IndexOf(end, _at, StringComparison.Ordinal);
        Blank(found < 0 ? _text.Length - _at : found - _at + (included ? end.Length : 0));
    }

    private void Blank(int count)
    {
        for (var end = Math.Min(_at + count, _text.Length); _at < end; _at++)
        {
            _code.Append(_text[_at] == '\n' ? '\n' : ' ');
        }
    }
}
