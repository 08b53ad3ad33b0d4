using System.Globalization;

namespace Pressrun.Pipelines.Texts;

/// <summary>A text and how good each place in it is for a cut.</summary>
internal sealed class Cuts
{
    // One entry for each position from 0 to the length of the text; a cut at a position is before its character.
    private readonly CutLevel[] _levels;

    private readonly string _text;

    private Cuts(string text)
    {
        _text = text;
        _levels = new CutLevel[text.Length + 1];
    }

    /// <summary>How good a cut before the character at this position is.</summary>
    public CutLevel this[int position] => _levels[position];

    public static Cuts Of(string text, string? language)
    {
        var cuts = new Cuts(text);
        cuts.MarkGraphemes();
        cuts.MarkSpaces();
        cuts.MarkPauses();
        foreach (var end in SentenceEnds.Find(text, language))
        {
            cuts.Raise(end, CutLevel.Sentence);
        }

        return cuts;
    }

    /// <summary>The first position from here on that is not white space, or the end of the text.</summary>
    public int PastBlank(int position)
    {
        while (position < _text.Length && BlankLength(position) is > 0 and var length)
        {
            position += length;
        }

        return position;
    }

    /// <summary>The position behind the last character that is not white space, or 0.</summary>
    public int InkEnd()
    {
        var end = _text.Length;
        while (end > 0 && char.IsWhiteSpace(_text[end - 1]))
        {
            end--;
        }

        return end;
    }

    private void MarkGraphemes()
    {
        for (var at = 0; at < _text.Length; at += StringInfo.GetNextTextElementLength(_text.AsSpan(at)))
        {
            _levels[at] = CutLevel.Grapheme;
        }

        _levels[_text.Length] = CutLevel.Grapheme;
    }

    private void MarkSpaces()
    {
        for (var at = 0; at < _text.Length;)
        {
            var (start, lines, isBreaking) = (at, 0, false);
            while (at < _text.Length && BlankLength(at) is > 0 and var length)
            {
                isBreaking |= Letters.IsBreakingSpace(_text[at]);
                lines += _text[at] switch
                {
                    '\n' or '\r' or '\u0085' or '\u2028' => 1,
                    '\u2029' => 2,
                    _ => 0,
                };
                at += length;
            }

            if (isBreaking)
            {
                var isPause = lines == 1 || IsPause(start);
                Raise(start, lines > 1 ? CutLevel.Paragraph : isPause ? CutLevel.Clause : CutLevel.Word);
            }

            at += at == start ? 1 : 0;
        }
    }

    private void MarkPauses()
    {
        for (var at = _text.AsSpan().IndexOfAny(Letters.UnspacedPauses); at >= 0 && at + 1 < _text.Length;)
        {
            // A wide comma may stand inside a number.
            if (!char.IsDigit(_text[at + 1]))
            {
                Raise(at + 1, CutLevel.Clause);
            }

            var next = _text.AsSpan(at + 1).IndexOfAny(Letters.UnspacedPauses);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    private bool IsPause(int position)
    {
        position -= position > 1 && Letters.Closers.Contains(_text[position - 1]) ? 1 : 0;
        return position > 0 && Letters.SpacedPauses.Contains(_text[position - 1]);
    }

    private void Raise(int position, CutLevel level)
    {
        if (_levels[position] != CutLevel.None && _levels[position] < level)
        {
            _levels[position] = level;
        }
    }

    // 0 where the position holds no white space of its own: a space that carries a mark is a character to keep.
    private int BlankLength(int position)
    {
        if (!char.IsWhiteSpace(_text[position]) || _levels[position] == CutLevel.None)
        {
            return 0;
        }

        var length = _text[position] == '\r' && position + 1 < _text.Length && _text[position + 1] == '\n' ? 2 : 1;
        return _levels[position + length] == CutLevel.None ? 0 : length;
    }
}
