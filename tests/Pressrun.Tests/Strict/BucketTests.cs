using Pressrun.Testing.Strict;

namespace Pressrun.Tests.Strict;

/// <summary>The provider's own bucket, in figures worked out by hand.</summary>
public sealed class BucketTests
{
    [Fact]
    public void It_starts_full_and_refills_all_the_time()
    {
        var bucket = new StrictBucket(60, 10, []);
        bucket.Take(10);
        bucket.Evolve(Shelf.At(3.5));
        Assert.Equal(3.5, bucket.Level, 9);
    }

    [Fact]
    public void It_never_holds_more_than_its_capacity()
    {
        var bucket = new StrictBucket(60, 10, []);
        bucket.Take(1);
        bucket.Evolve(Shelf.At(100));
        bucket.Give(5);
        Assert.Equal(10, bucket.Level, 9);
    }

    [Fact]
    public void A_wait_ends_when_what_is_missing_has_refilled()
    {
        var bucket = new StrictBucket(120, 10, []);
        bucket.Take(9);
        Assert.Equal(1.5, bucket.WaitFor(4).TotalSeconds, 5);
    }

    [Fact]
    public void What_it_holds_is_not_waited_for()
    {
        var bucket = new StrictBucket(120, 10, []);
        bucket.Take(6);
        Assert.Equal(TimeSpan.Zero, bucket.WaitFor(4));
    }

    [Fact]
    public void Refused_requests_cost_one_each_down_to_half_the_capacity_below_zero()
    {
        var bucket = new StrictBucket(60, 10, []);
        bucket.Take(10);
        bucket.CountRefusal();
        Assert.Equal(-1, bucket.Level);
        for (var refusal = 0; refusal < 10; refusal++)
        {
            bucket.CountRefusal();
        }

        Assert.Equal(-5, bucket.Level);
    }

    [Fact]
    public void A_change_of_rate_counts_from_its_own_time()
    {
        // 60 a minute for 10 s, then 30 a minute for 10 s: 10 + 5.
        var bucket = new StrictBucket(60, 100, [new(Shelf.At(10), 0.5)]);
        bucket.Take(100);
        bucket.Evolve(Shelf.At(20));
        Assert.Equal(15, bucket.Level, 9);
        Assert.Equal(30, bucket.PerMinute);
    }

    [Fact]
    public void A_halved_rate_halves_what_it_can_hold()
    {
        var bucket = new StrictBucket(60, 60, [new(Shelf.At(10), 0.5)]);
        bucket.Evolve(Shelf.At(11));
        Assert.Equal(30, bucket.Level, 9);
    }

    [Fact]
    public void A_doubled_rate_gives_room_but_nothing_to_put_into_it()
    {
        var bucket = new StrictBucket(60, 60, [new(Shelf.At(10), 2)]);
        bucket.Evolve(Shelf.At(11));
        Assert.Equal(62, bucket.Level, 9);
    }

    [Fact]
    public void Time_does_not_run_backwards()
    {
        var bucket = new StrictBucket(60, 60, []);
        bucket.Evolve(Shelf.At(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => bucket.Evolve(Shelf.At(1)));
    }
}
