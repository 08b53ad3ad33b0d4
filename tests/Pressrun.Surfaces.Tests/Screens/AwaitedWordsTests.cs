using Pressrun.Cli.Screens;

namespace Pressrun.Surfaces.Tests.Screens;

/// <summary>What a run that was told to stop still waits for.</summary>
public sealed class AwaitedWordsTests
{
    [Fact]
    public void Nothing_under_way_is_said_to_be_nothing() =>
        Assert.Equal("stopping: nothing is under way", AwaitedWords.Of([]));

    [Fact]
    public void One_call_is_told_with_its_place_and_how_long_it_is_awaited_at_most() => Assert.Equal(
        "stopping: 1 call under way (voice 1 at elevenlabs) is awaited and kept, 14 min 30 s at most; once more stops "
            + "at once",
        AwaitedWords.Of([new("voice", "elevenlabs", 1, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(870))]));

    [Fact]
    public void What_goes_on_alone_is_not_awaited()
    {
        IReadOnlyList<Running.UnderWay> calls =
        [
            new("s", "openai/x batch", 1_200, TimeSpan.FromSeconds(42), TimeSpan.FromHours(26)) { GoesOnAlone = true },
            new("t", "local", 1, TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1)),
        ];
        Assert.Equal("stopping: 1,200 calls go on in their batches; the next run asks for them",
            AwaitedWords.Of([calls[0]]));
        Assert.StartsWith("stopping: 1 call under way (t 1 at local) is awaited and kept, 1 min 00 s at most",
            AwaitedWords.Of(calls), StringComparison.Ordinal);
        Assert.Equal("s awaits 1,200 of openai/x batch for 42 s", AwaitedWords.Long(calls));
        Assert.Null(AwaitedWords.Long([calls[1]]));
    }

    [Fact]
    public void Of_many_the_longest_come_first_and_the_last_says_how_long() => Assert.Equal(
        "stopping: 1,207 calls under way (voice 2 at elevenlabs for 1 min 10 s, script 1,200 at openai/gpt-6-luna for "
            + "12 s, a 4 at b[2J, …) are awaited and kept, 5 min 00 s at most; once more stops at once",
        AwaitedWords.Of(
        [
            new("voice", "elevenlabs", 2, TimeSpan.FromSeconds(70), TimeSpan.FromSeconds(20)),
            new("script", "openai/gpt-6-luna", 1200, TimeSpan.FromSeconds(12), TimeSpan.FromMinutes(5)),
            new("a", "b\u001b[2J", 4, TimeSpan.Zero, TimeSpan.Zero),
            new("c", "d", 1, TimeSpan.Zero, TimeSpan.Zero),
        ]));
}
