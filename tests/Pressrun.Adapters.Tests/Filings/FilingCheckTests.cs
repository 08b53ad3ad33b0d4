namespace Pressrun.Adapters.Tests.Filings;

/// <summary>What is not whole or not rightly headed is told before anything is paid for it.</summary>
[Trait("Row", "FIL-31")]
public sealed class FilingCheckTests
{
    [Fact]
    public void A_table_of_contents_alone_is_told()
    {
        var filing = Papers.Read(Papers.Annual(
            ("Item 1. Business", ""), ("Item 1A. Risk Factors", ""), ("Item 3. Legal Proceedings", ""),
            ("Item 7. Management's Discussion and Analysis", ""), ("Item 9A. Controls and Procedures", "")));
        Assert.Contains("only the table of contents", Assert.Single(filing.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pointer_to_another_document_is_told_with_its_words()
    {
        var items = Papers.Whole;
        items[4].Text = "Refer to pages 6 through 40 of our report to shareholders, incorporated by reference.";
        Assert.Contains(
            "Item 7. Management's Discussion and Analysis only points elsewhere (“Refer to pages 6",
            Assert.Single(Papers.Read(Papers.Annual(items)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_cut_off_is_told()
    {
        var items = Papers.Whole;
        items[4].Text = Papers.Prose(500);
        Assert.Contains("fewer than 1,000: it seems to be cut off",
            Assert.Single(Papers.Read(Papers.Annual(items)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_filing_that_breaks_off_is_told()
    {
        var whole = Papers.Annual(Papers.Whole);
        var cut = whole[..(whole.IndexOf("SIGNATURES", StringComparison.Ordinal) - 30)];
        Assert.Contains(Papers.Read(cut).Problems,
            problem => problem.Contains("breaks off in the middle of a sentence", StringComparison.Ordinal));
    }

    [Fact]
    public void An_item_that_has_swallowed_others_is_told()
    {
        var items = Papers.Whole;
        items[0].Text = Papers.Prose(250_000);
        Assert.Contains("it seems to hold other Items",
            Assert.Single(Papers.Read(Papers.Annual(items)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_that_is_not_there_is_told()
    {
        var items = Papers.Whole.Where(item => !item.Heading.Contains('7'));
        Assert.Equal("Item 7. Management's Discussion and Analysis is missing",
            Assert.Single(Papers.Read(Papers.Annual([.. items])).Problems));
    }

    [Fact]
    public void Items_in_the_wrong_order_are_told()
    {
        var items = Papers.Whole;
        Assert.Contains(Papers.Read(Papers.Annual([.. items[4..], .. items[..4]])).Problems,
            problem => problem.Contains("one of the two is a quotation", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<p>A page about nothing.</p>", "", "does not say which form it is")]
    [InlineData("<p>A page about nothing.</p>", "S-1", "its form is S-1, and only 10-K, 10-Q and 8-K are read")]
    [InlineData("<p>A page about nothing.</p>", "8-K", "no Item of Form 8-K has a heading in it")]
    public void What_is_no_filing_of_these_forms_is_told(string page, string form, string told) =>
        Assert.Contains(told, Assert.Single(Papers.Read(page, form).Problems), StringComparison.Ordinal);

    [Fact]
    public void An_amendment_may_hold_any_part_of_a_report()
    {
        var filing = Papers.Read(Papers.Annual(("Item 9A. Controls and Procedures", "One sentence is new.")), "10-K/A");
        Assert.Equal(("9A", 0), (Papers.Ids(filing), filing.Problems.Count));
    }
}
