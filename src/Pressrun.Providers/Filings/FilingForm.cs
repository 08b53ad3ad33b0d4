using System.Text.RegularExpressions;

namespace Pressrun.Providers.Filings;

/// <summary>
/// The Items of a form, in their order. Sources: the SEC's Forms 10-K, 10-Q and 8-K as of November 2026, and 8-K as it
/// was before 23 August 2004; sizes: 15 annual reports of 1999 to 2017 and 28 reports of 2023 and 2024.
/// </summary>
/// <param name="Name">The form, without what marks an amendment.</param>
/// <param name="Items">All Items, in their order.</param>
internal sealed partial record FilingForm(string Name, IReadOnlyList<FilingItem> Items)
{
    private static readonly FilingForm Annual = new("10-K",
    [
        Read("1", "Business", "(description\\s+of\\s+)?(the\\s+)?(our\\s+)?business", 1_000, 200_000, 4),
        Read("1A", "Risk Factors", "(certain\\s+)?risk\\s*factors", 20, 300_000, 5, isOptional: true),
        Other("1B", "Unresolved Staff Comments", "unresolved"),
        Other("1C", "Cybersecurity", "cyber"),
        Other("2", "Properties", "(description\\s+of\\s+)?propert"),
        Read("3", "Legal Proceedings", "legal\\s+proceeding", 20, 100_000, 2),
        Other("4", "Mine Safety Disclosures", "mine\\s+safety|submission|\\(?removed|\\[?reserved"),
        Other("5", "Market for Common Equity", "market\\s+(for|price)"),
        Other("6", "Selected Financial Data", "selected|\\[?\\(?reserved|\\[?removed"),
        Read("7", "Management's Discussion and Analysis", "management.{0,3}s?.{0,3}\\s+discussion", 1_000, 300_000, 6),
        Read("7A", "Quantitative and Qualitative Disclosures about Market Risk",
            "(quantitative|qualitative|market\\s+risk|disclosures?\\s+about)", 20, 60_000, 3, isOptional: true),
        Other("8", "Financial Statements", "(consolidated\\s+)?financial\\s+statements"),
        Other("9", "Changes in and Disagreements with Accountants", "change|disagreement"),
        Read("9A", "Controls and Procedures", "(disclosure\\s+)?controls", 200, 40_000, 1, isOptional: true),
        Other("9B", "Other Information", "other\\s+information"),
        Other("9C", "Foreign Jurisdictions", "disclosures?\\s+regarding"),
        Other("10", "Directors and Officers", "directors|executive\\s+officers"),
        Other("11", "Executive Compensation", "executive|compensation"),
        Other("12", "Security Ownership", "security\\s+ownership"),
        Other("13", "Certain Relationships", "certain\\s+relation"),
        Other("14", "Principal Accountant Fees", "principal|controls|exhibit"),
        Other("15", "Exhibits", "exhibit|financial\\s+statement"),
        Other("16", "Summary", "(form\\s+10-?k\\s+)?summary"),
    ]);

    private static readonly FilingForm Quarterly = new("10-Q",
    [
        Other("I-1", "Financial Statements", "(condensed\\s+|consolidated\\s+|unaudited\\s+|interim\\s+)*financial"),
        Read("I-2", "Management's Discussion and Analysis",
            "management.{0,3}s?.{0,3}\\s+discussion", 1_000, 300_000, 5),
        Read("I-3", "Quantitative and Qualitative Disclosures about Market Risk",
            "(quantitative|qualitative|market\\s+risk)", 20, 60_000, 3, isOptional: true),
        Read("I-4", "Controls and Procedures", "(disclosure\\s+)?controls", 200, 20_000, 1),
        Read("II-1", "Legal Proceedings", "legal\\s+proceeding", 20, 60_000, 2, isOptional: true),
        Read("II-1A", "Risk Factors", "risk\\s*factors", 20, 300_000, 4, isOptional: true),
        Other("II-2", "Unregistered Sales of Equity Securities", "unregistered|changes\\s+in|issuer|purchases|share"),
        Other("II-3", "Defaults upon Senior Securities", "default"),
        Other("II-4", "Mine Safety Disclosures", "mine|submission|\\(?removed|\\[?reserved"),
        Other("II-5", "Other Information", "other\\s+information"),
        Other("II-6", "Exhibits", "exhibit"),
    ]);

    /// <summary>The form of a name such as <c>10-K405</c>, <c>8-K/A</c>; null for one that is not read.</summary>
    public static FilingForm? Of(string name)
    {
        var plain = name.Trim().ToUpperInvariant();
        return plain.StartsWith("10-K", StringComparison.Ordinal) ? Annual
            : plain.StartsWith("10-Q", StringComparison.Ordinal) ? Quarterly
            : plain.StartsWith("8-K", StringComparison.Ordinal) ? CurrentReport.Form
            : null;
    }

    /// <summary>An Item that only ends the one before it.</summary>
    internal static FilingItem Other(string id, string title, string heading) => new(id, title, Beginning(heading));

    private static FilingItem Read(
        string id, string title, string heading, int least, int most, int rank, bool isOptional = false) =>
        new(id, title, Beginning(heading))
        {
            Size = (least, most),
            IsSelected = true,
            IsOptional = isOptional,
            Rank = rank,
        };

    private static Regex Beginning(string heading) => new($@"\A(?:{heading})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));
}
