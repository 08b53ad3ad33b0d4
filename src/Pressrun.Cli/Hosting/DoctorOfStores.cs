using System.Globalization;
using Pressrun.Cli.Commands;
using Pressrun.Cli.Screens;
using Pressrun.Seams;
using Pressrun.Sql.Examining;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>What <c>pressrun doctor</c> says of a store.</summary>
internal static class DoctorOfStores
{
    /// <summary>The lines of one store, each good or bad, and the cause if it cannot be written.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="refusal">Why it cannot be written; null if it can.</param>
    public static IEnumerable<(bool IsGood, string Text)> Look(string folder, string? refusal)
    {
        var name = Path.GetFileName(folder);
        var (line, holder, learned) = Read(folder, name, refusal);
        var examined = StoreExaminer.Look(folder);

        // What is no store at all is said once, by who looks through it.
        if (line is { } read
            && examined?.Faults.Any(fault => read.Text.EndsWith(fault, StringComparison.Ordinal)) != true)
        {
            yield return read;
        }

        foreach (var lane in learned)
        {
            yield return (true, lane);
        }

        if (examined is not { } found)
        {
            yield return (true, $"store {name} is driven by {holder ?? "another process"}, so it is not looked "
                + "through; ask again when that run has ended");
            yield break;
        }

        if (found.IsWhole)
        {
            yield return (true, $"store {name} is whole: {Count(found.Entries, "journal entry", "journal entries")} "
                + $"and {Count(found.Blobs, "blob", "blobs")} read");
            yield break;
        }

        foreach (var fault in found.Faults)
        {
            yield return (false, $"store {name}: {fault}");
        }

        var more = found.FaultsLeftOut > 0 ? $"and {Words.Count(found.FaultsLeftOut)} more; " : "";
        yield return (false, $"store {name}: {more}keep the folder as it is and go back to a copy of it; without one, "
            + "`pressrun show` tells what can still be read");
    }

    private static ((bool IsGood, string Text)? Line, string? Holder, IReadOnlyList<string> Learned) Read(
        string folder, string name, string? refusal)
    {
        try
        {
            using var views = StoreViews.Open(folder);
            var run = views?.Runs(1) is [var latest] ? latest : null;
            var state = run is null ? "" : $"; latest run {run.ShortId} {RunsCommand.StateOf(run)}";
            var but = refusal is null ? "" : $" but not written, {refusal}";
            return (views is null ? null : (refusal is null, $"store {name} can be read{but}{state}"), run?.Holder,
                views is null ? [] : Learned(views, name));
        }
        catch (StoreException broken)
        {
            return ((false, $"store {broken.Message}"), null, []);
        }
    }

    // What replies have told of limits: what is merely given stands in the file.
    private static List<string> Learned(StoreViews views, string name) =>
    [
        .. views.Lanes(DateTimeOffset.MinValue).Select(lane => (lane.Name, Limits: lane.Limits
                .Where(limit => limit.From is KnownFrom.Headers or KnownFrom.Refusals).Select(QuotaRows.Text).ToList()))
            .Where(lane => lane.Limits.Count > 0)
            .Select(lane => $"store {name} has learned that {lane.Name} allows {string.Join(", ", lane.Limits)}"),
    ];

    private static string Count(long count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{Words.Count(count)} {(count == 1 ? one : many)}");
}
