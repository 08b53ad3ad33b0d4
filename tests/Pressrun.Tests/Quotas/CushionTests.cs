using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class CushionTests
{
    private static readonly Bucket Bucket = new(Limit.PerMinute(600) with { Capacity = 100 }, true, TimeSpan.Zero);

    [Fact]
    public void Half_a_second_of_refill_is_kept_in_hand() =>
        Assert.Equal(5, new Cushion().Of(Bucket, 0, TimeSpan.Zero));

    [Fact]
    public void What_estimates_may_be_off_by_is_kept_in_hand() =>
        Assert.Equal(12, new Cushion().Of(Bucket, 7, TimeSpan.Zero));

    [Fact]
    public void At_most_half_of_the_bucket_is_kept_in_hand() =>
        Assert.Equal(50, new Cushion().Of(Bucket, 1_000, TimeSpan.Zero));

    [Fact]
    public void A_refusal_adds_to_it_and_half_of_that_is_gone_after_five_minutes()
    {
        var cushion = new Cushion();
        cushion.Raise(4, 20, TimeSpan.Zero);
        Assert.Equal(9, cushion.Of(Bucket, 0, TimeSpan.Zero));
        Assert.Equal(7, cushion.Of(Bucket, 0, TimeSpan.FromMinutes(5)), 9);
        Assert.Equal(6, cushion.Of(Bucket, 0, TimeSpan.FromMinutes(10)), 9);
    }

    [Fact]
    public void Refusals_add_up_to_a_bound()
    {
        var cushion = new Cushion();
        for (var refusal = 1; refusal <= 10; refusal++)
        {
            cushion.Raise(4, 20, TimeSpan.Zero);
        }

        Assert.Equal(25, cushion.Of(Bucket, 0, TimeSpan.Zero));
    }
}
