using System.Globalization;
using Microsoft.Data.Sqlite;
using Pressrun.Sql.Views;

namespace Pressrun.Adapters.Tests.Views;

public sealed class LaneViewTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Then = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly Press _press = new();

    public ValueTask DisposeAsync() => _press.DisposeAsync();

    [Fact]
    public async Task Attempts_and_refusals_of_the_latest_run_are_counted_by_lane()
    {
        await _press.RunAsync(["a", "b", "c"]);
        await _press.RunAsync(["a", "busy", "lost", "declined"], version: "2");
        var lane = Assert.Single(_press.Open().Lanes(Then));
        Assert.Equal("odd", lane.Name);
        Assert.Null(lane.InFlight);
        var stages = _press.Open().Stages(2);
        Assert.Equal(stages.Sum(stage => stage.Calls.Refused), lane.Refused);
        Assert.True(lane.Refused > 0);
        Assert.Equal(
            stages.Sum(stage => stage.Calls.Answered + stage.Calls.Failed + stage.Calls.Refused + stage.Calls.Unknown),
            lane.Asked);
    }

    [Fact]
    public async Task Calls_of_a_living_process_are_in_flight_and_those_of_a_dead_one_are_not()
    {
        await _press.BeginAsync(["a", "lost", "stuck"], pulseEvery: TimeSpan.Zero);
        var views = _press.Open();
        for (var looks = 0; views.Lanes(Then) is not [{ InFlight: 1, Asked: 8 }]; looks++)
        {
            Assert.True(looks < 20_000, "What was waited for did not happen.");
            await Task.Yield();
        }

        var left = Assert.Single(_press.Open(_press.Copy()).Lanes(Then));
        Assert.Null(left.InFlight);
        Assert.Equal(8, left.Asked);
    }

    [Theory]
    [InlineData("Requests/60=10,50,50,0.8333333333333334,0,0,30,0", "Requests 50 per 60 s, Given, 35 of 50")]
    [InlineData("Requests/60=10,50,50,0.8333333333333334,1,0,30,1", "Requests 50 per 60 s, Headers, 35 of 50")]
    [InlineData("Requests/60=10,50,50,0.8333333333333334,1,0,30,2", "Requests 50 per 60 s, Given, 35 of 50")]
    [InlineData("Requests/60=10,50,50,0.8333333333333334,1,0,60,2", "Requests 50 per 60 s, Refusals, 35 of 50")]
    [InlineData("Requests/60=10,48.123456,50,0.8020576,1,0,30,2", "Requests 48.123456 per 60 s, Refusals, 34.06 of 50")]
    [InlineData("Requests/60=10,500,50,0.8333333333333334,1,0,30,1", "Requests 50 per 60 s, Given, 35 of 50")]
    [InlineData("Tokens/60=0,3600,3600,1,1,9,30,1", "Tokens 3600 per 3600 s, Headers, 30 of 3600")]
    [InlineData("Requests/60=-40,50,50,1,0,0,30,0", "Requests 60 per 60 s, Given, -10 of 50")]
    [InlineData("Requests/3600=0,100,20,0.022219136230,0,0,30,2", "Requests 100 per 3600 s window, Given, 0.67 of 20")]
    [InlineData("Requests/60=1,0,1,1,0,0,30,0", "Requests 60 per 60 s, Nothing, 1 of 1")]
    [InlineData("Tokens/60=0,0,0,0,0,0,30,0", "Tokens 0 per 60 s, Nothing, 0 of 0")]
    [InlineData("Requests/60/50=10,50,50,0.8333333333333334,0,0,30,0 Requests/60/3=0,3,3,0.05,0,0,30,0",
        "Requests 3 per 60 s, Given, 1.5 of 3; Requests 50 per 60 s, Given, 35 of 50")]
    [InlineData("Requests/60/6/window=0,6,1.2,0.07933884297520661,0,0,30,0",
        "Requests 6 per 60 s window, Given, 1.2 of 1.2")]
    [InlineData("Slots=3", "Slots 3 per 0 s, Given, 3 of 3")]
    [InlineData("Slots=2147483647", "")]
    [InlineData("Requests/60=1,2,3 Pages/60=1,1,1,1,1,1,30,1 Requests=1 Tokens/x=1,1,1,1,1,1,30,1 @s=1", "")]
    [InlineData("Tokens/60=1,1e308,1e308,1e308,1,0,1e300,1e300", "")]
    [InlineData("Tokens/60=1,1,1e14,1e-14,1,0,1e14,-1e14", "Tokens 6E-13 per 60 s, Given, 1 of 100000000000000")]
    public async Task What_was_learned_is_told_with_its_source_and_its_room_now(string snapshot, string told)
    {
        await _press.RunAsync(["a"]);
        Keep("odd", $"{Micros(Then)} {snapshot}");
        var lane = Assert.Single(_press.Open().Lanes(Then.AddSeconds(30)));
        Assert.Equal(told, string.Join("; ", lane.Limits.Select(limit => string.Create(CultureInfo.InvariantCulture,
            $"{limit.Unit} {limit.Amount} per {limit.Period.TotalSeconds} s{(limit.IsWindow ? " window" : "")}, ")
            + string.Create(CultureInfo.InvariantCulture,
                $"{limit.From}, {Math.Round(limit.Room, 2)} of {limit.Capacity}"))));
    }

    [Fact]
    public async Task A_stage_stands_after_the_lanes_with_its_own_limits_and_all_its_calls()
    {
        await _press.RunAsync(["a", "b"]);
        Keep("odd", $"{Micros(Then)} Slots=3");
        Keep("stage draft", $"{Micros(Then)} Requests/60=1,5,5,0.08333333333333333,0,0,30,1,5 Slots=2147483647");
        var draft = _press.Open().Lanes(Then)[^1];
        Assert.Equal(("stage draft", 2L, null), (draft.Name, draft.Asked, draft.InFlight));
        var limit = Assert.Single(draft.Limits);
        Assert.Equal((5.0, 1.0, KnownFrom.Given), (limit.Amount, Math.Round(limit.Room, 6), limit.From));
    }

    [Fact]
    public async Task A_stage_that_has_lost_its_limits_is_not_told()
    {
        await _press.RunAsync(["a", "b"]);
        Keep("odd", $"{Micros(Then)} Slots=3");
        Keep("stage draft", $"{Micros(Then)} Slots=2", Then.AddSeconds(-1));
        Assert.Equal(["odd"], _press.Open().Lanes(Then).Select(lane => lane.Name));
    }

    [Fact]
    public async Task A_living_process_knows_its_lanes_at_any_moment()
    {
        await _press.BeginAsync(["a", "lost", "stuck"], pulseEvery: TimeSpan.Zero);
        var later = DateTimeOffset.UnixEpoch.AddYears(100);
        Assert.Equal(later, Assert.Single(_press.Open().Lanes(later)).SeenAt);
        Assert.NotEqual(later, Assert.Single(_press.Open(_press.Copy()).Lanes(later)).SeenAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon Slots=1")]
    [InlineData("-9223372036854775808 Requests/60=1,1,1,1,1,1,30,1")]
    public async Task A_snapshot_nobody_can_read_hides_no_lane(string snapshot)
    {
        await _press.RunAsync(["a"]);
        Keep("odd", snapshot);
        Keep("other", snapshot);
        Assert.Equal(["odd", "other"], _press.Open().Lanes(Then).Select(lane => lane.Name));
    }

    private static long Micros(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() * 1000;

    private void Keep(string lane, string snapshot, DateTimeOffset? at = null)
    {
        using var connection = new SqliteConnection($"Data Source={_press.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT OR REPLACE INTO lane VALUES ($lane, $snapshot, $at)";
        command.Parameters.AddWithValue("$lane", lane);
        command.Parameters.AddWithValue("$snapshot", snapshot);
        command.Parameters.AddWithValue("$at", Micros(at ?? Then));
        command.ExecuteNonQuery();
    }
}
