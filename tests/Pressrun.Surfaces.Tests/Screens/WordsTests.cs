using Pressrun.Cli.Screens;
using Pressrun.Model;

namespace Pressrun.Surfaces.Tests.Screens;

/// <summary>Numbers in words, widths of letters, and words that were meant.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData(0, "0 h 00 min", "0:00:00")]
    [InlineData(1860, "0 h 31 min", "0:31:00")]
    [InlineData(8047, "2 h 14 min", "2:14:07")]
    [InlineData(130_799, "36 h 20 min", "36:19:59")]
    public void Time_is_told_in_words_and_as_a_clock(int seconds, string words, string clock) =>
        Assert.Equal(
            (words, clock), (Words.Span(TimeSpan.FromSeconds(seconds)), Words.Clock(TimeSpan.FromSeconds(seconds))));

    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(3.44, "3.4 s")]
    [InlineData(9.6, "10 s")]
    [InlineData(70.2, "1 min 10 s")]
    [InlineData(3599.6, "1 h 00 min")]
    [InlineData(130_799, "36 h 20 min")]
    public void A_length_of_time_is_as_exact_as_one_wants_to_know(double seconds, string words) =>
        Assert.Equal(words, Words.Length(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "19:17")]
    [InlineData(300, "Tue 00:17")]
    [InlineData(60 * 24 * 7, "9 Nov 19:17")]
    [InlineData(-60 * 24, "1 Nov 19:17")]
    [InlineData(-60 * 24 * 365, "2 Nov 2025 19:17")]
    public void A_moment_is_told_with_its_day_if_it_is_another(int minutes, string told)
    {
        var now = new HandTime().GetUtcNow();

        Assert.Equal(told, Words.Moment(now.AddMinutes(minutes), now));
    }

    [Theory]
    [InlineData(16_900_000, "$16.90", "$ 16.90", "$16.90")]
    [InlineData(625_000_000, "$625.00", "$625.00", "$625")]
    [InlineData(1_234_567_890, "$1,234.57", "$1,234.57", "$1,234.57")]
    [InlineData(400, "$0.0004", "$0.0004", "$0.0004")]
    [InlineData(0, "$0.00", "$  0.00", "$0")]
    [InlineData(-2_500_000, "-$2.50", "-$  2.50", "-$2.50")]
    public void Money_is_told_to_the_cent_or_finer(long micros, string told, string column, string limit) =>
        Assert.Equal(
            (told, column, limit),
            (Words.Money(new(micros)), Words.Money(new(micros), 7), Words.Limit(new Money(micros))));

    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(1412, "1,412", "1.4k")]
    [InlineData(999_949, "999,949", "999.9k")]
    [InlineData(999_950, "999,950", "1M")]
    [InlineData(1_900_000, "1,900,000", "1.9M")]
    public void Counts_are_grouped_or_short(long count, string grouped, string brief) =>
        Assert.Equal((grouped, brief), (Words.Count(count), Words.Short(count)));

    [Theory]
    [InlineData(410_000, "≤ $0.41")]
    [InlineData(410_001, "≤ $0.42")]
    [InlineData(25, "≤ $0.000025")]
    [InlineData(1_999_999_999, "≤ $2,000.00")]
    public void What_is_not_exceeded_is_rounded_up(long micros, string told) =>
        Assert.Equal(told, Words.AtMost(new(micros)));

    [Theory]
    [InlineData(0.9999, "99%")]
    [InlineData(1, "100%")]
    [InlineData(0.29, "29%")]
    [InlineData(7, "100%")]
    [InlineData(double.NaN, "0%")]
    public void A_hundred_percent_means_all(double share, string told) => Assert.Equal(told, Words.Percent(share));

    [Fact]
    public void Shares_become_bars() => Assert.Equal("▁▁▅██▁", Words.Sparkline([0, 0.12, 0.5, 0.99, 3, double.NaN]));

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("日本", 4)]
    [InlineData("🧂", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("한", 2)]
    [InlineData("\u1112\u1161\u11ab", 2)]
    [InlineData("é…━▁", 4)]
    public void A_letter_has_the_width_a_terminal_gives_it(string text, int cells) =>
        Assert.Equal(cells, Cells.Width(text));

    [Theory]
    [InlineData("abcdef", 4, "abc…")]
    [InlineData("abcd", 4, "abcd")]
    [InlineData("日本語", 5, "日本…")]
    [InlineData("日本語", 4, "日…")]
    [InlineData("ab cdef", 4, "ab…")]
    [InlineData("e\u0301e\u0301e\u0301", 2, "e\u0301…")]
    [InlineData("abc", 0, "")]
    public void A_text_is_cut_between_letters(string text, int width, string cut) =>
        Assert.Equal(cut, Cells.Fit(text, width));

    [Theory]
    [InlineData("a\u001b[31mb", "a[31mb")]
    [InlineData("a\r\n\t b\u2028c ", "a b c")]
    [InlineData("\u009b\u0007\u202ex\u2066\u200b\ufeff", "x")]
    [InlineData("a\u0301\u0301\u0301\u0301\u0301b", "a\u0301\u0301\u0301b")]
    public void What_a_terminal_would_act_on_is_taken_out(string text, string clean) =>
        Assert.Equal(clean, Cells.Clean(text));

    [Theory]
    [InlineData("one two three", 8, "one two|  three")]
    [InlineData("abcdefghij", 6, "abcdef|  ghij")]
    [InlineData("日本語日本語", 7, "日本語|  日本|  語")]
    [InlineData("", 5, "")]
    public void A_long_line_is_broken_at_blanks(string text, int width, string lines) =>
        Assert.Equal(lines, string.Join('|', Cells.Wrap(text, width)));
}
