using System.Text;

namespace Pressrun.Pipelines.Gates;

/// <summary>How long a text is when it is spoken.</summary>
internal static class SpeechLength
{
    /// <summary>
    /// Characters a second in alphabetic writing: espeak-ng at its own pace, measured; others are near it.
    /// </summary>
    private const double Letters = 17.2;

    /// <summary>Characters a second in Chinese, Japanese and Korean writing, measured the same way on kana.</summary>
    private const double Signs = 7.8;

    /// <summary>Seconds at the usual pace.</summary>
    public static double Seconds(string text)
    {
        var (letters, signs) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsSign(rune))
            {
                signs++;
            }
            else
            {
                letters++;
            }
        }

        return (letters / Letters) + (signs / Signs);
    }

    // From the first kana to the last ideograph, and Hangul.
    private static bool IsSign(Rune rune) => rune.Value is >= 0x3040 and <= 0x9FFF or >= 0xAC00 and <= 0xD7AF
        or >= 0x20000 and <= 0x3FFFF;
}
