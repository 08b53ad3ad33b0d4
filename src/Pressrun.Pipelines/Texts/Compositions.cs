using System.Collections.Frozen;

namespace Pressrun.Pipelines.Texts;

/// <summary>
/// Letters and the marks that follow them, put together as Unicode's NFC does, for small letters of the scripts that
/// word lists are written in. Source: UnicodeData.txt of Unicode 16, field 5.
/// </summary>
internal static class Compositions
{
    private static readonly FrozenDictionary<(char Letter, char Mark), char> Table = Build();

    /// <summary>The one character for a letter and a mark, or 0 where there is none.</summary>
    public static char Of(char letter, char mark)
    {
        // Korean syllables are arithmetic: a lead consonant, a vowel, perhaps a tail.
        if (letter is >= '\u1100' and <= '\u1112' && mark is >= '\u1161' and <= '\u1175')
        {
            return (char)(0xAC00 + ((((letter - 0x1100) * 21) + (mark - 0x1161)) * 28));
        }

        if (letter is >= '\uAC00' and <= '\uD7A3' && (letter - 0xAC00) % 28 == 0 && mark is >= '\u11A8' and <= '\u11C2')
        {
            return (char)(letter + mark - 0x11A7);
        }

        return Table.GetValueOrDefault((letter, mark));
    }

    private static FrozenDictionary<(char Letter, char Mark), char> Build()
    {
        var table = new Dictionary<(char Letter, char Mark), char>();
        Add('\u0300', "aeiounwyâêôăơưеи", "àèìòùǹẁỳầềồằờừѐѝ");
        Add('\u0301', "acegiklmnoprsuwyzâêôăơưгк", "áćéǵíḱĺḿńóṕŕśúẃýźấếốắớứѓќ");
        Add('\u0302', "aceghijosuwyzạẹọ", "âĉêĝĥîĵôŝûŵŷẑậệộ");
        Add('\u0303', "aeinouvyâêôăơư", "ãẽĩñõũṽỹẫễỗẵỡữ");
        Add('\u0304', "aegiouyиу", "āēḡīōūȳӣӯ");
        Add('\u0306', "aegiouиуạ", "ăĕğĭŏŭйўặ");
        Add('\u0307', "abcdefghmnoprstwxyz", "ȧḃċḋėḟġḣṁṅȯṗṙṡṫẇẋẏż");
        Add('\u0308', "aehiotuwxyеіиоу", "äëḧïöẗüẅẍÿёїӥӧӱ");
        Add('\u0309', "aeiouyâêôăơư", "ảẻỉỏủỷẩểổẳởử");
        Add('\u030A', "auwy", "åůẘẙ");
        Add('\u030B', "ouу", "őűӳ");
        Add('\u030C', "acdeghijklnorstuz", "ǎčďěǧȟǐǰǩľňǒřšťǔž");
        Add('\u031B', "ou", "ơư");
        Add('\u0323', "abdehiklmnorstuvwyzơư", "ạḅḍẹḥịḳḷṃṇọṛṣṭụṿẉỵẓợự");
        Add('\u0326', "st", "șț");
        Add('\u0327', "cdeghklnrst", "çḑȩģḩķļņŗşţ");
        Add('\u0328', "aeiou", "ąęįǫų");
        AddVoiced(table);
        return table.ToFrozenDictionary();

        void Add(char mark, string letters, string composed)
        {
            foreach (var (index, letter) in letters.Index())
            {
                table[(letter, mark)] = composed[index];
            }
        }
    }

    // A voiced kana follows its plain one in the code table, a half-voiced one follows that; katakana lie 96 higher.
    private static void AddVoiced(Dictionary<(char Letter, char Mark), char> table)
    {
        foreach (var kana in "かきくけこさしすせそたちつてとはひふへほ")
        {
            table[(kana, '\u3099')] = (char)(kana + 1);
            table[((char)(kana + 96), '\u3099')] = (char)(kana + 97);
        }

        foreach (var kana in "はひふへほ")
        {
            table[(kana, '\u309A')] = (char)(kana + 2);
            table[((char)(kana + 96), '\u309A')] = (char)(kana + 98);
        }

        table[('ウ', '\u3099')] = 'ヴ';
    }
}
