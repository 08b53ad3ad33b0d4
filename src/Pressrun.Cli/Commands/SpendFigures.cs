using Pressrun.Model;
using Pressrun.Providers.Prices;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>A row of spending with what the price book adds to it.</summary>
/// <param name="row">What the journal says.</param>
/// <param name="book">The prices it was booked at.</param>
internal sealed class SpendFigures(SpendRow row, PriceBook book)
{
    /// <summary>What the journal says.</summary>
    public SpendRow Row => row;

    /// <summary>
    /// Calls of services that were booked: what this machine does, and what failed for nothing, is none.
    /// </summary>
    public long ServiceCalls => row.Tariffs.Values.Sum(use => use.Calls);

    /// <summary>Calls of which nobody knows what they cost.</summary>
    public long Unpriced => row.Tariffs.GetValueOrDefault(Booked.Unknown).Calls;

    /// <summary>
    /// What input read from caches would have cost more as fresh input, at the prices booked; rounded down, because
    /// nobody should count on more.
    /// </summary>
    public Money CacheSaved { get; } = new((long)decimal.Floor(row.Tariffs.Sum(pair => book.Named(pair.Key) switch
    {
        // Dollars for a million are millionths of a dollar for one.
        { Input: { } fresh, CacheRead: { } cached } => (fresh - cached) * pair.Value.Usage.CacheRead,
        _ => 0,
    })));

    /// <summary>Tokens read from caches at prices this version does not know: nobody knows what they saved.</summary>
    public long CacheUntold { get; } = row.Tariffs
        .Where(pair => pair.Key != Booked.Free && book.Named(pair.Key) is null).Sum(pair => pair.Value.Usage.CacheRead);

    /// <summary>What was not paid, because it was remembered or read from a cache.</summary>
    public Money Saved => row.RememberedCost + CacheSaved;

    /// <summary>Whether it is about calls that nobody puts a price on.</summary>
    public bool IsFree => row.Paid == Money.Zero && row.Unknown == Money.Zero && row.RememberedCost == Money.Zero
        && row.Usage == default && row.Tariffs.Count == 0;
}
