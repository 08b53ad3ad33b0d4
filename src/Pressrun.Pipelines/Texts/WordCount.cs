using System.Text;

namespace Pressrun.Pipelines.Texts;

/// <summary>Counts words as the writers of a language do.</summary>
internal static class WordCount
{
    /// <summary>Letters of Thai and its neighbours that make a word, on average.</summary>
    private const int SouthEastAsianLetters = 4;

    /// <summary>
    /// How many words a text has. Between spaces and dashes stands one word if it holds a letter or digit: "well-known"
    /// and "1,234.5" are one. Each Chinese character and Japanese kana is one, as editors there count; a stretch of
    /// Thai, Lao, Tibetan, Burmese or Khmer has one for every 4 letters begun.
    /// </summary>
    public static int Of(string text)
    {
        var (words, letters, isInWord) = (0, 0, false);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Letters.IsSouthEastAsian(rune.Value))
            {
                isInWord = false;
                letters += Rune.IsLetter(rune) ? 1 : 0;
                continue;
            }

            words += (letters + SouthEastAsianLetters - 1) / SouthEastAsianLetters;
            letters = 0;
            if (Letters.IsIdeographic(rune.Value))
            {
                // The long mark and the middle dot are said with their word.
                words += Rune.IsLetter(rune) ? 1 : 0;
                isInWord = false;
            }
            else if (Rune.IsWhiteSpace(rune) || rune.Value is '—' or '–' or '…')
            {
                isInWord = false;
            }
            else if (!isInWord && Rune.IsLetterOrDigit(rune))
            {
                words++;
                isInWord = true;
            }
        }

        return words + ((letters + SouthEastAsianLetters - 1) / SouthEastAsianLetters);
    }
}
