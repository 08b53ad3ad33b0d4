using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class HeaderLearningTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(199, 432, 86_400)] // 200 a day: one comes back in 7m12s
    [InlineData(100, 1_800, 3_600)] // 200 an hour: a hundred in half of it
    [InlineData(150, 15, 60)]
    public void How_fast_the_missing_part_comes_back_tells_the_period(double left, double reset, double seconds) =>
        Assert.Equal(seconds, HeaderLearning.PeriodSeconds(new(0, 200, left, reset), 200, Minute));

    [Theory]
    [InlineData(200, 432)] // nothing is missing
    [InlineData(199.5, 432)]
    [InlineData(199, 0.5)] // too short to be measured
    [InlineData(199, 1_000)] // neither an hour nor a day
    public void What_does_not_fit_leaves_the_period_as_it_was_assumed(double left, double reset) =>
        Assert.Equal(60, HeaderLearning.PeriodSeconds(new(0, 200, left, reset), 200, Minute));

    [Fact]
    public void Without_numbers_the_period_is_the_assumed_one() =>
        Assert.Equal(60, HeaderLearning.PeriodSeconds(new(0, 200, null, null), 200, Minute));

    [Theory]
    [InlineData(400, 10, 500)] // 400 + 10 × 8.33 is almost full
    [InlineData(7, 0.16, 500 / 60.0)] // kept by the second
    [InlineData(80, 0.4, 5_000 / 60.0)] // kept by ten seconds
    [InlineData(30, 0, 30)] // kept by something else
    [InlineData(0, 0, 1)]
    public void What_it_is_full_at_tells_how_much_it_holds(double left, double reset, double capacity) =>
        Assert.Equal(capacity, HeaderLearning.Capacity(new(0, 500, left, reset), 500, 500 / 60.0), 9);

    [Theory]
    [InlineData(null, 3.0)]
    [InlineData(3.0, null)]
    public void Without_both_numbers_it_holds_the_limit(double? left, double? reset) =>
        Assert.Equal(500, HeaderLearning.Capacity(new(0, 500, left, reset), 500, 500 / 60.0));
}
