using System.Buffers;

namespace Pressrun.Pipelines.Texts;

/// <summary>
/// Letters written in another form: wide, ligated, circled, mathematical, raised. The part of Unicode's NFKC that hides
/// words from a search; the runtime's own normalisation does nothing without culture data, which we run without.
/// Source: UnicodeData.txt of Unicode 16, field 5.
/// </summary>
internal static class CompatibilityForms
{
    /// <summary>U+FF66 to U+FF9F.</summary>
    private const string WideKana =
        "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309A";

    private const string Raised = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻªº⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉ₐₑₒₓₕₖₗₘₙₚₛₜ";
    private const string RaisedPlain = "abcdefghijklmnoprstuvwxyzao01234567890123456789aeoxhklmnpst";

    /// <summary>The mathematical alphabets have holes, filled by letters that existed before them.</summary>
    private const string LetterLike = "ℂℊℋℌℍℎℐℑℒℓℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴℹⅅⅆⅇⅈⅉ";
    private const string LetterLikePlain = "cghhhhiillnpqrrrzzbceefmoiddeij";

    private static readonly SearchValues<char> RaisedForms = SearchValues.Create(Raised + LetterLike);

    private static readonly string[] Ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    /// <summary>The plain form in small letters, or null where the code point is plain already.</summary>
    public static string? Plain(int codePoint) => codePoint switch
    {
        < 0xAA => null,
        'ß' or 0x1E9E => "ss",
        'ς' => "σ",
        'ſ' => "s",
        '’' or '‘' or 'ʼ' or '＇' => "'",
        '\u2010' or '\u2011' => "-",
        >= 0xFB00 and <= 0xFB06 => Ligatures[codePoint - 0xFB00],
        >= 0xFF01 and <= 0xFF5E => Small(codePoint - 0xFF01 + 0x21),
        >= 0xFF66 and <= 0xFF9F => WideKana[codePoint - 0xFF66].ToString(),
        >= 0x24B6 and <= 0x24E9 => Small('A' + ((codePoint - 0x24B6) % 26)),
        >= 0x2460 and <= 0x2468 => Small('1' + codePoint - 0x2460),
        >= 0x1D400 and <= 0x1D6A3 => Small('a' + ((codePoint - 0x1D400) % 26)),
        >= 0x1D7CE and <= 0x1D7FF => Small('0' + ((codePoint - 0x1D7CE) % 10)),
        >= 0x1F130 and <= 0x1F149 => Small('a' + codePoint - 0x1F130),
        <= char.MaxValue when RaisedForms.Contains((char)codePoint) => PlainOf((char)codePoint),
        _ => null,
    };

    private static string PlainOf(char form) => Raised.IndexOf(form, StringComparison.Ordinal) is >= 0 and var at
        ? RaisedPlain[at].ToString()
        : LetterLikePlain[LetterLike.IndexOf(form, StringComparison.Ordinal)].ToString();

    private static string Small(int codePoint) => ((char)codePoint).ToString().ToLowerInvariant();
}
