using Pressrun.Cli.Screens;
using Pressrun.Model;

namespace Pressrun.Surfaces.Tests.Screens;

/// <summary>Runs as a host would tell of them.</summary>
internal static class Samples
{
    public static RunProgress Episodes { get; } = new()
    {
        Pipeline = "episodes",
        RunId = "7f3a",
        Elapsed = new(2, 14, 7),
        FinishesIn = new(14, 14, 0),
        Spent = Money.FromUsd(21.44m),
        Budget = Money.FromUsd(625),
        Bound = new(
            7782.4, 8047, "elevenlabs: 2 at once", "anthropic: 50/min", 5000, 4023.5,
            [
                new("refused calls", 90.04), new("a small bucket spent evenly", -15.44),
                new("the last calls beyond the shortest", 150.6), new("other", 39.4),
            ]),
        ItemsTotal = 125,
        ItemsDone = 13,
        ItemsFailed = 1,
        ItemsReview = 2,
        Stages =
        [
            new("season", "once", 1, 0, 0, 1),
            new("research", "item", 125, 0, 0, 125),
            new("script", "item", 104, 3, 0, 125),
            new("voice", "each", 14, 2, 1, 125, Parts: 312),
            new("audio", "item", 13, 0, 0, 125, WaitsFor: "voice"),
            new("repetition", "once", 0, 0, 0, 1, WaitsFor: "script"),
        ],
        Lanes =
        [
            new("elevenlabs", 0.985, [1, 1, 1, 1, 1, 1, 1, 0.9]),
            new("anthropic", 0.22, [0.2, 0.3, 0.2, 0.3, 0.2, 0.2, 0.3, 0.2]),
            new("perplexity", 0, [0, 0, 0, 0, 0, 0, 0, 0]),
        ],
        Tokens = new(1_900_000, 779_000, 412_345),
        Failures = [new(1, "17", "Salt roads", "voice", "elevenlabs 400: text too long")],
    };

    public static RunProgress Podcast { get; } = new()
    {
        Pipeline = "podcast",
        RunId = "01c9",
        IsOffline = true,
        Elapsed = TimeSpan.FromSeconds(7),
        Bound = new(2, 7, "local: 2 at once", null, 0, 1, [new("other", 5)]),
        Budget = Money.FromUsd(20),
        ItemsTotal = 12,
        ItemsDone = 3,
        Stages =
        [
            new("article", "item", 12, 0, 0, 12),
            new("script", "item", 9, 1, 0, 12),
            new("voice", "each", 5, 2, 0, 12, Parts: 21),
            new("episode", "item", 3, 1, 0, 12),
            new("upload", "item", 3, 0, 0, 12),
            new("feed", "once", 0, 0, 0, 1, WaitsFor: "all items"),
        ],
    };

    public static RunProgress Fresh { get; } =
        new() { Pipeline = "blank", RunId = "0001", Stages = [new("only", "item", 0, 0, 0, 0)] };

    /// <summary>What a page and a provider may put where a title and a cause are expected.</summary>
    public static RunProgress Hostile { get; } = Podcast with
    {
        Pipeline = "pod\u001b[2Jcast\r\n",
        ItemsFailed = 2,
        Stages = [.. Podcast.Stages, new("播客\u009b31m🎙e\u0301\u0301\u0301\u0301\u0301\u0301", "item", 0, 1, 0, 12)],
        Lanes = [new("\u001b]0;x\u0007日本語", 1.7, [double.NaN, 7, -1])],
        Failures =
        [
            new(1, "1\u001b[31m", "\u202eevil\u2066 日本の塩の道 🧂🧂🧂", "voice", "500\r\n\u001b[1A" + new string('語', 80)),
            new(2, "2", null, "script", new string('x', 300)),
        ],
    };

    /// <summary>More stages than a terminal has lines.</summary>
    public static RunProgress Tall { get; } = Episodes with
    {
        Stages =
        [
            .. Enumerable.Range(1, 30).Select(number => new StageProgress(
                $"stage-{number}", "item", number < 8 ? 125 : 0, number is 9 or 25 ? 2 : 0, 0, 125)),
        ],
    };
}
