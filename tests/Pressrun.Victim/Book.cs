using System.Globalization;
using Pressrun.Model;
using Pressrun.Providers;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Stages;

namespace Pressrun.Victim;

/// <summary>What the victim works on: a draft that is revised, two halves of it, and both put together again.</summary>
internal static class Book
{
    /// <summary>Calls at the same time.</summary>
    private const int Slots = 16;

    /// <summary>With a rate there are more, so that the rate is what holds calls back.</summary>
    private const int SlotsBesideRate = 64;

    public static RunOptions Options(VictimOptions options, Wire wire, IStore store)
    {
        var timeout = options.Timeout;
        var slots = options.Rate == 0 ? Slots : SlotsBesideRate;
        var chapters = Enumerable.Range(1, options.Items).Select(number =>
            new Item(string.Create(CultureInfo.InvariantCulture, $"chapter-{number}"), "{}")).ToList();
        var pipeline = new Pipeline("book", [
            new("draft", new Question("draft", [], turns: 1, timeout))
            {
                Gates = [new Taste()],
                Limits = options.Rate == 0 ? [] : [new(Unit.Requests, 2 * options.Rate, TimeSpan.FromSeconds(2))],
            },
            new("voice", new Question("voice", [], turns: 1, timeout))
            {
                Needs = ["draft"],
                Each = new("draft", (_, text) => Part.List([text + "/1", text + "/2"]), "halves/1"),
            },
            new("join", new Question("join", ["voice"], turns: 2, timeout)) { Needs = ["voice"] },
        ]);
        var providers = new Dictionary<string, IProvider>(StringComparer.Ordinal)
        {
            ["wire"] = new OffLoop(new Spill(new WireProvider(wire, slots), store)),
        };
        return new(pipeline, ItemSource.Of(chapters), providers, store)
        {
            Holder = string.Create(CultureInfo.InvariantCulture, $"victim {Environment.ProcessId}"),
            PulseEvery = TimeSpan.FromMilliseconds(100), // so that kills meet pulses and memos, not only the journal
            Window = 100,
        };
    }
}
