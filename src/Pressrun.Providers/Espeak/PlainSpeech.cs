using System.Globalization;
using System.Text;

namespace Pressrun.Providers.Espeak;

/// <summary>
/// Makes a text of any origin one that espeak-ng only speaks. Its program reads <c>[[..]]</c> as phonemes and a control
/// character as a command, whatever its options; markup it leaves alone unless asked.
/// </summary>
internal static class PlainSpeech
{
    /// <summary>The text with nothing in it but text. Never longer than before.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in text.EnumerateRunes())
        {
            plain.Append(Plain(sign));
        }

        return plain.ToString();
    }

    /// <summary>Whether there is a letter or a digit to speak.</summary>
    public static bool HasWords(string text) => text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    // Every bracket, not only a pair: signs between two of them may vanish on the way and make them one.
    private static string Plain(Rune sign) => sign.Value switch
    {
        '[' => "(",
        ']' => ")",
        '\n' => "\n",
        _ => Rune.GetUnicodeCategory(sign) switch
        {
            UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.Surrogate => " ",
            _ => sign.Value == Rune.ReplacementChar.Value ? " " : sign.ToString(),
        },
    };
}
