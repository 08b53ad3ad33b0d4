using Pressrun.Model;
using Pressrun.Reporting;

namespace Pressrun.Tests.Reporting;

/// <summary>
/// What the five programs that Pressrun grew out of could have reached under their own limits, and which of their
/// claims could not hold. Minutes and hours as their authors stated them.
/// </summary>
public sealed class WorkedExampleTests
{
    private const double Minute = 60;
    private const double Hour = 3600;

    [Theory]
    [InlineData(30, 5, 5)]
    [InlineData(100, 5, 65)]
    [InlineData(30, 44, 44)]
    [InlineData(100, 44, 104)]
    public void The_podcast_script_could_have_spoken_in_seconds(int calls, double work, double seconds) =>
        Near(seconds, Speech(calls, work).Seconds);

    [Fact]
    public void A_hundred_spoken_pieces_are_bound_by_requests_and_thirty_by_the_longest_piece()
    {
        Assert.Equal("openai tts-1: 50/min", Speech(100, 5).Binding!.Name);
        Assert.Equal("the longest item, episode 1", Speech(30, 5).Binding!.Name);
    }

    [Fact]
    public void Full_chunks_keep_37_calls_in_flight_to_use_50_a_minute()
    {
        var pieces = Uses(10_000, 44);
        Load requests = new("openai tts-1", Limit.PerMinute(50), pieces);
        Assert.Equal("client: 36 at once", Bound(requests, Slots("client", 36, pieces)).Binding!.Name);
        Assert.Equal("openai tts-1: 50/min", Bound(requests, Slots("client", 37, pieces)).Binding!.Name);
    }

    [Fact]
    public void One_call_after_another_with_a_pause_makes_10_a_minute_and_not_40() =>
        Near(10.2, 600 / (Bound(Slots("script", 1, Uses(600, 4.37 + 1.5))).Seconds / Minute));

    [Fact]
    public void Three_at_a_time_exceed_100_a_minute_only_below_1_8_seconds() =>
        Near(100, 300 / (Bound(Slots("script", 3, Uses(300, 1.8))).Seconds / Minute));

    [Theory]
    [InlineData(1, 17.3, 36)]
    [InlineData(1, 23.0, 48)]
    [InlineData(2, 34.6, 36)]
    [InlineData(2, 46.1, 48)]
    [InlineData(3, 51.8, 36)]
    [InlineData(3, 69.1, 48)]
    public void The_episode_batcher_was_one_saturated_stage(int slots, double minutes, double hours) =>
        Near(hours * Hour, Bound(Episodes(125, slots, minutes)).Seconds);

    [Theory]
    [InlineData(18, 3)]
    [InlineData(24, 4)]
    public void Ten_episodes_tell_the_same_time_for_each(double minutes, double hours) =>
        Near(hours * Hour, Bound(Episodes(10, 1, minutes)).Seconds);

    [Fact]
    public void Twenty_questions_for_each_episode_take_249_minutes_at_10_a_minute() =>
        Near(249 * Minute, Bound(Research(20)).Seconds);

    [Theory]
    [InlineData(172, 36, "audio: 2 at once")]
    [InlineData(173, 36, "research: 10/min")]
    [InlineData(230, 48, "audio: 2 at once")]
    [InlineData(231, 48, "research: 10/min")]
    public void Research_binds_only_from_173_questions_for_each_episode(int questions, double hours, string binding)
    {
        var bound = Bound(Research(questions), Episodes(125, 2, hours * 60 * 2 / 125));
        Assert.Equal(binding, bound.Binding!.Name);
    }

    [Fact]
    public void A_batch_that_costs_more_than_its_budget_is_short_of_the_difference()
    {
        Needs needs = new() { Cost = Money.FromUsd(42.70m), Budget = Money.FromUsd(40m) };
        Assert.Equal(Money.FromUsd(2.70m), LowerBound.Of(needs).Shortfall);
    }

    [Theory]
    [InlineData(1, 68.0)]
    [InlineData(4, 17.333)]
    [InlineData(8, 8.667)]
    [InlineData(16, 4.667)]
    public void The_transcript_generator_was_bound_by_its_workers(int workers, double minutes) =>
        Near(minutes * Minute, Bound(Slots("workers", workers, Uses(102, 40))).Seconds);

    [Fact]
    public void That_many_calls_in_that_time_need_175_a_minute() =>
        Near(4.67 * Minute, Bound(new Load("model", Limit.PerMinute(175), Uses(816, 0)) { Level = 0 }).Seconds);

    [Theory]
    [InlineData(50, 924.2, "model: 50/min")]
    [InlineData(500, 42.9, "model: 500/min")]
    [InlineData(5000, 40, "the longest item, transcript 1")]
    public void A_chain_of_eight_calls_is_bound_by_requests_until_the_chain_itself_binds(
        double perMinute, double seconds, string binding)
    {
        var bound = LowerBound.Of(new()
        {
            Loads = [new("model", Limit.PerMinute(perMinute), Chains(102, 8, 5))],
            Paths = [new("transcript 1", 40)],
        });
        Near(seconds, bound.Seconds);
        Assert.Equal(binding, bound.Binding!.Name);
    }

