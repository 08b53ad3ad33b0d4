using Pressrun.Model;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

/// <summary>The limits a user writes at a stage hold over all lives of a run.</summary>
public sealed class StageLimitTests
{
    private static readonly Item[] Many =
        Shop.Items([.. Enumerable.Range(1, 100).Select(number => $"i{number}")]);

    [Fact]
    public void A_restart_gives_no_second_burst() => Restart(isPulsed: true);

    [Fact]
    public void A_restart_gives_no_second_burst_where_only_the_journal_tells() => Restart(isPulsed: false);

    [Fact]
    public void A_call_larger_than_what_a_user_wrote_fails_at_once_and_nothing_is_sent()
    {
        using var shop = new Shop();
        shop.Desk.Asks = _ => new(500, 500, 0, Desk.WorstCase);
        var limit = new Limit(Unit.Tokens, 100, TimeSpan.FromMinutes(1));
        var result = shop.Run(
            Shop.Pipeline(new Stage("write", Deed.Asks("w")) { Limits = [limit] }), Shop.Items("a"));
        Assert.Equal(1, result.Items[ItemState.Failed]);
        Assert.Empty(shop.Desk.Sent);
        var cause = shop.Journal.OfType<Record.Item>().Last().Cause;
        Assert.Contains("stage write, 100 tokens/min: one call may need 1,000 of it", cause, StringComparison.Ordinal);
    }

    private static void Restart(bool isPulsed)
    {
        using var shop = new Shop();
        var limit = Limit.PerMinute(20);
        var pipeline = Shop.Pipeline(new Stage("write", Deed.Asks("w")) { Limits = [limit] });
        for (var life = 1; life <= 6; life++)
        {
            var most = shop.Desk.Sent.Count + 8;
            var begun = shop.Now;
            shop.Crash(pipeline, Many,
                () => shop.Desk.Sent.Count >= most || shop.Now - begun > TimeSpan.FromSeconds(20),
                options => options with { PulseEvery = isPulsed ? TimeSpan.FromSeconds(1) : TimeSpan.Zero });
        }

        foreach (var (index, sent) in shop.Desk.Sent.Index())
        {
            var within = shop.Desk.Sent.Take(index + 1).Count(other => sent.At - other.At < TimeSpan.FromMinutes(1));
            Assert.InRange(within, 1, 40);
            Assert.InRange(index + 1, 1, 21 + (20 * sent.At.TotalMinutes));
        }
    }
}
