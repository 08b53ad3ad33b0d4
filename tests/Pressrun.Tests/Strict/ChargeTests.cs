using Pressrun.Model;

namespace Pressrun.Tests.Strict;

/// <summary>The three ways to charge tokens; 6,000 a minute are 100 a second.</summary>
public sealed class ChargeTests
{
    [Fact]
    public void Reserve_takes_the_most_the_output_may_be()
    {
        var shelf = Shelf.OfTokens(Charge.Reserve);
        Assert.Equal(3000, shelf.Arrive(shelf.Text(1000, 500, 2000), 0).Headers.TokensRemaining);
    }

    [Fact]
    public void Reserve_returns_at_the_end_what_was_not_used()
    {
        var shelf = Shelf.OfTokens(Charge.Reserve);
        var first = shelf.Admit(0, shelf.Text(1000, 500, 2000));
        shelf.Admit(0, shelf.Text(1000, 500, 2000));
        shelf.Finish(first, 4);
        // 0, 400 refilled, 1,500 returned, and 1 + 9 taken.
        Assert.Equal(1890, shelf.Arrive(shelf.Text(1, 1, 9), 4).Headers.TokensRemaining);
    }

    [Fact]
    public void What_is_returned_does_not_rise_above_the_capacity()
    {
        var shelf = Shelf.OfTokens(Charge.Reserve);
        var first = shelf.Admit(0, shelf.Text(1000, 500, 2000, 40));
        shelf.Finish(first, 40);
        Assert.Equal(5990, shelf.Arrive(shelf.Text(1, 1, 9), 40).Headers.TokensRemaining);
    }

    [Fact]
    public void Actual_needs_no_more_than_the_input_to_fit()
    {
        var shelf = Shelf.OfTokens(Charge.Actual);
        Assert.Equal(0, shelf.Arrive(shelf.Text(6000, 500, 2000), 0).Headers.TokensRemaining);
    }

    [Fact]
    public void Actual_takes_the_output_at_the_end_even_below_zero()
    {
        var shelf = Shelf.OfTokens(Charge.Actual);
        var first = shelf.Admit(0, shelf.Text(6000, 1500, 2000));
        shelf.Finish(first, 4);
        // 400 refilled less 1,500 are −1,100: a call of 100 waits for 1,200.
        Assert.Equal(Shelf.At(12), shelf.Refuse(4, shelf.Text(100, 1, 9)).RetryAfter);
    }

    [Fact]
    public void Without_refund_the_end_changes_nothing()
    {
        var shelf = Shelf.OfTokens(Charge.NoRefund);
        var first = shelf.Admit(0, shelf.Text(1000, 500, 5000));
        shelf.Finish(first, 4);
        Assert.Equal(Shelf.At(6), shelf.Refuse(4, shelf.Text(500, 1, 500)).RetryAfter);
    }

    [Fact]
    public void A_refused_call_takes_no_tokens()
    {
        var shelf = Shelf.OfTokens(Charge.Reserve);
        shelf.Refuse(0, shelf.Text(6000, 1, 1));
        Assert.Equal(5990, shelf.Arrive(shelf.Text(1, 1, 9), 0).Headers.TokensRemaining);
    }
}
