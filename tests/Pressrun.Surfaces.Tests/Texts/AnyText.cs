using FsCheck;
using FsCheck.Fluent;

namespace Pressrun.Surfaces.Tests.Texts;

/// <summary>Texts of many scripts, with everything that is easy to cut wrongly.</summary>
internal static class AnyText
{
    private static readonly string[] Pieces =
    [
        "The ship sailed.", "Was it late?", "No!", "Dr. Who met J. K. Rowling.", "approx. five", "well-known", "naïve",
        "1,234.56", "3.14", "2026-11-22", "https://example.org/a/b.c?d=e,f&g=1.5#top", "www.example.org/x.y",
        "它的价格是1,234.56元。", "中文没有空格，句子很长；", "これはペンです。", "「はい！」と言った。", "한국어 문장입니다.",
        "ไม่มีช่องว่างระหว่างคำ", "हिन्दी वाक्य है।", "هذه جملة عربية؟", "שלום עולם.", "Ärzte z. B. am 3. Oktober",
        "« Oui\u00A0! »", "10\u00A0000", "e\u0301te\u0301", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "✔️", "1️⃣", "\u200B",
        "\u202Ertl\u202C",
        "\uD83D", "\uDC00", "\r\n", "\n", "\n\n", "\n \n", "\t", " ", " ", " ", "   ", "\u0301", " \u0301",
        "\u3000", "\u2028",
        "…", "...", "?!", ",", ";", "—", "(a)", "[12]", "\"", "’", "<b>", "**", "\0", new string('x', 70),
        "A\u0301\u0302\u0303",
    ];

    /// <summary>Pieces in any order, with and without spaces between them, now and then any string at all.</summary>
    public static Gen<string> Texts =>
        from count in Gen.Choose(0, 60)
        from pieces in Gen.Frequency(
            (9, Gen.Elements(Pieces)),
            (1, ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? ""))).ListOf(count)
        from spaces in Gen.Elements("", " ", " ")
        select string.Join(spaces, pieces);

    /// <summary>A text and a cap for its parts, often a small one: cuts are where the faults are.</summary>
    public static Arbitrary<(string Text, int Max)> TextsAndCaps =>
        (from text in Texts
         from max in Gen.OneOf(Gen.Choose(2, 40), Gen.Choose(40, 400), Gen.Constant(3900))
         select (text, max)).ToArbitrary();

    /// <summary>The same cases every time: a failure is not an accident of the day.</summary>
    public static Config Config { get; } =
        Config.QuickThrowOnFailure.WithMaxTest(1500).WithReplay(new Replay(new Rnd(20261122UL, 17UL), null));
}
