namespace Pressrun.Adapters.Tests.Filings;

/// <summary>Which text of a filing is taken for which Item.</summary>
[Trait("Row", "FIL-31")]
public sealed class FilingReaderTests
{
    private const string Contents = "<table><tr><td>Item 1.</td><td>Business</td><td>3</td></tr>"
        + "<tr><td>Item 1A.</td><td>Risk Factors</td><td>5</td></tr><tr><td>Item 3.</td><td>Legal Proceedings</td></tr>"
        + "<tr><td>Item 7.</td><td>Management&#8217;s Discussion and Analysis</td><td>9</td></tr></table>";

    [Fact]
    public void An_item_is_read_where_it_stands_and_not_in_the_table_of_contents()
    {
        var filing = Papers.Read(Papers.Annual([("", Contents), .. Papers.Whole]));
        Assert.Equal("10-K", filing.Form);
        Assert.Equal("1 1A 3 7 7A 9A", Papers.Ids(filing));
        Assert.Empty(filing.Problems);
        Assert.Equal(Papers.Prose(3_000), filing.Sections[0].Text);
        Assert.Equal("Item 1. Business", filing.Sections[0].Heading);
    }

    [Fact]
    public void A_heading_at_the_top_of_further_pages_ends_nothing()
    {
        var items = Papers.Whole;
        items[4].Text += "</p><p>Item 7. Management's Discussion and Analysis (continued)</p><p>The last word.";
        var filing = Papers.Read(Papers.Annual(items));
        Assert.Empty(filing.Problems);
        Assert.EndsWith("The last word.", filing.Sections[3].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_that_names_an_item_is_no_heading()
    {
        var items = Papers.Whole;
        items[0].Text += "</p><p>Item 7 of this report says more about the lamps.</p><p>So much for that.";
        var filing = Papers.Read(Papers.Annual(items));
        Assert.Empty(filing.Problems);
        Assert.EndsWith("So much for that.", filing.Sections[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Inline_numbers_stay_and_what_nobody_is_meant_to_read_goes()
    {
        var items = Papers.Whole;
        items[4].Text += " Sales were $<ix:nonFraction name=\"x:Sales\" scale=\"6\">52.4</ix:nonFraction> million, "
            + "<ix:nonNumeric name=\"x:Why\">because it was dark</ix:nonNumeric>.";
        var hidden = "<div style=\"display:none\"><ix:header><ix:hidden>Item 7. Management's Discussion and Analysis "
            + Papers.Prose(9_000, "secrets") + "</ix:hidden></ix:header></div><script>steal()</script>";
        var filing = Papers.Read(Papers.Annual([("", hidden), .. items]));
        Assert.Empty(filing.Problems);
        Assert.EndsWith(
            "Sales were $52.4 million, because it was dark.", filing.Sections[3].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secrets", filing.Extract.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("steal", filing.Extract.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_an_old_submission_the_main_document_is_read_without_page_marks_and_exhibits()
    {
        var filing = Papers.Read("""
            <SEC-HEADER>
            CONFORMED SUBMISSION TYPE:	8-K
            </SEC-HEADER>
            <DOCUMENT>
            <TYPE>8-K
            <TEXT>
            <PAGE>   1
            ITEM 5.   OTHER EVENTS

                 The night ferry ran aground on a sandbank that had not
            <PAGE>   2
            been there in the morning.

            ITEM 7.   FINANCIAL STATEMENTS AND EXHIBITS
                 99.1  A letter.

                                 SIGNATURE
            </TEXT>
            </DOCUMENT>
            <DOCUMENT>
            <TYPE>EX-99.1
            <TEXT>
            ITEM 5. OTHER EVENTS
            A very long letter about what happened, which is no part of the report, however long it may be and however
            often it says so, on and on and on.
            </TEXT>
            </DOCUMENT>
            """);
        Assert.Equal("8-K", filing.Form);
        Assert.Equal("5 7", Papers.Ids(filing));
        Assert.Empty(filing.Problems);
        Assert.Equal("The night ferry ran aground on a sandbank that had not been there in the morning.",
            filing.Sections[0].Text.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal));
        Assert.DoesNotContain("letter about", filing.Extract.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_without_title_takes_the_title_below_it_and_parts_are_told_apart()
    {
        var filing = Papers.Read("<html><body><p>FORM 10-Q</p><p>PART I</p><p>Item 1.</p><p>Financial Statements</p>"
            + $"<p>Numbers.</p><p>Item 2.</p><p>Management's Discussion and Analysis</p><p>{Papers.Prose(2_000)}</p>"
            + $"<p>Item 4.</p><p>Controls and Procedures</p><p>{Papers.Prose(300)}</p><p>PART II</p>"
            + "<p>Item 1.</p><p>Legal Proceedings</p><p>Somebody has sued us.</p><p>Item 2.</p>"
            + "<p>Unregistered Sales of Equity Securities</p><p>None.</p><p>SIGNATURES</p></body></html>");
        Assert.Equal("I-2 I-4 II-1", Papers.Ids(filing));
        Assert.Empty(filing.Problems);
        Assert.Equal("Somebody has sued us.", filing.Sections[2].Text);
    }

    [Fact]
    public void A_filing_that_nests_and_leaves_open_whatever_it_can_is_read_to_its_end()
    {
        var hostile = string.Concat(Enumerable.Repeat("<div><table><tr><td><b>", 100_000))
            + string.Concat(Enumerable.Repeat("<p style=\"display:none\"", 50_000));
        var filing = Papers.Read(Papers.Annual(Papers.Whole).Replace("</body>", hostile, StringComparison.Ordinal));
        Assert.Equal("1 1A 3 7 7A 9A", Papers.Ids(filing));
    }
}
