using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Files.Wording;

namespace Pressrun.Surfaces.Tests.Files;

/// <summary>The small languages inside the file.</summary>
public sealed class WordingTests
{
    [Theory]
    [InlineData("50/min", "50/min")]
    [InlineData("200k tokens/min", "200000 tokens/min")]
    [InlineData("1.5M input tokens/day", "1500000 input tokens/day")]
    [InlineData("2 at once", "2 at once")]
    [InlineData("10/s", "10/s")]
    [InlineData("100/hour window", "100/hour window")]
    [InlineData("30 requests/min", "30/min")]
    public void A_limit_is_read_as_it_is_said(string text, string expected) =>
        Assert.Equal(expected, LimitWords.Read(text).Value.ToString());

    [Theory]
    [InlineData("10 per minute", "10/min")]
    [InlineData("10/minute", "10/min")]
    [InlineData("10 / sec", "10/s")]
    [InlineData("60 rpm", "60/min")]
    [InlineData("5 concurrent", "5 at once")]
    [InlineData("5", "5 at once")]
    [InlineData("200,000 tokens per min", "200000 tokens/min")]
    [InlineData("50 requests a minute", "50/min")]
    [InlineData("500k chars/month", "500k characters/month")]
    [InlineData("3 calls every hour", "3/hour")]
    [InlineData("40 k tokens/min", "40k tokens/min")]
    [InlineData("1.5 M tokens per minute", "1.5M tokens/min")]
    [InlineData("2 at onces", "2 at once")]
    [InlineData("2 at-once", "2 at once")]
    [InlineData("10/m", "10/min")]
    public void A_limit_said_otherwise_is_corrected(string text, string meant) =>
        Assert.EndsWith($"write it as `{meant}`", LimitWords.Read(text).Complaint, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("0/min")]
    [InlineData("-5/min")]
    [InlineData("1.5 at once")]
    [InlineData("2 at once window")]
    [InlineData("9999999999999/min")]
    [InlineData("fast")]
    public void What_is_no_limit_is_refused(string text) => Assert.NotNull(LimitWords.Read(text).Complaint);

    [Theory]
    [InlineData("0/min", "must be above 0")]
    [InlineData("-5/min", "must be above 0")]
    [InlineData("-5 per minute", "must be above 0")]
    [InlineData("0", "must be above 0")]
    [InlineData("0 at once", "must be above 0")]
    [InlineData("-2 at once", "must be above 0")]
    [InlineData("0k tokens/min", "must be above 0")]
    [InlineData("1.5 at once", "must be whole")]
    [InlineData("2.5 concurrent", "must be whole")]
    [InlineData("200k at once", "is more than 100000 at once")]
    public void A_figure_that_cannot_be_is_named_as_the_cause(string text, string cause) =>
        Assert.Contains($"limit `{text}` {cause}", LimitWords.Read(text).Complaint, StringComparison.Ordinal);

    [Theory]
    [InlineData("40s", 40)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("250ms", 0.25)]
    public void A_duration_has_units(string text, double seconds) =>
        Assert.Equal(seconds, Amounts.Duration("timeout", text).Value.TotalSeconds);

    [Theory]
    [InlineData("5")]
    [InlineData("0s")]
    [InlineData("99999999d")]
    [InlineData("m5")]
    public void What_is_no_duration_is_refused(string text) =>
        Assert.NotNull(Amounts.Duration("timeout", text).Complaint);

    [Theory]
    [InlineData("score >= 0.85", "score MoreOrEqual 0.85")]
    [InlineData("score>=0.85", "score MoreOrEqual 0.85")]
    [InlineData("count(items) = 0", "count items Equal 0")]
    [InlineData("form in (10-K, 10-Q)", "form In 10-K|10-Q")]
    [InlineData("form not in (10-K)", "form NotIn 10-K")]
    [InlineData("a.b != c d", "a.b NotEqual c d")]
    [InlineData("inner = in", "inner Equal in")]
    public void A_condition_compares(string text, string expected)
    {
        var condition = ConditionWords.Read("where", text).Value;
        var count = condition.IsCount ? "count " : "";
        Assert.Equal(expected, $"{count}{condition.Field} {condition.Is} {string.Join('|', condition.Values)}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("score")]
    [InlineData("score >= high")]
    [InlineData("score = ")]
    [InlineData("form in 10-K")]
    [InlineData("form in (a,,b)")]
    [InlineData("formin (a)")]
    [InlineData("a = b = c")]
    [InlineData("a = (b)")]
    public void What_is_no_condition_is_refused(string text) =>
        Assert.NotNull(ConditionWords.Read("where", text).Complaint);

    [Theory]
    [InlineData("aks", "ask")]
    [InlineData("Ask", "ask")]
    [InlineData("spaek", "speak")]
    [InlineData("fetchh", "fetch")]
    [InlineData("x", null)]
    [InlineData("something", null)]
    public void The_word_that_was_meant_is_found(string word, string? meant) =>
        Assert.Equal(meant, DidYouMean.Of(word, ["ask", "speak", "fetch", "put"]));

    [Fact]
    public void A_slip_counts_for_letters_swapped_missing_and_wrong()
    {
        Assert.Equal("limits", DidYouMean.Of("ilmit", ["limits"]));
        Assert.Null(DidYouMean.Of("ilmti", ["limits"]));
        Assert.Null(DidYouMean.Of(new string('a', 101), [new string('a', 100)]));
    }
}
