using Pressrun.Model;
using Pressrun.Quotas;
using static Pressrun.Tests.Quotas.Mirror;

namespace Pressrun.Tests.Quotas;

/// <summary>What the refusals of a provider without headers teach.</summary>
public sealed class SilentTests
{
    [Fact]
    public void Of_requests_a_silent_provider_that_names_the_wait_tells_the_rate_within_seconds()
    {
        var bucket = Silent(Unit.Requests);
        // One a second is assumed. Four went in ten seconds, and each time room would come back at once.
        Refuse(bucket, 10);
        Send(bucket, 14);
        Send(bucket, 17);
        bucket.Learning!.Pass(At(18));
        Refuse(bucket, 20);
        Assert.Equal(0.5, bucket.Rate, 9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public void Where_nothing_passes_after_the_wait_it_names_it_is_not_the_rate_that_is_wrong(double wait)
    {
        var bucket = Silent(Unit.Requests);
        for (var refusal = 0; refusal < 40; refusal++)
        {
            Refuse(bucket, 10 + (refusal * 60), wait);
        }

        Assert.Equal(1, bucket.Rate);
    }

    [Fact]
    public void What_was_sent_within_the_wait_it_names_tells_of_the_rate_though_nothing_has_passed()
    {
        var bucket = Silent(Unit.Requests);
        Refuse(bucket, 10, wait: 30);
        Refuse(bucket, 20, wait: 25);
        Assert.Equal(0.5, bucket.Rate, 9);
    }

    [Fact]
    public void A_debt_as_large_as_the_limit_was_does_not_outlive_it()
    {
        var bucket = Known(60);
        Tell(bucket, Send(bucket, 0), 1, remaining: 1, limit: 1e15);
        bucket.Learning!.Accelerate(Send(bucket, 2), TimeSpan.FromSeconds(200), false, At(3));
        bucket.Learning!.Correct(Send(bucket, 4), TimeSpan.FromSeconds(200), At(5));
        Assert.True(bucket.Level < -1e15, $"it holds {bucket.Level}");
        Tell(bucket, Send(bucket, 6), 7, remaining: null, limit: 3);
        Assert.InRange(bucket.WaitSeconds(1, 0, At(7)), 0, 200);
        Assert.Null(bucket.Grain);
    }

    [Fact]
    public void Of_tokens_it_tells_the_rate_only_after_a_while()
    {
        var bucket = Silent(Unit.Tokens);
        Refuse(bucket, 10);
        Refuse(bucket, 20);
        Assert.Equal(1, bucket.Rate);
    }

    private static void Refuse(Bucket bucket, double seconds, double wait = 0) =>
        bucket.Learning!.Correct(Send(bucket, seconds), At(wait), At(seconds));
}
