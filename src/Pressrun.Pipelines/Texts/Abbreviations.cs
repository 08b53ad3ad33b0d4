namespace Pressrun.Pipelines.Texts;

/// <summary>Words whose full stop does not end a sentence, by language.</summary>
internal static class Abbreviations
{
    /// <summary>After these a sentence goes on, whatever follows.</summary>
    private static readonly Dictionary<string, HashSet<string>> Always = new(StringComparer.Ordinal)
    {
        ["en"] = Words(
            "mr mrs ms messrs dr prof rev hon fr st mt ft gen col maj capt cmdr lt sgt cpl adm gov sen rep pres supt "
                + "vs viz cf al approx dept univ assn bros ph.d e.g i.e"),
        ["de"] = Words(
            "hr hrn fr frl dr prof dipl ing mag st bzw ca evtl ggf inkl exkl vgl sog zzgl zzt bspw allg ehem gem geb "
                + "gest insb max min mind mio mrd str tel u.a z.b d.h o.ä u.ä i.d.r s.o s.u v.a z.t"),
        ["fr"] = Words(
            "m mm mme mmes mlle mlles me mgr dr pr st ste cf env éd ex hab boul av bd vol trad p.ex c.-à-d"),
        ["es"] = Words(
            "sr sra sres sras srta d dª dr dra dres prof profa gral cnel ud uds vd vds avda av ctra pág cf ej p.ej "
                + "ee.uu aprox dpto excmo ilmo sto sta"),
    };

    /// <summary>After these a sentence goes on if a number follows.</summary>
    private static readonly Dictionary<string, HashSet<string>> BeforeNumber = new(StringComparer.Ordinal)
    {
        ["en"] = Words(
            "no nos fig figs eq ch chap sec vol art p pp par op nr jan feb mar apr jun jul aug sep sept oct nov dec"),
        ["de"] = Words("nr abb abs art aufl bd bde kap tab ziff abschn jan feb mrz apr jun jul aug sept okt nov dez"),
        ["fr"] = Words("n no nos fig art chap p pp t vol al janv févr juil sept oct nov déc"),
        ["es"] = Words("n núm nro fig art cap p pp págs vol t ene feb mar abr jun jul ago sept oct nov dic"),
    };

    /// <summary>Languages that write "the third" as "3.".</summary>
    private static readonly HashSet<string> Ordinals = Words("de da nb nn no fi is et lv cs sk sl hr sr bs hu pl tr");

    /// <summary>Whether the full stop after a word belongs to the word.</summary>
    /// <param name="word">What stands before the full stop, without white space.</param>
    /// <param name="isNumberNext">Whether a digit follows the white space after it.</param>
    /// <param name="language">The primary language tag; an unknown one is treated as English.</param>
    public static bool Holds(ReadOnlySpan<char> word, bool isNumberNext, string language)
    {
        if (word.Length is 0 or > 12)
        {
            return false;
        }

        // An initial, or letters with stops between them: J. K. Rowling, U.S., z. B.
        if (char.IsLetter(word[^1]) && (word.Length == 1 || word[^2] == '.'))
        {
            return !Letters.IsIdeographic(word[^1]);
        }

        Span<char> lower = stackalloc char[word.Length];
        word.ToLowerInvariant(lower);
        return Has(Always, language, lower) || (isNumberNext && Has(BeforeNumber, language, lower));
    }

    /// <summary>Whether a number of one or two digits and a full stop is an ordinal in the language.</summary>
    public static bool HasOrdinals(string language) => Ordinals.Contains(language);

    /// <summary>The primary tag of a language such as <c>de-AT</c>, in lower case; English for none.</summary>
    public static string Primary(string? language) =>
        string.IsNullOrWhiteSpace(language) ? "en" : language.Trim().Split('-', '_')[0].ToLowerInvariant();

    private static bool Has(Dictionary<string, HashSet<string>> table, string language, ReadOnlySpan<char> word) =>
        (table.TryGetValue(language, out var words) ? words : table["en"])
            .GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static HashSet<string> Words(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
