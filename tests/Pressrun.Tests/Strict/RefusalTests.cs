using Pressrun.Model;

namespace Pressrun.Tests.Strict;

/// <summary>Whom the strict server lets in, and what it says to the others.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void The_burst_is_admitted_and_the_next_call_refused()
    {
        var shelf = Shelf.OfRequests(50);
        shelf.Fill(50);
        Assert.Equal(Unit.Requests, shelf.Refuse(0).Lacks);
    }

    [Fact]
    public void A_refusal_names_the_time_until_the_call_would_fit()
    {
        var shelf = Shelf.OfRequests(50);
        shelf.Fill(50);
        Assert.Equal(Shelf.At(1.2), shelf.Refuse(0).RetryAfter);
    }

    [Fact]
    public void The_time_of_a_refusal_is_rounded_up_to_the_next_millisecond()
    {
        var shelf = Shelf.OfRequests(70);
        shelf.Fill(70);
        // 60 / 70 of a second is 857.14 ms.
        Assert.Equal(Shelf.At(0.858), shelf.Refuse(0).RetryAfter);
    }

    [Fact]
    public void The_time_of_a_refusal_is_rounded_up_to_whole_seconds_where_the_provider_does_so()
    {
        var shelf = new Shelf(new() { RequestsPerMinute = 50, RetryStep = Shelf.At(1) });
        shelf.Fill(50);
        Assert.Equal(Shelf.At(2), shelf.Refuse(0).RetryAfter);
    }

    [Fact]
    public void A_call_that_waits_as_long_as_it_was_told_is_admitted()
    {
        var shelf = new Shelf(new() { RequestsPerMinute = 50, CountsRefusals = false });
        shelf.Fill(50);
        var wait = shelf.Refuse(0.3).RetryAfter;
        shelf.Admit(0.3 + wait.TotalSeconds);
    }

    [Fact]
    public void A_counted_refusal_costs_a_request_on_top_of_the_time_it_names()
    {
        var shelf = Shelf.OfRequests(60);
        shelf.Fill(60);
        Assert.Equal(Shelf.At(1), shelf.Refuse(0).RetryAfter);
        Assert.Equal(Shelf.At(2), shelf.Refuse(0).RetryAfter);
    }

    [Fact]
    public void An_uncounted_refusal_costs_nothing()
    {
        var shelf = new Shelf(new() { RequestsPerMinute = 60, CountsRefusals = false });
        shelf.Fill(60);
        shelf.Refuse(0);
        Assert.Equal(Shelf.At(1), shelf.Refuse(0).RetryAfter);
    }

    [Fact]
    public void Counted_refusals_stop_at_half_the_capacity_below_zero()
    {
        var shelf = Shelf.OfRequests(60);
        shelf.Fill(60);
        for (var refusal = 0; refusal < 100; refusal++)
        {
            shelf.Refuse(0);
        }

        // From −30 to 1.
        Assert.Equal(Shelf.At(31), shelf.Refuse(0).RetryAfter);
    }

    [Fact]
    public void Requests_are_looked_at_before_tokens_and_tokens_before_slots()
    {
        var shelf = new Shelf(new() { RequestsPerMinute = 2, TokensPerMinute = 100, Slots = 1 });
        shelf.Admit(0, shelf.Text(50, 10, 40));
        Assert.Equal(Unit.Tokens, shelf.Refuse(0, shelf.Text(50, 10, 40)).Lacks);
        Assert.Equal(Unit.Requests, shelf.Refuse(0, shelf.Text(50, 10, 40)).Lacks);
    }

    [Fact]
    public void A_hidden_bucket_refuses_while_the_headers_show_plenty()
    {
        var shelf = new Shelf(new() { RequestsPerMinute = 600, HiddenGrain = Shelf.At(1) });
        shelf.Fill(10);
        var refused = shelf.Refuse(0);
        Assert.Equal((Unit.Requests, Shelf.At(0.1)), (refused.Lacks, refused.RetryAfter));
        Assert.Equal(589, refused.Headers.RequestsRemaining);
    }

    [Fact]
    public void The_longest_of_the_waits_is_named()
    {
        var shelf = new Shelf(new() { RequestsPerMinute = 60, RequestsCapacity = 1, TokensPerMinute = 60 });
        shelf.Admit(0, shelf.Text(30, 10, 30));
        var refused = shelf.Refuse(0, shelf.Text(2, 1, 3));
        Assert.Equal((Unit.Requests, Shelf.At(5)), (refused.Lacks, refused.RetryAfter));
    }

    [Fact]
    public void A_slot_is_free_again_when_the_work_ends()
    {
        var shelf = new Shelf(new() { Slots = 1 });
        var first = shelf.Admit(0);
        Assert.Equal((Unit.Slots, Shelf.At(3)), (shelf.Refuse(1) is var full ? full.Lacks : default, full.RetryAfter));
        shelf.Finish(first, 4);
        shelf.Admit(4);
    }

    [Fact]
    public void A_call_cannot_be_worked_on_twice()
    {
        var shelf = Shelf.OfRequests(50);
        var call = shelf.Admit(0);
        Assert.Throws<InvalidOperationException>(() => shelf.Arrive(call, 1));
    }

    [Fact]
    public void A_call_that_was_not_admitted_cannot_end()
    {
        var shelf = Shelf.OfRequests(50);
        Assert.Throws<InvalidOperationException>(() => shelf.Finish(shelf.Speech(), 1));
    }
}
