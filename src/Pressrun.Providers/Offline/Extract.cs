using System.Text;

namespace Pressrun.Providers.Offline;

/// <summary>Chooses the sentences that say most, until the length is right.</summary>
internal static class Extract
{
    /// <summary>Words shorter than this carry grammar rather than content, in the languages we met.</summary>
    private const int ContentWordMin = 4;

    /// <summary>
    /// All paragraphs where no length is asked for; else whole sentences of them in their order. Where not even one
    /// sentence fits, the shortest one: an empty answer would say less than one too long.
    /// </summary>
    public static string Of(IReadOnlyList<string> paragraphs, LengthHint length)
    {
        if (!length.IsGiven || paragraphs.Count == 0)
        {
            return string.Join("\n\n", paragraphs);
        }

        var sentences = paragraphs
            .SelectMany((paragraph, at) => SpokenSentences.Of(paragraph).Select(text => new Sentence(text, at)))
            .ToList();
        var order = ByWorth(sentences);
        var chosen = new bool[sentences.Count];
        var size = Fill(sentences, order, chosen, default, Ceiling(length, isAim: true));

        // Once more up to the very limit, if what fitted the aim is too short.
        var least = new Size(length.MinCharacters ?? 0, length.MinWords ?? 0);
        var most = Ceiling(length, isAim: false);
        foreach (var at in order.Where(_ => size.Characters < least.Characters || size.Words < least.Words))
        {
            size = Fill(sentences, [at], chosen, size, most);
        }

        if (!chosen.Contains(value: true))
        {
            chosen[order.MinBy(at => sentences[at].Size.Characters)] = true;
        }

        return Join(sentences.Where((_, at) => chosen[at]));
    }

    private static Size Fill(
        List<Sentence> sentences, IEnumerable<int> order, bool[] chosen, Size size, Size most)
    {
        foreach (var at in order.Where(at => !chosen[at]))
        {
            var next = size + sentences[at].Size;
            if (next.Characters <= most.Characters && next.Words <= most.Words)
            {
                (chosen[at], size) = (true, next);
            }
        }

        return size;
    }

    private static Size Ceiling(LengthHint length, bool isAim)
    {
        return new(Bound(length.MinCharacters, length.MaxCharacters), Bound(length.MinWords, length.MaxWords));

        long Bound(int? min, int? max) => (min, max) switch
        {
            (_, { } most) when !isAim => most,
            ({ } least, { } most) => least + (long)(Math.Max(0, most - least) * length.Share),
            (null, { } most) => (long)(most * Math.Max(0.5, length.Share)),
            ({ } least, null) when isAim => least + Math.Max(20, least / 5),
            _ => int.MaxValue,
        };
    }

    // Common content words make a sentence telling, length does not; the opening sentences of a text sum it up.
    private static int[] ByWorth(List<Sentence> sentences)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var words = sentences.Select(sentence => ContentWords(sentence.Text)).ToList();
        foreach (var word in words.SelectMany(list => list))
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        double Worth(int at)
        {
            var mean = words[at].Count == 0 ? 0 : words[at].Sum(word => Math.Log(1 + counts[word])) / words[at].Count;
            return mean + (at == 0 ? 100 : 1.5 / (1 + at));
        }

        var worths = Enumerable.Range(0, sentences.Count).Select(Worth).ToArray();
        return [.. Enumerable.Range(0, sentences.Count).OrderByDescending(at => worths[at]).ThenBy(at => at)];
    }

    private static List<string> ContentWords(string sentence)
    {
        var words = new List<string>();
        var start = -1;
        for (var at = 0; at <= sentence.Length; at++)
        {
            if (at < sentence.Length && char.IsLetter(sentence[at]))
            {
                start = start < 0 ? at : start;
            }
            else if (start >= 0)
            {
                if (at - start >= ContentWordMin)
                {
                    words.Add(sentence[start..at]);
                }

                start = -1;
            }
        }

        return words;
    }

    private static string Join(IEnumerable<Sentence> sentences)
    {
        var (text, paragraph) = (new StringBuilder(), -1);
        foreach (var sentence in sentences)
        {
            text.Append(text.Length == 0 ? "" : sentence.Paragraph == paragraph ? " " : "\n\n").Append(sentence.Text);
            paragraph = sentence.Paragraph;
        }

        return text.ToString();
    }

    private readonly record struct Size(long Characters, long Words)
    {
        public static Size operator +(Size left, Size right) =>
            new(left.Characters + right.Characters, left.Words + right.Words);
    }

    private sealed record Sentence(string Text, int Paragraph)
    {
        // Two more characters: what joins sentences counts, too.
        public Size Size { get; } = new(Text.Length + 2, SpokenWords.Count(Text));
    }
}
