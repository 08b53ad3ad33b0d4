using System.Text;
using Pressrun.Providers.Filings;

namespace Pressrun.Adapters.Tests.Filings;

/// <summary>Filings made up for a test, and how they are read.</summary>
internal static class Papers
{
    /// <summary>Prose of about so many characters that ends as a sentence does.</summary>
    public static string Prose(int characters, string about = "lamps")
    {
        var text = new StringBuilder();
        for (var year = 1900; text.Length < characters; year++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"In {year} the company sold more {about} than in the year before, and said so. ");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>An annual report of these Items, each heading with its text.</summary>
    public static string Annual(params (string Heading, string Text)[] items) => "<html><body><p>FORM 10-K</p>"
        + string.Concat(items.Select(item => $"<p><b>{item.Heading}</b></p><p>{item.Text}</p>"))
        + "<p>SIGNATURES</p></body></html>";

    /// <summary>The Items an annual report is read for, all of them well.</summary>
    public static (string Heading, string Text)[] Whole =>
    [
        ("Item 1. Business", Prose(3_000)), ("Item 1A. Risk Factors", Prose(3_000, "risks")),
        ("Item 2. Properties", "One house."), ("Item 3. Legal Proceedings", "None that we know of."),
        ("Item 7. Management's Discussion and Analysis", Prose(4_000, "results")),
        ("Item 7A. Quantitative and Qualitative Disclosures about Market Risk", Prose(300, "rates")),
        ("Item 8. Financial Statements", "Behind."), ("Item 9A. Controls and Procedures", Prose(400, "controls")),
    ];

    public static Filing Read(string text, string form = "", int tokens = 60_000) =>
        FilingReader.Read(Encoding.UTF8.GetBytes(text), "text/html; charset=utf-8", form, tokens);

    /// <summary>The numbers of the Items that were found, with blanks between.</summary>
    public static string Ids(Filing filing) => string.Join(' ', filing.Sections.Select(section => section.Item.Id));
}
