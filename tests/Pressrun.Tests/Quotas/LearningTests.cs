using Pressrun.Model;
using Pressrun.Quotas;
using static Pressrun.Tests.Quotas.Mirror;

namespace Pressrun.Tests.Quotas;

public sealed class LearningTests
{
    [Fact]
    public void The_first_header_opens_no_more_of_the_burst_than_is_there()
    {
        var bucket = Fresh(60);
        var mark = Send(bucket, 0);
        Tell(bucket, mark, 5, remaining: 40);
        // 40 then, and 4.5 s of refill; what is not taken yet opens by and by.
        Assert.Equal(44.5, bucket.Level + bucket.Unproven, 9);
        Assert.Equal((Evidence.Headers, 1.0), (bucket.Evidence, bucket.Level));
    }

    [Fact]
    public void The_first_header_knows_nothing_of_what_was_sent_after_its_call()
    {
        var bucket = Fresh(60);
        var mark = Send(bucket, 0);
        Send(bucket, 1);
        Send(bucket, 2);
        Tell(bucket, mark, 5, remaining: 40);
        Assert.Equal(42.5, bucket.Level + bucket.Unproven, 9);
    }

    [Fact]
    public void What_would_have_refilled_a_full_bucket_is_not_there_for_later_calls()
    {
        var bucket = Fresh(60);
        var mark = Send(bucket, 0);
        Send(bucket, 8);
        Send(bucket, 8);
        Tell(bucket, mark, 20, remaining: 59);
        Assert.Equal(58, bucket.Level + bucket.Unproven, 9);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(59)]
    [InlineData(58)]
    public void A_header_that_messages_on_their_way_can_explain_changes_nothing(double remaining)
    {
        var bucket = Known(60);
        Tell(bucket, Send(bucket, 0), 0, remaining);
        Assert.Equal(59, bucket.Level);
    }

    [Fact]
    public void A_header_that_they_cannot_explain_moves_the_level_by_the_rest()
    {
        var bucket = Known(60);
        Tell(bucket, Send(bucket, 0), 0, 40);
        Assert.Equal(59 - 18, bucket.Level);
    }

    [Fact]
    public void A_header_moves_the_level_upwards_too()
    {
        var bucket = Known(60);
        bucket.Level = 20;
        Tell(bucket, Send(bucket, 0), 0, 40);
        // Believed 19; 19 + ½ of refill + ½ of rounding is explained.
        Assert.Equal(19 + 20, bucket.Level);
    }

    [Fact]
    public void A_header_is_compared_with_what_was_believed_when_its_own_call_was_sent()
    {
        var bucket = Known(60);
        var mark = Send(bucket, 0);
        for (var later = 1; later <= 30; later++)
        {
            Send(bucket, 10);
        }

        Tell(bucket, mark, 12, 59);
        Assert.Equal(30 + 2, bucket.Level, 9);
    }

    [Fact]
    public void Nothing_left_means_nothing_or_less_and_measures_nothing()
    {
        var bucket = Known(60);
        Tell(bucket, Send(bucket, 0), 0, 0);
        Assert.Equal(59, bucket.Level);
    }

    [Theory]
    [InlineData(Charge.Reserve, 900, 500)]
    [InlineData(Charge.Reserve, 100, 116)] // 2 × 8.33 of refill and rounding at the edges
    [InlineData(Charge.NoRefund, 900, 500)]
    public void Reserved_tokens_are_corrected_downwards_only(Charge charge, double remaining, double most)
    {
        var bucket = new Bucket(new(Unit.Tokens, 1_000, TimeSpan.FromMinutes(1)) { Charge = charge }, false, default)
        {
            Evidence = Evidence.Headers,
        };
        Tell(bucket, Send(bucket, 0, 500), 0, remaining);
        Assert.InRange(bucket.Level, charge == Charge.NoRefund ? 500 : 0, charge == Charge.NoRefund ? 900 : most);
    }

    [Fact]
    public void A_header_of_a_call_sent_before_the_mirror_was_anchored_says_nothing()
    {
        var bucket = Fresh(60);
        var early = Send(bucket, 0);
        var first = Send(bucket, 1);
        Tell(bucket, first, 5, 40);
        var level = bucket.Level;
        Tell(bucket, early, 5, 3);
        Assert.Equal(level, bucket.Level);
    }

    [Fact]
    public void A_header_of_a_call_sent_before_a_refused_one_says_nothing()
    {
        var bucket = Known(60);
        var early = Send(bucket, 0);
        var refused = Send(bucket, 1);
        bucket.Evolve(At(2));
        bucket.Learning!.Correct(refused, At(5), At(2));
        var level = bucket.Level;
        Tell(bucket, early, 2, 30);
        Assert.Equal(level, bucket.Level);
    }

