using Pressrun.Testing.Strict;

namespace Pressrun.Tests.Strict;

/// <summary>The calls the strict server is tested with.</summary>
public sealed class WorkloadTests
{
    [Fact]
    public void The_same_number_draws_the_same_calls() => Assert.Equal(
        StrictWorkload.Draw(StrictWork.Heavy, 100, new Random(3)),
        StrictWorkload.Draw(StrictWork.Heavy, 100, new Random(3)));

    [Fact]
    public void Speech_takes_about_four_seconds_and_between_one_and_twenty()
    {
        var work = Sorted(StrictWork.Speech, call => call.Work.TotalSeconds);
        Assert.InRange(Median(work), 3.9, 4.1);
        // One standard deviation of the logarithm: 4·e^0.35.
        Assert.InRange(work[(int)(work.Count * 0.8413)], 5.5, 5.85);
        Assert.InRange(work[0], 1, 1.3);
        Assert.InRange(work[^1], 12, 20);
    }

    [Fact]
    public void Text_has_the_stated_tokens()
    {
        Assert.InRange(Median(Sorted(StrictWork.Text, call => call.Input)), 1170, 1230);
        Assert.InRange(Median(Sorted(StrictWork.Text, call => call.Output)), 487, 513);
        Assert.Equal(2000, Sorted(StrictWork.Text, call => call.Output)[^1]);
        Assert.Equal(8000, Sorted(StrictWork.Text, call => call.Input)[^1]);
    }

    [Fact]
    public void Heavy_has_a_long_tail()
    {
        var output = Sorted(StrictWork.Heavy, call => call.Output);
        // 150·0.5^(−1/1.3) and 150·0.1^(−1/1.3).
        Assert.InRange(Median(output), 249, 263);
        Assert.InRange(output[(int)(output.Count * 0.9)], 850, 915);
        Assert.Equal((150, 4000), (output[0], output[^1]));
    }

    [Fact]
    public void A_text_takes_a_second_and_one_more_for_sixty_tokens() =>
        Assert.All(Draw(StrictWork.Text), call =>
            Assert.Equal(1 + (call.Output / 60.0), call.Work.TotalSeconds, 6));

    [Fact]
    public void The_client_estimates_the_input_within_a_fifth()
    {
        var ratios = Sorted(StrictWork.Text, call => (double)call.EstimatedInput / call.Input);
        Assert.InRange(ratios[0], 0.795, 0.81);
        Assert.InRange(Median(ratios), 0.99, 1.01);
        Assert.InRange(ratios[^1], 1.19, 1.205);
    }

    [Fact]
    public void A_message_takes_ten_milliseconds_and_about_forty_more()
    {
        var random = new Random(5);
        var delay = new StrictRules().Delay;
        List<double> delays = [.. Enumerable.Range(0, 20_000).Select(_ => delay.Draw(random).TotalSeconds).Order()];
        Assert.InRange(Median(delays), 0.049, 0.051);
        Assert.InRange(delays[(int)(delays.Count * 0.8413)], 0.080, 0.085);
        Assert.InRange(delays[0], 0.01, 0.02);
    }

    private static StrictCall[] Draw(StrictWork work) => StrictWorkload.Draw(work, 20_000, new Random(11));

    private static List<double> Sorted(StrictWork work, Func<StrictCall, double> figure) =>
        [.. Draw(work).Select(figure).Order()];

    private static double Median(List<double> sorted) => sorted[sorted.Count / 2];
}
