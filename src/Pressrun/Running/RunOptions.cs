using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Stages;

namespace Pressrun.Running;

/// <summary>What a run works on and with.</summary>
/// <param name="Pipeline">The definition.</param>
/// <param name="Source">The items.</param>
/// <param name="Providers">Providers by the name requests use.</param>
/// <param name="Store">The store.</param>
public sealed record RunOptions(
    Pipeline Pipeline, ItemSource Source, IReadOnlyDictionary<string, IProvider> Providers, IStore Store)
{
    /// <summary>The most that may be spent. <value>No limit.</value></summary>
    public Budget Budget { get; init; } = Budget.Unlimited;

    /// <summary>Who drives the run, shown to whoever finds it driven.</summary>
    public string Holder { get; init; } = "pressrun";

    /// <summary>Seed of all chance in the engine: pauses before retries, nothing else. <value>1.</value></summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// How often folds are written beside the journal. Less often means more to read after a crash; zero writes them
    /// only at the end. <value>1 second.</value>
    /// </summary>
    public TimeSpan PulseEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The most calls in flight at the same time, over all lanes; null is no limit. <value>Null.</value>
    /// </summary>
    public int? CallsAtOnce { get; init; }

    /// <summary>
    /// Which items are worked on; the others stay untouched and the run stays open for them. Null works on all.
    /// <value>Null.</value>
    /// </summary>
    public Func<Item, bool>? Selects { get; init; }

    /// <summary>
    /// Which stages may ask anything, by name. The others are answered by the journal; one that would have to ask rests
    /// with all that needs it, and the run stays open for it. Null lets all. <value>Null.</value>
    /// </summary>
    public Func<string, bool>? SelectsStage { get; init; }

    /// <summary>
    /// How often items that failed are tried again when all others have come to their end. Each time counts as a
    /// <see cref="Reopening"/>. <value>0.</value>
    /// </summary>
    public int RetriesOfFailed { get; init; }

    /// <summary>
    /// Items of the pipeline's latest run to try again; no ordinal twice. <value>None.</value>
    /// </summary>
    public IReadOnlyList<Reopening> Reopenings { get; init; } = [];

    /// <summary>
    /// After how many failures alike in a row, of calls that cost, a stage sends nothing more; the run then ends as
    /// <see cref="RunEnding.Held"/> when the rest is done. Null never holds. <value>5.</value>
    /// </summary>
    public int? HoldAfter { get; init; } = 5;

    /// <summary>What a person found out about calls whose outcome is unknown. <value>Nothing.</value></summary>
    public IReadOnlyList<Arrival> Arrivals { get; init; } = [];

    /// <summary>What a person decided of results that wait for review. <value>Nothing.</value></summary>
    public IReadOnlyList<Decision> Decisions { get; init; } = [];

    /// <summary>
    /// Whether items that an earlier run closed short of done are left alone whatever has changed: a replay is about
    /// what was finished.
    /// </summary>
    internal bool CarriesAlways { get; init; }

    /// <summary>Told of each item that comes to its end, on the loop; must not throw. <value>Null.</value></summary>
    public Action<ClosedItem>? Closed { get; init; }

    /// <summary>
    /// Items in memory at the same time, from 1; null takes twice the calls the lanes allow at once, within 1,000 to
    /// 50,000.
    /// </summary>
    public int? Window { get; init; }
}
