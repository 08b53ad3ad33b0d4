using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Sql.Examining;
using Pressrun.Sql.Views;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Journals;

/// <summary>
/// Stores as released versions left them, in the midst of a run: each is looked at, gone on with and replayed, to the
/// same figures.
/// </summary>
public sealed class JournalTests : IDisposable
{
    private const int Shown = 10;

    private readonly Shell _shell = new();

    public static TheoryData<string> Versions => [.. Fixture.All().Select(fixture => fixture.Version.ToString())];

    public void Dispose() => _shell.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_store_of_any_version_shows_the_figures_it_was_left_with(string version)
    {
        var (almanac, expected) = Take(version);
        Same(expected["found"]!, Figures.Found(almanac.Store, At(expected)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_journal_of_any_version_is_understood_as_it_was_meant(string version)
    {
        var (almanac, _) = Take(version);
        var meant = new Fixture(Version.Parse(version)).Journal.Split('\n');
        var understood = Reading.Of(Figures.RecordsOf(almanac.Store)).Split('\n');
        Assert.Equal(
            string.Join('\n', meant.Except(understood).Take(Shown)),
            string.Join('\n', understood.Except(meant).Take(Shown)));
        Assert.Equal(meant, understood);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_commands_show_a_store_of_any_version(string version)
    {
        var found = Take(version).Expected["found"]!;
        var (code, runs, error) = _shell.Run("runs");
        Assert.Equal((0, ""), (code, error));
        foreach (var run in found["runs"]!.AsArray())
        {
            Assert.Contains($"{run}".Split(' ')[1][..4], runs, StringComparison.Ordinal);
        }

        (code, var page, error) = _shell.Run("show");
        Assert.Equal((0, ""), (code, error));
        var most = new Money((long)found["unknown_micros"]!);
        Assert.Contains(LostWords.Of((int)found["unknown_calls"]!, most)!, page, StringComparison.Ordinal);
        foreach (var item in found["items"]!.AsArray().Select(item => $"{item}".Split(' ')))
        {
            Assert.Contains(
                page.Split('\n'), line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    is [var number, var state, ..] && number == item[0] && state == item[2]);
            (code, var history, error) = _shell.Run("show", $"latest/{item[0]}");
            Assert.Equal((0, ""), (code, error));
            Assert.Contains(item[1], history, StringComparison.Ordinal);
        }

        Assert.Contains("<entry>", _shell.Run("show", "latest/4/script", "--prompt").Output, StringComparison.Ordinal);
        Assert.Contains("30/min", _shell.Run("quotas").Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_run_of_any_version_goes_on_to_its_end_and_pays_for_nothing_twice(string version)
    {
        var (almanac, expected) = Take(version);
        var (answered, open) = Calls(almanac.Store);
        await GoOnAsync(almanac, expected);

        Assert.NotEmpty(answered);
        Assert.DoesNotContain(almanac.Sent, sending => answered.Contains(sending.Key));
        Assert.NotEmpty(open);
        foreach (var call in open)
        {
            Assert.Equal(
                [call.Attempt + 1],
                almanac.Sent.Where(sending => sending.Key == call.Key).Select(sending => sending.Attempt));
        }

        Assert.Empty(StoreExaminer.Look(almanac.Store)!.Faults);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_run_of_any_version_goes_on_just_the_same_by_its_journal_alone(string version)
    {
        var (almanac, expected) = Take(version);
        var connection = new SqliteConnection(
            $"Data Source={Path.Combine(almanac.Store, "pressrun.db")};Pooling=False");
        await using (connection)
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            var command = connection.CreateCommand();
            await using (command)
            {
                command.CommandText = "UPDATE run SET memo = NULL; DELETE FROM lane";
                Assert.NotEqual(0, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
            }
        }

        await GoOnAsync(almanac, expected);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_replay_of_any_version_sends_nothing_and_finds_every_result_as_it_was(string version)
    {
        var (almanac, expected) = Take(version);
        Same(expected["replayed"]!, Figures.Replayed(almanac));
        await almanac.RunAsync(At(expected));
        var end = Figures.Replayed(almanac);
        Same(expected["replayed_at_the_end"]!, end);
        Assert.Empty(end["would_be_sent"]!.AsArray());
        Assert.Empty(end["different"]!.AsArray());
    }

    private static async Task GoOnAsync(Almanac almanac, JsonObject expected)
    {
        var result = await almanac.RunAsync(At(expected));
        Assert.Equal(RunEnding.Complete, result.Ending);
        Same(expected["resumed"]!, Figures.Resumed(almanac.Store, result, almanac.Sent));
    }

    // Calls with a durable answer, and the last attempts of those that were sent and have none.
    private static (HashSet<CallKey> Answered, List<Record.Intent> Open) Calls(string store)
    {
        using var views = StoreViews.Open(store)!;
        var records = Figures.RecordsOf(store, views.Runs(1)[0].No);
        var answered = records.OfType<Record.Reply>().Where(reply => reply.Content.Outcome is Outcome.Answered)
            .Select(reply => reply.Key).ToHashSet();
        return (answered, [.. Figures.Fold(records).Open.Values.Select(open => open.Intent)
            .Where(intent => !answered.Contains(intent.Key)).GroupBy(intent => intent.Key)
            .Select(attempts => attempts.MaxBy(intent => intent.Attempt)!)]);
    }

    // What a later version tells beside the figures of an earlier one is its own.
    private static void Same(JsonNode expected, JsonObject found)
    {
        var names = expected.AsObject().Select(figure => figure.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var name in found.Select(figure => figure.Key).Where(name => !names.Contains(name)).ToList())
        {
            found.Remove(name);
        }

        Assert.Equal(Figures.Text(expected), Figures.Text(found));
    }

    private static DateTimeOffset At(JsonObject expected) =>
        DateTimeOffset.Parse((string)expected["again_at"]!, CultureInfo.InvariantCulture);

    private (Almanac Almanac, JsonObject Expected) Take(string version)
    {
        var fixture = new Fixture(Version.Parse(version));
        fixture.CopyTo(_shell.Folder);
        return (new(_shell.Folder), fixture.Expected);
    }
}
