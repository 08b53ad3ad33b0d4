using Pressrun.Model;
using Pressrun.Testing.Strict;

namespace Pressrun.Tests.Strict;

/// <summary>What the strict server tells of its limits.</summary>
public sealed class HeaderTests
{
    [Fact]
    public void An_admission_shows_what_is_left_after_it()
    {
        var headers = Shelf.OfRequests(50) is var shelf ? shelf.Arrive(shelf.Speech(), 0).Headers : null;
        Assert.Equal(new() { RequestsLimit = 50, RequestsRemaining = 49, RequestsReset = Shelf.At(1.2) }, headers);
    }

    [Fact]
    public void What_is_left_is_shown_in_whole_requests()
    {
        var shelf = Shelf.OfRequests(50);
        shelf.Fill(3);
        // 47 and five sixths refilled, less the next.
        Assert.Equal(46, shelf.Left(1));
    }

    [Fact]
    public void Nothing_left_and_less_than_nothing_are_both_shown_as_0()
    {
        var shelf = Shelf.OfRequests(50);
        shelf.Fill(50);
        shelf.Refuse(0);
        var headers = shelf.Refuse(0).Headers;
        Assert.Equal((0, Shelf.At(62.4)), (headers.RequestsRemaining!.Value, headers.RequestsReset!.Value));
    }

    [Fact]
    public void A_reply_shows_the_limits_of_its_admission_however_long_the_work_took()
    {
        var shelf = Shelf.OfRequests(50);
        var first = shelf.Admit(0);
        shelf.Fill(20, 1);
        Assert.Equal(49, shelf.Finish(first, 4).RequestsRemaining);
    }

    [Fact]
    public void A_provider_that_stamps_at_the_end_shows_the_limits_of_the_end()
    {
        var shelf = new Shelf(new() { RequestsPerMinute = 60, StampsAtEnd = true });
        var first = shelf.Admit(0);
        shelf.Fill(20, 0);
        Assert.Equal(43, shelf.Finish(first, 4).RequestsRemaining);
    }

    [Fact]
    public void Slots_are_shown_with_the_call_itself()
    {
        var shelf = new Shelf(new() { Slots = 5 });
        shelf.Fill(2);
        Assert.Equal(
            new() { ConcurrencyCurrent = 3, ConcurrencyMaximum = 5 }, shelf.Arrive(shelf.Speech(), 0).Headers);
    }

    [Fact]
    public void A_silent_provider_says_no_more_than_when_to_come_again()
    {
        var shelf = new Shelf(new() { RequestsPerMinute = 50, Slots = 100, ShowsLimits = false });
        shelf.Fill(50);
        Assert.Equal(new StrictHeaders { RetryAfter = Shelf.At(1.2) }, shelf.Refuse(0).Headers);
    }

    [Fact]
    public void A_provider_may_not_even_say_when_to_come_again()
    {
        var shelf = new Shelf(new() { RequestsPerMinute = 1, ShowsLimits = false, ShowsRetryAfter = false });
        shelf.Fill(1);
        Assert.Equal(StrictHeaders.None, shelf.Refuse(0).Headers);
    }

    [Fact]
    public void Tokens_may_be_shown_in_thousands()
    {
        var shelf = new Shelf(new() { TokensPerMinute = 100_000, TokenStep = 1000, TokenCharge = Charge.NoRefund });
        Assert.Equal(98_000, shelf.Arrive(shelf.Text(1600, 1, 1), 0).Headers.TokensRemaining);
        Assert.Equal(96_000, shelf.Arrive(shelf.Text(2000, 1, 1), 0).Headers.TokensRemaining);
    }

    [Fact]
    public void What_is_left_may_be_shown_off_by_a_share_of_the_capacity_and_no_more()
    {
        var shelf = new Shelf(new() { RequestsPerMinute = 1000, RemainingError = 0.03 });
        var errors = Enumerable.Range(1, 500).Select(sent => shelf.Left(0) - (1000 - sent)).ToList();
        // Half of 1,000 is far from both ends, so nothing is cut off there.
        var middle = errors[100..];
        Assert.InRange(middle.Min(), -30, -25);
        Assert.InRange(middle.Max(), 25, 30);
    }

    [Fact]
    public void A_changed_rate_is_shown_from_its_time_on()
    {
        var shelf = new Shelf(new() { RequestsPerMinute = 200, Changes = [new(Shelf.At(300), 0.5)] });
        Assert.Equal(200, shelf.Arrive(shelf.Speech(), 299.9).Headers.RequestsLimit);
        var headers = shelf.Arrive(shelf.Speech(), 300).Headers;
        Assert.Equal((100.0, 99L), (headers.RequestsLimit!.Value, headers.RequestsRemaining!.Value));
    }
}
