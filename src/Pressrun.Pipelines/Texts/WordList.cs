namespace Pressrun.Pipelines.Texts;

/// <summary>
/// Words that a text must not use, and those it may although they hold such a word. Immutable, safe for any thread.
/// </summary>
/// <remarks>
/// The form: one word or phrase a line. Empty lines say nothing; nor does <c>#</c> at the start of a line or after
/// white space, and what follows it. A line that begins with <c>+</c> allows: <c>+ Moby Dick</c> lets that name pass
/// where <c>dick</c> is listed. Case, width, ligatures, accents written apart, line breaks and invisible characters
/// make no difference. Only whole words count, so Scunthorpe needs no permission; in Chinese, Japanese and Thai, which
/// have no spaces, a word counts wherever it stands.
/// </remarks>
internal sealed class WordList
{
    private readonly string _name;
    private readonly TermSearch _listed;
    private readonly TermSearch _allowed;

    private WordList(string name, TermSearch listed, TermSearch allowed) =>
        (_name, _listed, _allowed) = (name, listed, allowed);

    /// <summary>How many different words are listed; 0 for a list that finds nothing.</summary>
    public int Count => _listed.Count;

    /// <summary>Reads a list; any text is one.</summary>
    /// <param name="name">What findings call the list, such as its file's name.</param>
    /// <param name="text">The lines.</param>
    public static WordList Read(string name, string text)
    {
        var (listed, allowed) = (new List<string>(), new List<string>());
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var term = WithoutComment(line).Trim().TrimStart('\uFEFF').ToString();
            if (term.StartsWith('+'))
            {
                allowed.Add(term[1..].Trim());
            }
            else
            {
                listed.Add(term);
            }
        }

        return new(name, new(listed), new(allowed));
    }

    /// <summary>The words of the list in the text, in the order of the text, none overlapping another.</summary>
    public IReadOnlyList<WordFinding> Find(string text) => Find(FoldedText.Of(text));

    /// <summary>As above, for a text that several lists search.</summary>
    public IReadOnlyList<WordFinding> Find(FoldedText text)
    {
        var permits = new Queue<(int From, int To)>(
            _allowed.Find(text.Text).Select(hit => (hit.Position, hit.Position + hit.Length)));
        var findings = new List<WordFinding>();
        foreach (var (term, position, length) in _listed.Find(text.Text))
        {
            while (permits.TryPeek(out var past) && past.To < position + length)
            {
                permits.Dequeue();
            }

            if (!permits.TryPeek(out var permit) || permit.From > position)
            {
                var origin = text.OriginOf(position);
                findings.Add(new(term, _name, origin, text.OriginOf(position + length) - origin));
            }
        }

        return findings;
    }

    private static ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '#' && (at == 0 || char.IsWhiteSpace(line[at - 1])))
            {
                return line[..at];
            }
        }

        return line;
    }
}
