using Pressrun.Model;
using Pressrun.Pipelines.Files;
using Pressrun.Providers.Espeak;
using Pressrun.Providers.Feeds;
using Pressrun.Providers.Folders;
using Pressrun.Providers.Local;
using Pressrun.Providers.Offline;
using Pressrun.Providers.Web;
using Pressrun.Seams;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>Limits that are right as they stand and can never count: <c>check</c> says so.</summary>
public sealed class NotesTests
{
    [Theory]
    [InlineData("offline: { limits: { \"nomatch*\": 5/min } }",
        "`nomatch*` matches no model of `offline` (there is: extractive), so its limits never count")]
    [InlineData("local: { limits: { \"nomatch*\": 5/min } }",
        "`nomatch*` matches no model of `local` (there is: extract join measure run html page epub), so its limits "
            + "never count")]
    [InlineData("openai: { key: env:X, limits: { \"gpt-*\": 5/min } }",
        "`gpt-*` matches no model of `openai` (the pipeline names none), so its limits never count")]
    [InlineData("offline: { limits: { \"*\": 5/min, \"extr*\": 1/min } }",
        "`extr*` comes too late: patterns above it match the same models, and the first that matches counts; "
            + "put the narrower one first")]
    [InlineData("fetch: { limits: [5 tokens/min] }",
        "limit `5 tokens/min` never counts: calls of `fetch` use no tokens; "
            + "limit their number, such as `50/min` or `2 at once`")]
    [InlineData("pages: { kind: fetch, limits: 5 tokens/min }",
        "limit `5 tokens/min` never counts: calls of `pages` use no tokens; "
            + "limit their number, such as `50/min` or `2 at once`")]
    [InlineData("local: { limits: [5 input tokens/min] }",
        "limit `5 input tokens/min` never counts: calls of `local` use no tokens; "
            + "limit their number, such as `50/min` or `2 at once`")]
    [InlineData("offline: { limits: 5 characters/min }",
        "limit `5 characters/min` never counts: calls of `offline` use no characters; "
            + "limit their number, such as `50/min` or `2 at once`")]
    [InlineData("fetch: { limits: [5/min, 5/min] }", "limit `5/min` is written twice; once is enough")]
    [InlineData("offline: { limits: [5/min, 20/min] }", "limit `20/min` never counts: `5/min` beside it allows less")]
    public void A_limit_without_use_is_a_note(string provider, string expected)
    {
        var (code, output, error) = Check($"providers:\n  {provider}\n");
        Assert.Equal(0, code);
        var line = Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.Matches("^p\\.yaml:12:[0-9]+: ", line);
        Assert.EndsWith($": {expected}", line, StringComparison.Ordinal);
        Assert.Contains("is right", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_of_a_stage_without_use_is_a_note()
    {
        var error = Check("", "    limits: [5 characters/min, 2 at once, 3 at once]\n").Error.TrimEnd('\n').Split('\n');
        Assert.Equal(2, error.Length);
        Assert.Contains("calls of stage `script` use no characters", error[0], StringComparison.Ordinal);
        Assert.Contains("limit `3 at once` never counts: `2 at once` beside it", error[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("offline: { limits: { \"extr*\": [5 tokens/min, 2 at once] } }")]
    [InlineData("offline: { limits: { \"extr*\": 5/min, \"*\": 20/min } }")]
    [InlineData("fetch: { limits: { \"*.example.org\": 5/min, \"*\": 20/min } }")]
    [InlineData("espeak: { limits: [500 characters/min, 5/s, 100/hour] }")]
    [InlineData("openai: { key: env:X, limits: [5 tokens/min, 5 characters/min] }")]
    public void A_limit_that_may_count_is_none(string provider) =>
        Assert.Equal((0, ""), (Check($"providers:\n  {provider}\n") is var (code, _, error) ? (code, error) : default));

    [Fact]
    public void Programs_get_the_note_with_its_place()
    {
        using var shell = Make("providers:\n  fetch: { limits: [5/min, 5/min] }\n", "");
        var line = Assert.Single(
            shell.Run("check", "--json").Output.Split('\n'), line => line.Contains("note", StringComparison.Ordinal));
        Assert.Contains("\"line\":12,\"column\":28", line, StringComparison.Ordinal);
        Assert.Contains("is written twice", line, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_told_of_the_built_in_is_what_it_says_of_itself()
    {
        using var fetch = new FetchProvider(new() { Folder = "." }, TimeProvider.System);
        Assert.Equal("1 at once, 1/s", Limits(fetch.Profile.LaneOf("a.example")));
        Assert.Equal("", Limits(fetch.Profile.LaneOf("file")));
        Assert.Equal("1/s and 1 at once for each host, files without limit", ProviderKind.Find("fetch")!.Limits);
        var all = $"{Environment.ProcessorCount} at once";
        foreach (var (provider, limits) in (IEnumerable<(IProvider, string)>)
            [
                (new FolderProvider(".", Open), "4 at once"), (new FeedProvider(".", Open, _ => default), "1 at once"),
                (new LocalProvider(Open), all), (new OfflineProvider(Open), all), (new EspeakProvider(), all),
            ])
        {
            var kind = ProviderKind.Find(provider.Profile.Provider)!;
            Assert.Equal(limits, Limits(provider.Profile.LaneOf("any")));
            Assert.Equal(limits == all ? "as many at once as the machine has processors" : limits, kind.Limits);
        }
    }

    private static Stream Open(Blob blob) => Stream.Null;

    private static string Limits(Lane lane) => string.Join(", ", lane.Limits);

    private static (int Code, string Output, string Error) Check(string providers, string script = "")
    {
        using var shell = Make(providers, script);
        return shell.Run("check", "p.yaml");
    }

    private static Shell Make(string providers, string script)
    {
        var shell = Bench.Make("one");
        shell.Write("p.yaml", $"{File.ReadAllText(shell.PathOf("p.yaml"))}\n{script}{providers}");
        return shell;
    }
}
