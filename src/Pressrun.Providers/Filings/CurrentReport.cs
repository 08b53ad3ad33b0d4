using System.Text.RegularExpressions;

namespace Pressrun.Providers.Filings;

/// <summary>
/// Form 8-K: a few of its Items stand in each, all of which are read. Numbers without a dot are those of reports before
/// 23 August 2004.
/// </summary>
internal static class CurrentReport
{
    private const int Most = 60_000;

    private static readonly (string Id, string Title)[] Titles =
    [
        ("1", "Changes in Control of Registrant"), ("2", "Acquisition or Disposition of Assets"),
        ("3", "Bankruptcy or Receivership"), ("4", "Changes in Registrant's Certifying Accountant"),
        ("5", "Other Events"), ("6", "Resignations of Registrant's Directors"),
        ("7", "Financial Statements and Exhibits"), ("8", "Change in Fiscal Year"),
        ("9", "Regulation FD Disclosure"), ("10", "Amendments to the Code of Ethics"),
        ("11", "Suspension of Trading under Employee Benefit Plans"),
        ("12", "Results of Operations and Financial Condition"),
        ("1.01", "Entry into a Material Definitive Agreement"),
        ("1.02", "Termination of a Material Definitive Agreement"), ("1.03", "Bankruptcy or Receivership"),
        ("1.04", "Mine Safety"), ("1.05", "Material Cybersecurity Incidents"),
        ("2.01", "Completion of Acquisition or Disposition of Assets"),
        ("2.02", "Results of Operations and Financial Condition"),
        ("2.03", "Creation of a Direct Financial Obligation"),
        ("2.04", "Triggering Events That Accelerate or Increase a Financial Obligation"),
        ("2.05", "Costs Associated with Exit or Disposal Activities"), ("2.06", "Material Impairments"),
        ("3.01", "Notice of Delisting"), ("3.02", "Unregistered Sales of Equity Securities"),
        ("3.03", "Material Modification to Rights of Security Holders"),
        ("4.01", "Changes in Registrant's Certifying Accountant"),
        ("4.02", "Non-Reliance on Previously Issued Financial Statements"),
        ("5.01", "Changes in Control of Registrant"), ("5.02", "Departure or Election of Directors or Officers"),
        ("5.03", "Amendments to Articles of Incorporation or Bylaws"),
        ("5.04", "Temporary Suspension of Trading under Employee Benefit Plans"),
        ("5.05", "Amendments to the Code of Ethics"), ("5.06", "Change in Shell Company Status"),
        ("5.07", "Submission of Matters to a Vote"), ("5.08", "Shareholder Director Nominations"),
        ("6.01", "ABS Informational and Computational Material"), ("6.02", "Change of Servicer or Trustee"),
        ("6.03", "Change in Credit Enhancement"), ("6.04", "Failure to Make a Required Distribution"),
        ("6.05", "Securities Act Updating Disclosure"), ("6.06", "Static Pool"),
        ("7.01", "Regulation FD Disclosure"), ("8.01", "Other Events"),
        ("9.01", "Financial Statements and Exhibits"),
    ];

    // Companies word these titles freely, so any that begins as one does is taken.
    private static readonly Regex Heading = new(
        @"\A($|[""“'(\[]?[A-Z0-9])", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>The form. Exhibits are the first to be left out, then Items from the last to the first.</summary>
    public static FilingForm Form { get; } = new("8-K",
    [
        .. Titles.Select((item, place) => new FilingItem(item.Id, item.Title, Heading)
        {
            Size = (10, Most),
            IsSelected = true,
            IsOptional = true,
            Rank = item.Title.StartsWith("Financial Statements", StringComparison.Ordinal) ? 1
                : 2 + Titles.Length - place,
        }),
    ]);
}
