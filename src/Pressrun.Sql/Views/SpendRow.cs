using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>
/// What some calls of a run have cost and brought. What was paid is what was used plus what was wasted; what may have
/// been paid for calls without a reply stands beside it.
/// </summary>
public sealed record SpendRow
{
    /// <summary>The stage; null where stages are not told apart.</summary>
    public string? Stage { get; init; }

    /// <summary>
    /// Provider and model as they were asked, such as <c>openai/gpt-6-luna</c>; null where models are not told apart,
    /// empty for remembered answers of which nobody knows any more who was asked.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>The item's ordinal, 0 for stages over the whole batch; null where items are not told apart.</summary>
    public long? Ordinal { get; init; }

    /// <summary>The item as people know it; null where items are not told apart, or it has no row.</summary>
    public ItemView? Item { get; init; }

    /// <summary>The day on which the calls were sent, UTC; null where days are not told apart.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Attempts that brought an answer or an error; refusals by a limit are none.</summary>
    public long Calls { get; init; }

    /// <summary>What they have cost; calls of unknown price are in it with nothing.</summary>
    public Money Paid { get; init; }

    /// <summary>How much of it was paid and not used, by cause; causes without an amount are left out.</summary>
    public IReadOnlyDictionary<Waste, Money> Wastes { get; init; } = new Dictionary<Waste, Money>();

    /// <summary>How much of <see cref="Paid"/> was not used.</summary>
    public Money Wasted => Wastes.Values.Aggregate(Money.Zero, (sum, waste) => sum + waste);

    /// <summary>How much of <see cref="Paid"/> was used.</summary>
    public Money Used => Paid - Wasted;

    /// <summary>Answers copied from earlier runs, at no cost.</summary>
    public long Remembered { get; init; }

    /// <summary>What these had cost when they were asked.</summary>
    public Money RememberedCost { get; init; }

    /// <summary>Calls of which no reply is durable and that nobody waits for.</summary>
    public long UnknownCalls { get; init; }

    /// <summary>The most these may have cost.</summary>
    public Money Unknown { get; init; }

    /// <summary>What the calls consumed.</summary>
    public Usage Usage { get; init; }

    /// <summary>Calls whose provider did not say what they consumed, so that it is estimated.</summary>
    public long Estimated { get; init; }

    /// <summary>
    /// What was booked at which price, by the words of the price book; calls that no price book was asked for are left
    /// out.
    /// </summary>
    public IReadOnlyDictionary<string, TariffUse> Tariffs { get; init; } =
        new Dictionary<string, TariffUse>(StringComparer.Ordinal);

    /// <summary>Models that answered under a name other than the one asked, ascending.</summary>
    public IReadOnlyList<string> AnsweredBy { get; init; } = [];

    /// <summary>All of several rows in one; of what they are told apart by nothing is kept.</summary>
    public static SpendRow Sum(IEnumerable<SpendRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var sum = new SpendSum();
        foreach (var row in rows)
        {
            sum.Add(row);
        }

        return sum.ToRow();
    }
}
