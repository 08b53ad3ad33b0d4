using Pressrun.Pipelines.Texts;

namespace Pressrun.Surfaces.Tests.Texts;

/// <summary>Numbers that a source bears out, and those it does not.</summary>
public sealed class FiguresTests
{
    private const string Source = """
        On March 3, 2023 the company reported net sales of $1,234.5 million, up 12.3% from fiscal 2022 ($1,099 million).
        In thousands: cost of sales 867,430; loss on sale (4,125). It employs 21,300 people in 14 countries.
        The dividend of $0.25 a share is paid on 2023-04-15 to holders of record on 31 March 2023.
        """;

    [Theory]
    [InlineData("Sales were $1,234.5 million.")]
    [InlineData("Sales were $1.2 billion, or $1.23 billion.")]
    [InlineData("Sales rose by 12.3 %, about 12 percent.")]
    [InlineData("Cost of sales was $867 million, a loss of $4.1 million.")]
    [InlineData("It reported on 3 March 2023, pays on April 15, 2023 and 4/15/2023.")]
    [InlineData("In 2022 and 2023 it had 21,300 people, some 21 thousand.")]
    [InlineData("Three risks, 2 of them new, and 5 chapters.")]
    [InlineData("$0.25 a share")]
    [InlineData("No number at all; part A4, the 10-K and Q3.")]
    public void What_the_source_says_passes_as_it_is_or_rounded(string text) =>
        Assert.Empty(Figures.Unfounded(text, Source));

    [Theory]
    [InlineData("Sales rose by 21.3%.", "21.3%")]
    [InlineData("Sales were $1.3 billion.", "$1.3 billion")]
    [InlineData("Sales were $2,134.5 million.", "$2,134.5 million")]
    [InlineData("It reported on March 4, 2023.", "March 4, 2023")]
    [InlineData("Founded in 1987.", "1987")]
    [InlineData("It employs 31,200 people.", "31,200")]
    [InlineData("$0.52 a share", "$0.52")]
    [InlineData("Up 12.3%, then 12.4% and 12.4%.", "12.4%")]
    public void What_it_does_not_say_is_named_once(string text, string figure) =>
        Assert.Equal([figure], Figures.Unfounded(text, Source));

    [Theory]
    [InlineData("99999999999999999999999999999999 and 9999999999999 trillion and 1e400")]
    [InlineData("2023-02-31, 13/13/2023, February 30, 2024")]
    [InlineData("$$$ %%% ,,,, 1,2,3,4 1.2.3.4 ((1))")]
    public void Nonsense_is_survived(string text) => Figures.Unfounded(text, text + Source);

    [Fact]
    public void A_long_text_of_digits_takes_no_time_to_speak_of() =>
        Assert.NotNull(Figures.Of(string.Concat(Enumerable.Repeat("1,234,567.89 May 5, ", 20_000))));

    [Fact]
    public void The_finding_names_the_numbers_and_the_way_out()
    {
        Assert.True(TextRules.NumbersFrom("Up 12.3%.", Source).IsPassed);
        Assert.Equal(
            "The source does not say “21%”, “$9”. Write numbers and dates as the source has them, or leave them out.",
            TextRules.NumbersFrom("Up 21% to $9.", Source).Notes);
    }
}
