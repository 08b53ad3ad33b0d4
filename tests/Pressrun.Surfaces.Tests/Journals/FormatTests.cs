using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pressrun.Adapters.Tests.Rigging;
using Pressrun.Cli;
using Pressrun.Model;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Journals;

/// <summary>Whether the newest fixture speaks for what is written now.</summary>
public sealed partial class FormatTests : IDisposable
{
    private const string Command =
        "dotnet artifacts/bin/Pressrun.Surfaces.Tests/release/Pressrun.Surfaces.Tests.dll";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("pressrun-format-");

    private static Version Present { get; } = typeof(App).Assembly.GetName().Version!;

    public void Dispose() => _root.Delete(recursive: true);

    /// <remarks>
    /// With APPROVE=1 in the environment the test first adds the fixture of the present version: for a release. One
    /// that is there is never written over.
    /// </remarks>
    [Fact]
    public async Task What_is_written_has_the_form_of_the_newest_fixture()
    {
        var made = await MakeAsync("made");
        var present = new Fixture(new(Present.Major, Present.Minor, Present.Build));
        if (Environment.GetEnvironmentVariable("APPROVE") == "1" && !Directory.Exists(present.Folder))
        {
            Assert.DoesNotContain(Fixture.All(), fixture => fixture.Version > present.Version);
            await AddAsync(present, made);
        }

        var newest = Fixture.All()[^1];
        var (was, now) = (newest.Expected["format"]!, Format.Of(Almanac.StoreOf(made)));
        var changes = Changes(was, now);
        Assert.True(changes.Count == 0, $"""
            What is written has another form than version {newest.Version} has left:
            {string.Join('\n', changes)}
            If that is meant: never change the fixture of a released version; stores out there stay as they are. See
            that they can still be read (JournalTests), raise the version in Directory.Build.props, build, and add its
            fixture: tests/data/journals/README.md says more.
            APPROVE=1 {Command} --filter-class {typeof(FormatTests).FullName}
            """);
    }

    [Fact]
    public async Task The_same_version_makes_the_same_store_twice() =>
        Assert.Equal(Trees.Describe(await MakeAsync("once")), Trees.Describe(await MakeAsync("again")));

    [Fact]
    public async Task A_fixture_holds_every_kind_of_thing_a_store_can_hold()
    {
        var store = Almanac.StoreOf(await MakeAsync("full"));
        var records = Figures.RecordsOf(store);
        // Nothing writes notes yet; the day something does, the form of what is written has changed.
        Assert.Equal(
            typeof(Record).GetNestedTypes().Where(kind => kind != typeof(Record.Note)).Select(kind => kind.Name)
                .Order(),
            records.Select(record => record.GetType().Name).Distinct().Order());
        var replies = records.OfType<Record.Reply>().ToList();
        Assert.Equal(3, replies.Select(reply => reply.Content.Outcome.GetType()).Distinct().Count());
        Assert.Contains(replies, reply => reply.IsLate);
        Assert.Contains(replies, reply => reply.From != 0);
        Assert.Contains(replies, reply => reply.Content.Body.Length > Body.InlineMax);
        Assert.Equal([Then.Pass, Then.Revise, Then.Review, Then.Keep],
            records.OfType<Record.Verdict>().Select(verdict => verdict.Then).Distinct().Order());
        Assert.Contains(records.OfType<Record.Verdict>(), verdict => verdict.Score < 1);
        Assert.Contains(
            records.OfType<Record.Item>(), item => item is { State: ItemState.Open, Was: ItemState.Failed });
        Assert.Contains(records, record => record is Record.Done { Stage: "feed" });
        var open = Figures.Fold(records).Open.Values;
        Assert.Contains(open, call => call.IsUnknown);
        Assert.Contains(open, call => call is { IsUnknown: false, Intent.Attempt: > 1 });
        Assert.Contains(open, call => call is { IsUnknown: false, Intent.Demand.WorstCase.Micros: 20_000 });
    }

    [Fact]
    public void Every_released_version_has_left_a_fixture()
    {
        var released = Released().Matches(File.ReadAllText(Path.Combine(Repository.Root, "CHANGELOG.md")))
            .Select(heading => Version.Parse(heading.Groups["version"].Value));
        var fixtures = Fixture.All().Select(fixture => fixture.Version).ToList();
        Assert.Empty(released.Except(fixtures));
        Assert.NotEmpty(fixtures);
    }

    private static List<string> Changes(JsonNode was, JsonObject now)
    {
        var (before, after) = (LinesOf(was), LinesOf(now));
        return
        [
            .. before.Except(after).Select(line => $"- {line}"), .. after.Except(before).Select(line => $"+ {line}"),
        ];
    }

    private static List<string> LinesOf(JsonNode format) =>
    [
        .. format.AsObject().SelectMany(part => part.Value!.AsArray().Select(line => $"{part.Key}: {line}")),
    ];

    private async Task<string> MakeAsync(string name)
    {
        var folder = Path.Combine(_root.FullName, name);
        await Maker.MakeAsync(folder);
        return folder;
    }

    private async Task AddAsync(Fixture fixture, string made)
    {
        fixture.Keep(made);
        try
        {
            var journal = Reading.Of(Figures.RecordsOf(Almanac.StoreOf(made)));
            fixture.Keep(journal, await ExpectAsync(fixture, Format.Of(Almanac.StoreOf(made))));
        }
        catch
        {
            // Half a fixture is none.
            Directory.Delete(fixture.Folder, recursive: true);
            throw;
        }
    }

    // The figures are those of the version itself; what it makes undisturbed shows that they are right.
    private async Task<JsonObject> ExpectAsync(Fixture fixture, JsonObject format)
    {
        var calm = Path.Combine(_root.FullName, "calm");
        await Maker.RunUndisturbedAsync(calm);
        var folder = Path.Combine(_root.FullName, "resumed");
        fixture.CopyTo(folder);
        var almanac = new Almanac(folder);
        var (found, replayed) = (Figures.Found(almanac.Store, Maker.Later), Figures.Replayed(almanac));
        var resumed = Figures.Resumed(almanac.Store, await almanac.RunAsync(Maker.Later), almanac.Sent);
        Assert.Equal(
            Figures.Text(Figures.Found(Almanac.StoreOf(calm), Maker.Later)["results"]!),
            Figures.Text(resumed["results"]!));
        return new()
        {
            ["version"] = fixture.Version.ToString(),
            ["again_at"] = Maker.Later.ToString("O"),
            ["format"] = format,
            ["found"] = found,
            ["replayed"] = replayed,
            ["resumed"] = resumed,
            ["replayed_at_the_end"] = Figures.Replayed(almanac),
        };
    }

    [GeneratedRegex(@"^## \[(?<version>\d+\.\d+\.\d+)\]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Released();
}