    [Fact]
    public void Seven_chunks_at_once_and_their_end_leave_a_path_of_10_seconds() =>
        Near(10, LowerBound.Of(new()
        {
            Loads = [new("model", Limit.PerMinute(5000), Chains(102, 2, 5))],
            Paths = [new("transcript 1", 10)],
        }).Seconds);

    [Fact]
    public void Sixteen_workers_lose_a_tenth_in_the_last_wave()
    {
        var bySingleCalls = Bound(Slots("workers", 16, Uses(816, 5))).Seconds;
        Near(255, bySingleCalls);
        var byItems = Bound(Slots("workers", 16, Uses(102, 40))).Seconds;
        Near(280, byItems);
        Assert.InRange((byItems - bySingleCalls) / byItems, 0.085, 0.095);
    }

    [Theory]
    [InlineData(10, 60)]
    [InlineData(5, 0)]
    public void The_book_orchestrator_could_not_beat_its_own_limit(int callsForEachChapter, double minutes) =>
        Near(minutes * Minute, Bound(Book(callsForEachChapter, 0)).Seconds);

    [Fact]
    public void Six_minutes_with_ten_workers_were_impossible_at_ten_calls_for_each_chapter()
    {
        var bound = Bound(Book(10, 36), Slots("workers", 10, Uses(20, 180)));
        Assert.Equal("model: 100/hour", bound.Binding!.Name);
        // Two waves of chapters at 3 minutes each are the claim.
        Near(6 * Minute, bound.Second!.Seconds);
    }

    [Fact]
    public void Its_own_test_reached_78_percent_of_the_bound()
    {
        var bound = Bound(Slots("workers", 3, Uses(5, 1.944))).Seconds;
        Near(3.89, bound);
        Near(0.779, bound / 4.99);
    }

    [Fact]
    public void The_filings_pipeline_halves_its_time_by_overlap()
    {
        var stages = Filings(0, 0);
        Near(90 * Minute, LowerBound.SecondsInTurn(stages.Select(load => new Needs { Loads = [load] })));
        // The first filing passes the first stage in 2 minutes, the last one the third in 3.
        var overlapped = Bound(Filings(2 * Minute, 3 * Minute)).Seconds;
        Near(50 * Minute, overlapped);
        Near(1.8, 90 * Minute / overlapped);
    }

    [Fact]
    public void Five_hundred_filings_at_115_a_minute_take_4_minutes_and_not_40() =>
        Near(4.35 * Minute, Bound(new Load("model", Limit.PerMinute(115), Uses(500, 0)) { Level = 0 }).Seconds);

    [Fact]
    public void Its_log_forecasts_11_minutes_in_all_and_not_45()
    {
        var analysed = 470 / 7.63;
        Near(61.6, analysed);
        // Writing began when a tenth of 500 was analysed.
        var began = 50 / analysed;
        var written = 328 / (7.63 - began);
        Near(48.1, written);
        Near(10.8 * Minute, Bound(Measured("analysis", analysed, 500, 0), Measured("writing", written, 480, began))
            .Seconds);
    }

    private static LowerBound Speech(int calls, double work) => LowerBound.Of(new()
    {
        Loads = [new("openai tts-1", Limit.PerMinute(50), Uses(calls, work))],
        Paths = [new("episode 1", work)],
    });

    private static Load Research(int questions) => new("research", Limit.PerMinute(10), Uses(125 * questions, 0));

    // Episodes differ; were they all alike, an odd one would cost a whole wave.
    private static Load Episodes(int episodes, int slots, double minutes) => new(
        "audio",
        Limit.AtOnce(slots),
        [.. Enumerable.Range(0, episodes)
            .Select(episode => new Use(0, 0, minutes * Minute * (0.8 + (0.4 * episode / (episodes - 1))), 0))]);

    private static Load Book(int callsForEachChapter, double work) => new(
        "model", new(Unit.Requests, 100, TimeSpan.FromHours(1)), Uses(20 * callsForEachChapter, work));

    private static Load[] Filings(double head, double tail)
    {
        // A hundred filings through workers that need 40, 45 and 5 minutes for all of them.
        double[] minutes = [40, 45, 5];
        return [.. minutes.Select((busy, stage) => new Load(
            $"stage {stage + 1}",
            Limit.AtOnce(1),
            [.. Enumerable.Repeat(new Use(0, stage * head, busy * Minute / 100, (2 - stage) * tail), 100)]))];
    }

    private static Load Measured(string name, double perMinute, int calls, double beganMinutes) =>
        new(name, Limit.PerMinute(perMinute) with { Capacity = 1 }, Uses(calls, 0, beganMinutes * Minute));

    private static Load Slots(string name, int slots, Use[] uses) => new(name, Limit.AtOnce(slots), uses);

    private static Use[] Uses(int calls, double work, double head = 0) =>
        [.. Enumerable.Repeat(new Use(1, head, work, 0), calls)];

    private static Use[] Chains(int items, int calls, double work) =>
        [.. Enumerable.Range(0, items * calls)
            .Select(call => call % calls)
            .Select(step => new Use(1, step * work, work, (calls - 1 - step) * work))];

    private static LowerBound Bound(params Load[] loads) => LowerBound.Of(new() { Loads = loads });

    private static void Near(double expected, double actual) =>
        Assert.True(Math.Abs(actual - expected) <= (0.005 * expected) + 1e-9, $"{actual} is not {expected}.");
}