    [Fact]
    public void A_first_header_gives_nothing_back_for_a_call_that_may_have_arrived_after_its_own()
    {
        var bucket = Fresh(60);
        Send(bucket, 0, cost: 30);
        var second = Send(bucket, 0, cost: 10);
        // As it stood before the first of the two arrived.
        Tell(bucket, second, 0.4, 50);
        Assert.InRange(bucket.Level + bucket.Unproven, 20, 21);
    }

    [Fact]
    public void A_changed_limit_is_taken_over()
    {
        var bucket = Known(60);
        Tell(bucket, Send(bucket, 0), 5, 29, limit: 30);
        Assert.Equal((30.0, 0.5, 30.0), (bucket.Amount, bucket.Rate, bucket.Capacity));
        Assert.True(bucket.Level <= 30);
    }

    [Fact]
    public void A_limit_that_turns_out_to_be_one_a_day_is_taken_over()
    {
        var bucket = Fresh(200);
        bucket.Learning!.Observe(Send(bucket, 0), new(0, 200, 199, 432), 0, At(1));
        Assert.Equal((200.0 / 86_400, 200.0), (bucket.Rate, bucket.Capacity));
    }

    [Fact]
    public void An_answer_from_before_the_limit_changed_does_not_bring_the_old_one_back()
    {
        var bucket = Known(60);
        var early = Send(bucket, 0);
        var late = Send(bucket, 1);
        Tell(bucket, late, 5, 29, limit: 30);
        Tell(bucket, early, 6, 58, limit: 60);
        Assert.Equal(30, bucket.Amount);
    }

    [Fact]
    public void An_answer_from_before_the_limit_changed_that_names_the_new_one_counts()
    {
        var bucket = Known(60);
        var early = Send(bucket, 0);
        Tell(bucket, Send(bucket, 1), 5, 29, limit: 30);
        Tell(bucket, early, 5, 10, limit: 30);
        Assert.InRange(bucket.Level, 0, 20);
    }

    [Fact]
    public void What_the_limit_is_not_is_not_believed()
    {
        var bucket = Known(60);
        foreach (var limit in (ReadOnlySpan<double>)[0, -5, double.NaN, double.PositiveInfinity])
        {
            Tell(bucket, Send(bucket, 0), 0, null, limit);
        }

        Assert.Equal((60.0, 1.0, 60.0), (bucket.Amount, bucket.Rate, bucket.Capacity));
    }

    [Fact]
    public void A_ceiling_is_not_exceeded_whatever_headers_say_but_lowered_by_them()
    {
        var bucket = Known(60, isCeiling: true);
        Tell(bucket, Send(bucket, 0), 0, 5_999, limit: 6_000);
        Assert.Equal((1.0, 60.0), (bucket.Rate, bucket.Capacity));
        Tell(bucket, Send(bucket, 1), 1, 20, limit: 30);
        Assert.Equal((0.5, 30.0), (bucket.Rate, bucket.Capacity));
    }

    [Fact]
    public void The_headers_of_a_refusal_tell_the_limit_and_not_what_is_left()
    {
        var bucket = Fresh(60);
        var mark = Send(bucket, 0);
        bucket.Learning!.ObserveRefused(mark, new(0, 30, 12, null), At(1));
        Assert.Equal((30.0, Evidence.Headers, 0.0), (bucket.Amount, bucket.Evidence, bucket.Unproven));
    }

    [Fact]
    public void A_refusal_leaves_something_in_hand_once_an_episode()
    {
        var bucket = Known(600);
        var marks = Enumerable.Range(0, 5).Select(_ => Send(bucket, 0)).ToList();
        marks.ForEach(mark => bucket.Learning!.Correct(mark, At(1), At(1)));
        // Half a second of refill, and one and a half calls.
        Assert.Equal(6.5, bucket.Cushion.Of(bucket, 0, At(1)));
        bucket.Learning!.Correct(Send(bucket, 2), At(1), At(2));
        Assert.InRange(bucket.Cushion.Of(bucket, 0, At(2)), 7.9, 8);
    }

    [Fact]
    public void Successes_alone_make_a_bucket_silent_and_its_rate_is_tried_higher_when_calls_waited_for_it()
    {
        var bucket = Fresh(60);
        bucket.Learning!.Pass(At(10));
        Assert.Equal(Evidence.Silent, bucket.Evidence);
        bucket.Evolve(At(60));
        bucket.Learning!.Pass(At(60));
        Assert.Equal(1, bucket.Rate);
        bucket.HasBound = true;
        bucket.Learning!.Pass(At(61));
        Assert.Equal(1.03, bucket.Rate, 9);
    }

