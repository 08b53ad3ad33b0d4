namespace Pressrun.Pipelines.Items;

/// <summary>
/// Latin letters with marks, as the plain letters people type for them: decompositions of the Unicode Character
/// Database 15.0 without their marks, and the usual spelling where a letter has none.
/// </summary>
internal static class Latin
{
    private const char First = '\u00C0';
    private const char FirstMore = '\u1E00';

    // Where the plain spelling is two letters, a star stands here; where there is none, a hyphen.
    private const string Plain =
        "aaaaaa*ceeeeiiiidnooooo-ouuuuy**aaaaaa*ceeeeiiiidnooooo-ouuuuy*y" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll" +
        "lllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" +
        "bbbb-----------e----------------oo-------------uu---------------" +
        "-------------aaiioouuuuuuuuuu-aaaa**--ggkkoooo--j---gg--nnaa**oo" +
        "aaaaeeeeiiiioooorrrruuuusstt--hh------aaeeooooooooyy------------" +
        "----------------";

    private const string PlainMore =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
        "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
        "wwwwwwwwwwxxxxyyzzzzzzhtwy-s--*-aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
        "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------";

    /// <summary>One or two lower-case ASCII letters; null for whatever is no Latin letter with a mark.</summary>
    public static string? Spell(char letter) => letter switch
    {
        >= First and < (char)(First + 400) => Spell(letter, Plain[letter - First]),
        >= FirstMore and <= '\u1EFF' => Spell(letter, PlainMore[letter - FirstMore]),
        '\u0259' => "e",
        _ => null,
    };

    private static string? Spell(char letter, char plain) => plain switch
    {
        '-' => null,
        '*' => char.ToLowerInvariant(letter) switch
        {
            'ß' => "ss",
            'þ' => "th",
            'œ' => "oe",
            'ĳ' => "ij",
            _ => "ae",
        },
        _ => plain.ToString(),
    };
}
