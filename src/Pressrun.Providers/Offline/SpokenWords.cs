namespace Pressrun.Providers.Offline;

/// <summary>Words as rules count them.</summary>
internal static class SpokenWords
{
    /// <summary>Words stand between spaces and dashes; Chinese and Japanese characters count one by one.</summary>
    public static int Count(string text)
    {
        var (words, isInWord) = (0, false);
        foreach (var character in text)
        {
            var isAlone = character is >= '\u3041' and <= '\u9FFF' && char.IsLetter(character);
            var isPart = !isAlone && !char.IsWhiteSpace(character) && character is not ('—' or '–' or '…');
            words += isAlone || (isPart && !isInWord && char.IsLetterOrDigit(character)) ? 1 : 0;
            isInWord = isPart && (isInWord || char.IsLetterOrDigit(character));
        }

        return words;
    }
}
