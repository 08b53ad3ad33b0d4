using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

/// <summary>A bucket of 10,000 that refills 10 a second, of which each call takes 20 and works for a minute.</summary>
public sealed class StampTests
{
    private readonly Bucket _bucket = new(Characters(), isOwn: false, TimeSpan.Zero) { Evidence = Evidence.Headers };
    private readonly Stamp _stamp = new();

    [Fact]
    public void Headers_are_taken_to_tell_of_the_admission()
    {
        var mark = Send(0);
        Send(30);
        Assert.Equal(0, Error(mark, 9_980, 60));
        Assert.False(_stamp.IsAtEnd);
    }

    [Fact]
    public void What_messages_overtaking_each_other_can_explain_is_no_error()
    {
        Send(10);
        var mark = Send(10.3);
        Send(10.6);
        // Believed: 9,963 then. The call before may come after it, the one after it before it; half a second of refill.
        Assert.Equal(0, Error(mark, 9_988, 60));
        Assert.Equal(0, Error(mark, 9_942, 60));
        Assert.Equal(0.5, Error(mark, 9_989, 60), 9);
        Assert.Equal(-1, Error(mark, 9_941, 60), 9);
    }

    [Fact]
    public void What_they_cannot_explain_is_the_error()
    {
        var mark = Send(0);
        Assert.Equal(-79, Error(mark, 9_900, 60));
    }

    [Fact]
    public void What_was_corrected_meanwhile_is_not_corrected_twice()
    {
        var mark = Send(0);
        _bucket.Books.Corrected -= 80;
        Assert.Equal(0, Error(mark, 9_900, 60));
    }

    [Fact]
    public void Headers_that_tell_of_the_end_are_found_out()
    {
        Drain(40, atEnd: true);
        Assert.True(_stamp.IsAtEnd);
        var mark = Send(500);
        for (var later = 1; later <= 30; later++)
        {
            Send(500 + later);
        }

        // 300 less than when it was admitted, which is no error.
        Assert.Equal(0, Error(mark, Math.Floor(_bucket.Level), 530));
    }

    [Fact]
    public void Headers_that_tell_of_the_admission_are_not_mistaken()
    {
        Drain(200, atEnd: false);
        Assert.False(_stamp.IsAtEnd);
    }

    [Fact]
    public void A_provider_that_changes_its_ways_is_found_out_again()
    {
        Drain(40, atEnd: true);
        Drain(120, atEnd: false, from: 1_000);
        Assert.False(_stamp.IsAtEnd);
    }

    [Fact]
    public void Reserved_tokens_are_never_corrected_upwards()
    {
        var bucket = new Bucket(new(Unit.Tokens, 10_000, TimeSpan.FromMinutes(1)), false, TimeSpan.Zero);
        var mark = bucket.Take(5_000, 0, TimeSpan.Zero);
        bucket.Leave(mark, TimeSpan.Zero);
        Assert.Equal(0, _stamp.Error(bucket, mark, 9_000, 0, TimeSpan.Zero));
        Assert.True(_stamp.Error(bucket, mark, 4_000, 0, TimeSpan.Zero) < 0);
    }

    [Fact]
    public void Rounded_headers_are_believed_to_half_their_step()
    {
        var rounded = new Bucket(
            Characters() with { Headers = new(null, "x-remaining", null) { Step = 1_000 } }, false, TimeSpan.Zero);
        var mark = rounded.Take(700, 0, TimeSpan.Zero);
        rounded.Leave(mark, TimeSpan.Zero);
        Assert.Equal(0, _stamp.Error(rounded, mark, 9_000, 0, TimeSpan.Zero));
        Assert.True(_stamp.Error(rounded, mark, 8_000, 0, TimeSpan.Zero) < 0);
    }

    [Fact]
    public void Outputs_that_are_taken_at_the_end_widen_what_can_be_explained()
    {
        var actual = new Bucket(
            new(Unit.Tokens, 10_000, TimeSpan.FromMinutes(1)) { Charge = Charge.Actual }, false, TimeSpan.Zero);
        var mark = actual.Take(1_000, 300, TimeSpan.Zero);
        actual.Leave(mark, TimeSpan.Zero);
        // 9,300 before its output; give or take two outputs.
        Assert.Equal(0, _stamp.Error(actual, mark, 8_750, 300, TimeSpan.Zero));
        Assert.Equal(0, _stamp.Error(actual, mark, 9_850, 300, TimeSpan.Zero));
        Assert.True(_stamp.Error(actual, mark, 8_600, 300, TimeSpan.Zero) < 0);
    }

    private static Limit Characters() => new(Unit.Characters, 600, TimeSpan.FromMinutes(1)) { Capacity = 10_000 };

    private Mark Send(double seconds)
    {
        var now = TimeSpan.FromSeconds(seconds);
        _bucket.Evolve(now);
        var mark = _bucket.Take(20, 0, now);
        _bucket.Leave(mark, now);
        return mark;
    }

    private double Error(Mark mark, double remaining, double seconds)
    {
        _bucket.Evolve(TimeSpan.FromSeconds(seconds));
        return _stamp.Error(_bucket, mark, remaining, 0, TimeSpan.FromSeconds(seconds));
    }

    // A call each second, which drains 10 a second net; the reply to the one of a minute ago with each.
    private void Drain(int calls, bool atEnd, double from = 0)
    {
        var marks = new Queue<Mark>();
        for (var call = 1; call <= calls; call++)
        {
            marks.Enqueue(Send(from + call));
            if (marks.Count > 20)
            {
                var mark = marks.Dequeue();
                Error(mark, Math.Floor(atEnd ? _bucket.Level : mark.Level), from + call);
            }
        }
    }
}
