using System.Text.Json;
using Pressrun.Cli.Commands;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Sql.Views;
using Pressrun.Surfaces.Tests.FirstRun;
using Pressrun.Surfaces.Tests.Screens;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>What is known of limits, as it is looked at.</summary>
public sealed class QuotasTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly LaneView[] Lanes =
    [
        Lane("anthropic/sonnet", 2, 1_412, 3,
            Of(Unit.Requests, 50, 50, 37.2, KnownFrom.Headers),
            Of(Unit.InputTokens, 40_000, 40_000, 1_250, KnownFrom.Headers),
            Of(Unit.Requests, 1_000, 1_000, 612, KnownFrom.Given) with { Period = TimeSpan.FromDays(1) }),
        Lane("elevenlabs", 2, 300, 41, Slots(2, 0, KnownFrom.Refusals)),
        Lane("fetch/a.example", 0, 12, 0, Of(Unit.Requests, 1, 1, 1, KnownFrom.Given, 1), Slots(1, 1)),
        Lane("fetch/b.example", 1, 7, 2, Of(Unit.Requests, 1, 1, 0.3, KnownFrom.Given, 1), Slots(1, 0),
            Of(Unit.Requests, 20, 20, 13.4, KnownFrom.Given)),
        Lane("fetch/file", 0, 12, 0),
        Lane("groq", 0, 9, 1, Of(Unit.Requests, 48.2137, 60, -2.25, KnownFrom.Refusals),
            Of(Unit.Requests, 100, 20, 20, KnownFrom.Given, 3600) with { IsWindow = true }),
        Lane("new", 1, 1, 0, new LimitView(Unit.Tokens, 0, Minute, KnownFrom.Nothing)),
        Lane("voice", 0, 0, 0, Of(Unit.Characters, 500_000, 500_000, 81_234, KnownFrom.Given, 30 * 24 * 3600)),
        Lane("wordy\u001b[2J 日本", 0, 0, 0,
            new LimitView(Unit.Requests, 0, Minute, KnownFrom.Nothing) { RatePerSecond = 1, Capacity = 1, Room = 1 }),
    ];

    [Theory]
    [InlineData(null, false)]
    [InlineData(80, false)]
    [InlineData(80, true)]
    [InlineData(100, false)]
    [InlineData(50, false)]
    public void The_table_is_as_approved(int? width, bool isAll)
    {
        using var output = new StringWriter { NewLine = "\n" };
        QuotasCommand.Show(output, [new("podcast", "7f3a", Lanes)], isAll, _ => "09:31", width, hasColor: false);
        Golden.Hold($"quotas-{width?.ToString() ?? "file"}{(isAll ? "-all" : "")}", output.ToString());
    }

    [Fact]
    public void Of_several_stores_each_line_says_which()
    {
        using var output = new StringWriter { NewLine = "\n" };
        QuotasCommand.Show(
            output, [new("podcast", "7f3a", Lanes[1..2]), new("podcast.offline", "01c9", Lanes[1..2])], isAll: false,
            _ => "09:31", 80, hasColor: false);
        var lines = output.ToString().Split('\n');
        Assert.StartsWith("podcast          elevenlabs  2 at once", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("podcast.offline  elevenlabs  2 at once", lines[2], StringComparison.Ordinal);
        Assert.Equal("asked and refused are of the latest run: 7f3a, 01c9", lines[3]);
        Assert.All(lines, line => Assert.InRange(Cells.Width(line), 0, 80));
    }

    [Fact]
    public void What_a_process_left_behind_has_nothing_in_flight()
    {
        var left = Lanes[1] with { InFlight = null };
        var row = new QuotaRows(isAll: false, _ => "").Of([left]).Single();
        Assert.Equal("–", row[4].Text);
    }

    [Fact]
    public void Where_nothing_was_asked_a_line_says_so_and_all_is_well()
    {
        using var shell = new Shell();
        var (code, output, error) = shell.Run("quotas");
        Assert.Equal((0, "", "nothing has been asked here yet; `pressrun run` begins\n"), (code, output, error));
        Assert.Equal("{\"type\":\"pressrun\",\"schema\":\"1.0\"}\n", shell.Run("quotas", "--json").Output);
    }

    [Theory]
    [InlineData("quotas")]
    [InlineData("runs")]
    [InlineData("show")]
    public void What_was_named_and_is_not_there_is_said(string command)
    {
        using var shell = Bench.Make("one");
        shell.Run("run", "p.yaml");
        Assert.Equal((2, "", "nofile.yaml: there is no such file; leave it out for the runs of this folder\n"),
            shell.Run(command, "-f", "nofile.yaml"));
        Assert.Equal((2, "", "--store: there is no folder `nowhere`; leave it out for .pressrun of this folder\n"),
            shell.Run(command, "--store", "nowhere"));
    }

    [Fact]
    public void Before_the_first_run_a_store_need_not_be_there_for_all_to_be_well()
    {
        using var shell = Bench.Make("one");
        Assert.DoesNotContain("nowhere", shell.Run("doctor", "--store", "nowhere").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--store", ".pressrun")]
    [InlineData("--file", "p.yaml")]
    public void What_a_run_asked_is_counted_by_lane(params string[] words)
    {
        using var shell = Bench.Make("one", "two", "three");
        shell.Run("run", "p.yaml");
        var (code, output, error) = shell.Run(["quotas", .. words]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains(output.Split('\n'), line => Words(line) is ["fetch/file", "none", "–", "3", "0", _]);
        Assert.Contains(output.Split('\n'), line =>
            Words(line) is ["folder", "4", "at", "once", "given", "4/4", "–", "3", "0", _]);
    }

    [Fact]
    public void Several_limits_of_one_kind_and_those_of_stages_stand_in_lines_of_their_own()
    {
        using var shell = Bench.Make("one");
        shell.Write("p.yaml", File.ReadAllText(shell.PathOf("p.yaml"))
            .Replace("stages:", "providers: { folder: { limits: [50/min, 3/min, 1000/day] } }\nstages:",
                StringComparison.Ordinal)
            .Replace("    save:", "    limits: [5/min, 3 at once]\n    save:", StringComparison.Ordinal));
        var (code, _, error) = shell.Run("run", "p.yaml");
        Assert.True(code == 0, error);
        var lines = shell.Run("quotas").Output.Split('\n').Select(Words).ToList();
        Assert.Equal(["3/min", "50/min", "1000/day", "4"],
            lines.Where(line => line is ["folder", ..]).Select(line => line[1]));
        Assert.Contains(lines, line => line is ["stage", "script", "5/min", "given", _, "–", "2", "0", _]);
        Assert.Contains(lines, line => line is ["stage", "script", "3", "at", "once", "given", "3/3"]);
    }

    [Theory]
    [InlineData(0.97, "1/1.2")]
    [InlineData(0.5, "0.5/1.2")]
    [InlineData(-0.02, "0/1.2")]
    public void Room_that_is_nearly_a_whole_call_is_one(double room, string told)
    {
        var lane = Lane("a", 0, 0, 0, Of(Unit.Requests, 6, 1.2, room, KnownFrom.Given));
        Assert.Equal(told, new QuotaRows(isAll: false, _ => "").Of([lane]).Single()[3].Text);
    }

    [Fact]
    public void Programs_get_every_lane_with_its_limits()
    {
        using var shell = Bench.Make("one");
        shell.Run("run", "p.yaml");
        var lanes = shell.Run("quotas", "--json").Output.TrimEnd('\n').Split('\n')[1..]
            .Select(line => JsonElement.Parse(line)).ToList();
        Assert.All(lanes, lane => Assert.Equal("quota", lane.GetProperty("type").GetString()));
        var folder = lanes.Single(lane => lane.GetProperty("lane").GetString() == "folder");
        Assert.Equal(("p", JsonValueKind.Null, 1L),
            (folder.GetProperty("store").GetString(), folder.GetProperty("in_flight").ValueKind,
                folder.GetProperty("asked").GetInt64()));
        var limit = folder.GetProperty("limits").EnumerateArray().Single();
        Assert.Equal(("at_once", 4, "given"),
            (limit.GetProperty("unit").GetString(), limit.GetProperty("amount").GetInt32(),
                limit.GetProperty("from").GetString()));
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static LaneView Lane(string name, int inFlight, long asked, long refused, params LimitView[] limits) =>
        new(name, limits)
        {
            SeenAt = DateTimeOffset.UnixEpoch,
            InFlight = inFlight,
            Asked = asked,
            Refused = refused,
        };

    private static LimitView Of(
        Unit unit, double amount, double capacity, double room, KnownFrom from, double periodSeconds = 60) =>
        new(unit, amount, TimeSpan.FromSeconds(periodSeconds), from)
        {
            Capacity = capacity,
            Room = room,
            RatePerSecond = amount / periodSeconds,
        };

    private static LimitView Slots(int slots, int room, KnownFrom from = KnownFrom.Given) =>
        new(Unit.Slots, slots, default, from) { Capacity = slots, Room = room };
}
