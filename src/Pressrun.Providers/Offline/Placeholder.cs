using System.Globalization;
using System.Text;

namespace Pressrun.Providers.Offline;

/// <summary>
/// What stands where a source has too few words for an answer as long as is asked: its own words in sentences that mean
/// nothing and say so. Without it, no length asked of a model could be tried without one.
/// </summary>
internal static class Placeholder
{
    /// <summary>Said before it: nobody should look for a meaning.</summary>
    private const string Beginning = "Here placeholder text begins.";

    private const int LettersMin = 5;
    private const int SentencesEach = 5;

    /// <summary>How far from the least number of words to the most it goes.</summary>
    private const double Share = 0.1;

    // Never more than three words in a row that stand in every such sentence: it must not look like repetition.
    private static readonly string[] Frames =
    [
        "First {0}, then {1}, and at last {2}", "Some say {0}, others say {1}", "Behind {0} stands {1}, never {2}",
        "No {0} without {1}", "It began with {0} and ended in {1}", "Between {0} and {1} there is {2}",
        "Think of {0}, think of {1}, now forget {2}", "From {0} to {1} is one step",
        "What {0} takes, {1} gives to {2}",
        "Where {0} ends, {1} begins", "Once it was {0}, today {1}, tomorrow perhaps {2}",
        "Neither {0} nor {1} explains {2}", "Ask for {0} and get {1}", "{0}, {1} and {2}, in that order",
        "Under {0} lies {1}, over it {2}", "Call it {0} or call it {1}", "Much {0}, little {1}, hardly any {2}",
        "Who has {0} wants {1} as well", "As {0} grows, {1} becomes {2}", "Give {0} time, and {1} some air",
    ];

    // Long words that carry none.
    private static readonly HashSet<string> Empty = new(StringComparer.OrdinalIgnoreCase)
    {
        "about", "after", "again", "along", "always", "another", "anybody", "because", "become", "before", "being",
        "between", "could", "doing", "either", "every", "everybody", "first", "having", "itself", "maybe", "might",
        "neither", "never", "nobody", "nothing", "often", "other", "others", "perhaps", "quite", "rather", "seven",
        "should", "since", "somebody", "something", "still", "their", "theirs", "them", "there", "these", "thing",
        "things", "think", "those", "though", "three", "through", "together", "under", "until", "where", "which",
        "while", "whoever", "whose", "within", "without", "would", "yours", "yourself",
    };

    // For sources of hardly a word of their own.
    private static readonly string[] Others =
    [
        "morning", "harbour", "paper", "window", "garden", "bridge", "letter", "weather", "kitchen", "station",
        "lantern", "river", "ladder", "market", "winter", "corner", "pocket", "island", "thread", "candle",
    ];

    /// <summary>The text with as many sentences behind it as it needs; itself where it is long enough.</summary>
    /// <param name="text">What the source gave.</param>
    /// <param name="length">How long it is to be: its words are looked at.</param>
    /// <param name="source">Where words are taken from.</param>
    /// <param name="prompt">Another prompt takes them in another order.</param>
    public static string Fill(string text, LengthHint length, IEnumerable<string> source, string prompt)
    {
        var words = SpokenWords.Count(text);
        if (length.MinWords is not { } least || words >= least)
        {
            return text;
        }

        var aim = least + (long)(((length.MaxWords ?? least * 1.5) - least) * Share);
        var (vocabulary, draw) = (Vocabulary(source), Seed(prompt));
        var filled = new StringBuilder(text).Append(text.Length == 0 ? "" : "\n\n").Append(Beginning);
        for (var at = 1; words < aim; at++)
        {
            var frame = Frames[Next(ref draw, Frames.Length)];
            string[] slots =
            [
                vocabulary[Next(ref draw, vocabulary.Count)], vocabulary[Next(ref draw, vocabulary.Count)],
                vocabulary[Next(ref draw, vocabulary.Count)],
            ];
            var sentence = string.Format(CultureInfo.InvariantCulture, frame, slots);
            filled.Append(at % SentencesEach == 0 ? "\n\n" : " ")
                .Append(char.ToUpperInvariant(sentence[0])).Append(sentence.AsSpan(1)).Append('.');
            words += SpokenWords.Count(sentence);
        }

        return filled.ToString();
    }

    // Long words carry content; names keep their capital only where they are seen with it within a sentence.
    private static List<string> Vocabulary(IEnumerable<string> source)
    {
        var words = new OrderedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var sentence in source.SelectMany(SpokenSentences.Of))
        {
            foreach (var (place, word) in sentence.Split([' ', '\n', '-', '—', '’', '\''],
                StringSplitOptions.RemoveEmptyEntries).Index())
            {
                var letters = word.Trim('.', ',', ';', ':', '!', '?', '"', '(', ')', '“', '”', '[', ']');
                if (letters.Length >= LettersMin && letters.All(char.IsLetter) && !Empty.Contains(letters))
                {
                    words.TryAdd(letters, place == 0 ? letters.ToLowerInvariant() : letters);
                }
            }
        }

        foreach (var word in Others)
        {
            words.TryAdd(word, word);
        }

        return [.. words.Values];
    }

    private static ulong Seed(string prompt)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in prompt)
        {
            hash = unchecked((hash ^ character) * 1099511628211UL);
        }

        return hash;
    }

    private static int Next(ref ulong draw, int count)
    {
        draw = unchecked((draw * 6364136223846793005UL) + 1442695040888963407UL);
        return (int)((draw >> 33) % (ulong)count);
    }
}
