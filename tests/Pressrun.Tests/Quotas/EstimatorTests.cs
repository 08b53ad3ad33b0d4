using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class EstimatorTests
{
    private static readonly Demand Asked = new(1_000, 400, 0, default);

    [Fact]
    public void Before_any_reply_the_estimate_stands_and_half_the_maximum_is_expected() =>
        Assert.Equal((1_000.0, 200.0), (new Estimator().Input(Asked), new Estimator().Output(Asked)));

    [Fact]
    public void The_estimate_follows_what_replies_report()
    {
        var estimator = Taught(300, 1_300, 100);
        Assert.InRange(estimator.Input(Asked), 1_299, 1_301);
        Assert.InRange(estimator.Output(Asked), 99, 101);
    }

    [Fact]
    public void One_strange_reply_moves_it_by_a_quarter_at_most() =>
        Assert.Equal(1_250, Taught(1, 2_000, 400).Input(Asked));

    [Fact]
    public void A_reply_that_claims_the_absurd_counts_as_ten_times_what_was_expected()
    {
        var estimator = Taught(1, 1_000_000_000_000, 1_000_000_000_000);
        Assert.Equal(3_250, estimator.Input(Asked));
        Assert.Equal(400, estimator.Output(Asked));
        Assert.InRange(estimator.InputVariance, 0, 1e8);
    }

    [Fact]
    public void No_more_output_is_expected_than_may_come() =>
        Assert.Equal(50, Taught(50, 1_000, 400).Output(new(1_000, 50, 0, default)));

    [Fact]
    public void After_the_first_reply_an_estimate_is_taken_to_be_off_by_a_quarter() =>
        Assert.Equal(0.75 * 250 * 250, Taught(1, 1_000, 100).InputVariance);

    [Fact]
    public void Estimates_that_hold_leave_no_variance() =>
        Assert.InRange(Taught(500, 1_000, 200).InputVariance, 0, 10);

    [Fact]
    public void A_reply_that_reports_nothing_teaches_nothing()
    {
        var estimator = new Estimator();
        estimator.Learn(Asked, default);
        estimator.Learn(Asked, new(Characters: 70));
        Assert.Equal(new Estimator().Save(), estimator.Save());
    }

    [Fact]
    public void What_was_saved_is_taken_up()
    {
        var taught = Taught(30, 1_234, 77);
        var other = new Estimator();
        other.Restore(taught.Save());
        Assert.Equal(taught.Save(), other.Save());
        taught.Learn(Asked, new(Input: 900, Output: 50));
        other.Learn(Asked, new(Input: 900, Output: 50));
        Assert.Equal(taught.Save(), other.Save());
    }

    [Fact]
    public void What_cannot_have_been_saved_is_left_alone()
    {
        double[][] saved =
        [
            [], [1, 1, 1, 1], [-1, 1, 1, 1, 1], [1, 0, 1, 1, 1], [1, 1, -1, 1, 1], [1, 1, 1, 1, -1],
            [1, double.NaN, 1, 1, 1], [1, 1, double.PositiveInfinity, 1, 1], [1e300, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1],
        ];
        var estimator = new Estimator();
        Assert.All(saved, one => estimator.Restore(one));
        Assert.Equal(new Estimator().Save(), estimator.Save());
    }

    private static Estimator Taught(int replies, long input, long output)
    {
        var estimator = new Estimator();
        for (var reply = 1; reply <= replies; reply++)
        {
            estimator.Learn(Asked, new(Input: input, Output: output));
        }

        return estimator;
    }
}
