using System.Text;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Local;
using Pressrun.Providers.Web;

namespace Pressrun.Adapters.Tests.Filings;

/// <summary>A filing longer than a model is to read loses whole Items in a stated order, and says which.</summary>
[Trait("Row", "FIL-35")]
public sealed class FilingExtractTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_report_of_404_thousand_characters_fits()
    {
        var items = Papers.Whole;
        items[0].Text = Papers.Prose(110_000);
        items[1].Text = Papers.Prose(130_000, "risks");
        items[4].Text = Papers.Prose(150_000, "results");
        items[7].Text = Papers.Prose(14_000, "controls");
        var filing = Papers.Read(Papers.Annual(items));
        Assert.Empty(filing.Problems);
        Assert.True(filing.Sections.Sum(section => section.Characters) > 404_000);
        Assert.True(filing.Extract.Text.Length <= 240_000);
        Assert.Equal(
            ["Item 9A. Controls and Procedures", "Item 3. Legal Proceedings",
                "Item 7A. Quantitative and Qualitative Disclosures about Market Risk", "Item 1. Business",
                "Item 1A. Risk Factors"],
            filing.Extract.LeftOut);
        Assert.Equal($"{items[4].Heading}\n\n{items[4].Text}", filing.Extract.Text);
    }

    [Fact]
    public void An_item_too_long_alone_is_cut_behind_a_paragraph_and_that_is_said()
    {
        var items = Papers.Whole;
        items[4].Text = string.Join("</p><p>", Enumerable.Repeat(Papers.Prose(900), 20));
        var filing = Papers.Read(Papers.Annual(items), tokens: 2_500);
        Assert.InRange(filing.Extract.Text.Length, 5_000, 10_000);
        Assert.EndsWith("said so.", filing.Extract.Text, StringComparison.Ordinal);
        Assert.StartsWith("Item 7. Management's Discussion and Analysis, behind its first ",
            filing.Extract.LeftOut[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_work_gives_the_same_bytes_for_the_same_page()
    {
        var page = new FetchedPage
        {
            Address = new("https://www.sec.gov/a.htm"),
            Status = 200,
            ContentType = "text/html",
            FetchedAt = default,
            Content = Encoding.UTF8.GetBytes(Papers.Annual(Papers.Whole)),
        }.Write();
        var task = new FilingTask(_ => new MemoryStream(page));
        var call = Web.Visit.CallOf(new("local", "filing", """{"url":"a","form":"","tokens":60000,"reader":1}""")
        {
            Inputs = [new Blob(new string('a', 64), page.Length)],
        });
        var body = await task.RunAsync(call, Ct);
        Assert.Equal(body.Bytes.ToArray(), (await task.RunAsync(call, Ct)).Bytes.ToArray());
        using var document = JsonDocument.Parse(task.Read(call, new(Outcome.Answered.Instance, body)).Text);
        Assert.Equal("10-K", document.RootElement.GetProperty("form").GetString());
        Assert.Equal(6, document.RootElement.GetProperty("sections").GetArrayLength());
        Assert.Equal(0, document.RootElement.GetProperty("problems").GetArrayLength());
    }
}