    [Fact]
    public void A_ceiling_is_not_tried_higher()
    {
        var bucket = new Bucket(Limit.PerMinute(60) with { IsCeiling = true }, false, default);
        bucket.Learning!.Pass(At(10));
        bucket.Evolve(At(60));
        for (var success = 1; success <= 20; success++)
        {
            bucket.HasBound = true;
            bucket.Learning!.Pass(At(60 * (success + 1)));
        }

        Assert.Equal(1, bucket.Rate);
    }

    [Fact]
    public void A_limit_of_which_nothing_was_known_is_what_was_spent_until_it_refused()
    {
        var bucket = new Bucket(Limit.Unknown(Unit.Tokens), false, default);
        Mark? last = null;
        for (var call = 1; call <= 30; call++)
        {
            last = Send(bucket, call, 100);
        }

        bucket.Evolve(At(31));
        bucket.Learning!.Correct(last!, null, At(31));
        // 2,900 before the refused one, in 30 s and a full minute.
        Assert.False(bucket.IsOpen);
        Assert.Equal(2_900 / 90.0, bucket.Rate, 9);
        Assert.True(bucket.Level <= 0, $"{bucket.Level}");
    }

    [Fact]
    public void A_refusal_whose_own_header_shows_room_finds_a_smaller_bucket_inside()
    {
        var bucket = Known(600);
        var mark = Send(bucket, 0);
        Assert.True(bucket.Learning!.HadRoom(mark, new(0, 600, 590, null)));
        Assert.False(bucket.Learning!.HadRoom(mark, new(0, 600, 6, null)));
        bucket.Learning!.Accelerate(mark, At(0.2), isSlowDown: false, At(1));
        Assert.Equal((100.0, 1.0), (bucket.Grain!.Capacity, bucket.Grain.Pace));
        Assert.True(bucket.Grain.Level <= 0);
    }

    /// <remarks>Headers, refusals, successes, snapshots: whatever is said, in whatever order.</remarks>
    [Fact]
    public void Nothing_that_is_said_lifts_rate_or_capacity_above_a_ceiling()
    {
        for (var seed = 1; seed <= 2_000; seed++)
        {
            var random = new Random(seed);
            var limit = Limit.PerMinute(random.Next(1, 600)) with { IsCeiling = true };
            limit = random.Next(3) == 0 ? limit with { IsCeiling = false, IsWindow = true } : limit;
            var (capacity, rate) = Shape.Of(limit);
            var bucket = new Bucket(limit, false, default);
            if (random.Next(2) == 0)
            {
                bucket.Learn([0, 9e9, 1e6 * random.NextDouble(), 1e3 * random.NextDouble(), random.Next(2), 0, 30, 1]);
                bucket.Restore(1e6 * random.NextDouble());
            }

            bucket.Begin(1);
            var now = 0.0;
            for (var step = 1; step <= 40; step++)
            {
                now += 40 * random.NextDouble();
                var mark = Send(bucket, now);
                Say(bucket, mark, random, now + random.NextDouble());
                Assert.True(
                    bucket.Rate <= rate && bucket.Capacity <= capacity && bucket.Level <= bucket.Capacity
                        && bucket.Unproven >= 0 && double.IsFinite(bucket.Level),
                    $"Seed {seed}, step {step}: {bucket.Level} of {bucket.Capacity} at {bucket.Rate} for {limit}.");
            }
        }
    }

    private static void Say(Bucket bucket, Mark mark, Random random, double now)
    {
        bucket.Evolve(At(now));
        TimeSpan? wait = random.Next(2) == 0 ? null : At(100 * random.NextDouble());
        switch (random.Next(5))
        {
            case 0:
                bucket.Learning!.Correct(mark, wait, At(now));
                break;
            case 1:
                bucket.Learning!.Accelerate(mark, wait, random.Next(2) == 0, At(now));
                break;
            case 2:
                bucket.HasBound = true;
                bucket.Learning!.Pass(At(now));
                break;
            case 3:
                bucket.Learning!.ObserveRefused(mark, Reading(), At(now));
                break;
            default:
                bucket.Learning!.Observe(mark, Reading(), 0, At(now));
                break;
        }

        LimitReading Reading() => new(0, Any(), Any(), Any());

        double? Any() => random.Next(4) switch
        {
            0 => null,
            1 => random.Next(10),
            2 => 1e15 * random.NextDouble(),
            _ => 1_000 * random.NextDouble(),
        };
    }
}
