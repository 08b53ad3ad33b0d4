using System.Globalization;
using System.Text;

namespace Pressrun.Pipelines.Templates;

/// <summary>
/// The template as the library gets it. Every expression becomes a call with a number, so the library sees blocks and
/// blanks but never a name: it cannot look one up, and cannot report one in its own words.
/// </summary>
internal sealed class Lowering
{
    /// <summary>Prints an expression.</summary>
    public const string Text = "text";

    /// <summary>Asks whether an expression is true.</summary>
    public const string Is = "is";

    /// <summary>The frames of a list's elements.</summary>
    public const string List = "list";

    /// <summary>The frame of one value, or false.</summary>
    public const string In = "in";

    private readonly StringBuilder _lowered = new();
    private readonly List<Expression> _expressions = [];
    private bool _isAfterBraces;

    /// <summary>The expressions by the numbers in the lowered text.</summary>
    public IReadOnlyList<Expression> Expressions => _expressions;

    /// <summary>Adds text that is printed as it stands.</summary>
    /// <param name="text">Without opening braces of an expression.</param>
    /// <param name="at">Where it stands.</param>
    public void AddText(ReadOnlySpan<char> text, int at)
    {
        // A brace that touches the library's own braces would be read with them.
        var touching = _isAfterBraces ? text.Length - text.TrimStart('}').Length : 0;
        AddLiteral(text[..touching], at);
        _lowered.Append(text[touching..]);
        _isAfterBraces &= text.Length == touching;
    }

    /// <summary>Adds braces or backslashes that are text, whatever they mean to the library.</summary>
    public void AddLiteral(ReadOnlySpan<char> text, int at)
    {
        if (text.Length > 0)
        {
            Add("", new Expression.Literal(at, Fields.From(text.ToString())), Text);
        }
    }

    /// <summary>Adds an expression to print.</summary>
    public void AddValue(Expression value, bool isRaw, (bool Before, bool After) trims)
    {
        if (isRaw)
        {
            Open(false);
            _lowered.Append(CultureInfo.InvariantCulture, $"{{{Text} {Number(value)}}}");
            Close(false);
            return;
        }

        Add("", value, Text, trims);
    }

    /// <summary>Opens a block, or the next branch of one: <c>#if</c>, <c>else if</c>.</summary>
    public void AddBlock(string word, Expression value, string function, (bool Before, bool After) trims) =>
        Add(word, value, function, trims);

    /// <summary>Adds <c>else</c>, <c>/if</c> and their like, and the <c>!</c> of a comment.</summary>
    public void AddWord(string word, (bool Before, bool After) trims)
    {
        Open(trims.Before);
        _lowered.Append(word);
        Close(trims.After);
    }

    /// <inheritdoc/>
    public override string ToString() => _lowered.ToString();

    private void Add(string word, Expression value, string function, (bool Before, bool After) trims = default)
    {
        Open(trims.Before);
        var call = $"{function} {Number(value).ToString(CultureInfo.InvariantCulture)}";
        _lowered.Append(word.Length == 0 ? call : $"{word} ({call})");
        Close(trims.After);
    }

    private int Number(Expression value)
    {
        _expressions.Add(value);
        return _expressions.Count - 1;
    }

    private void Open(bool isTrimming)
    {
        var kept = _lowered.Length;
        while (!_isAfterBraces && kept > 0 && _lowered[kept - 1] is '{' or '\\')
        {
            kept--;
        }

        var touching = _lowered.ToString(kept, _lowered.Length - kept);
        _lowered.Length = kept;
        AddLiteral(touching, 0);
        _lowered.Append(isTrimming ? "{{~" : "{{");
    }

    private void Close(bool isTrimming)
    {
        // The blank before the tilde keeps the library from reading it as part of the number.
        _lowered.Append(isTrimming ? " ~}}" : "}}");
        _isAfterBraces = true;
    }
}
