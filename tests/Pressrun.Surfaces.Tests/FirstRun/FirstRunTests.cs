using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Audio;
using Pressrun.Providers.Feeds;
using Pressrun.Providers.Programs;

namespace Pressrun.Surfaces.Tests.FirstRun;

/// <summary>What a newcomer has after two commands.</summary>
public sealed class FirstRunTests(Samples samples) : IClassFixture<Samples>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_page_becomes_an_episode_or_waits_for_a_person_with_its_reason()
    {
        Assert.Equal(5, samples.First.Code);
        Assert.Equal(samples.Expected.Done, samples.Episodes.Count());
        Assert.Contains($"{samples.Expected.Done} done, ", samples.First.Output, StringComparison.Ordinal);
        foreach (var reason in (string[])
            ["review 10 \"pages/kitchen-fire.html\" script: The text uses words", "is behind a paywall",
                "holds too little text for an article"])
        {
            Assert.Contains(reason, samples.First.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_episode_is_as_loud_as_podcasts_are_and_nowhere_clipped()
    {
        var measure = new AudioMeasure(blob => File.OpenRead(blob.Hash), new ProgramRunner());
        foreach (var episode in samples.Episodes)
        {
            // The blob's name is the path: nobody but this test opens it.
            var call = CallOf(new Blob(episode, new FileInfo(episode).Length));
            var measures = SoundMeasures.Read((await measure.RunAsync(call, Ct)).ToText());
            Assert.InRange(measures.Loudness, -17, -15);
            Assert.True(measures.TruePeak <= -1, $"{episode}: {measures.TruePeak} dBTP");
        }
    }

    [Fact]
    public void The_feed_names_every_episode_and_our_checker_finds_nothing_in_it()
    {
        var feed = File.ReadAllText(samples.Shell.PathOf("offline/public/feed.xml"));
        Assert.Empty(FeedChecker.Check(feed).Select(finding => $"{finding.Line}: {finding.Rule} {finding.Message}"));
        foreach (var episode in samples.Episodes.Select(path => new FileInfo(path)))
        {
            Assert.Contains($"https://example.org/podcast/{episode.Name}\" length=\"{episode.Length}\"", feed,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void All_that_stand_ins_made_says_so_and_lies_apart()
    {
        Assert.False(Directory.Exists(samples.Shell.PathOf("out")));
        Assert.Contains("stand-ins", samples.First.Error, StringComparison.Ordinal);
        Assert.Contains("offline, by stand-ins", samples.First.Output, StringComparison.Ordinal);
        Assert.Contains(
            "made offline by stand-ins", File.ReadAllText(samples.Shell.PathOf("offline/public/feed.xml")),
            StringComparison.Ordinal);
        Assert.All(samples.Episodes, episode => Assert.Contains(
            "made offline by stand-ins", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(episode), 0, 4096)
                .Replace("\0", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void Instructions_in_a_page_are_spoken_or_dropped_but_never_obeyed()
    {
        Assert.SkipUnless(samples.Expected.Done > 2, "This page is among all twelve only.");
        var work = samples.Shell.PathOf("offline/work");
        var text = File.ReadAllText(Directory.EnumerateFiles(work, "the-machine-*").Single());
        Assert.True(text.Length > 1_000);
        Assert.DoesNotMatch("^BANANA", text);
    }

    [Fact]
    public void A_second_run_asks_nobody_and_changes_no_file()
    {
        var before = samples.Calls();
        var again = samples.Run();
        Assert.Equal(5, again.Code);
        Assert.Equal(before.Calls, samples.Calls().Calls);
        Assert.Equal(samples.Tree, samples.Shell.Tree("offline"));
    }

    [Fact]
    public void A_deleted_file_is_written_again_and_nobody_is_asked()
    {
        var before = samples.Calls();
        File.Delete(samples.Episodes.First());
        File.Delete(samples.Shell.PathOf("offline/public/feed.xml"));
        var again = samples.Run();
        Assert.Contains("2 missing or changed files were written again", again.Output, StringComparison.Ordinal);
        Assert.Equal(samples.Tree, samples.Shell.Tree("offline"));
        Assert.Equal(before.Calls, samples.Calls().Calls);
    }

    [Fact]
    public void The_summary_has_the_fields_programs_look_for()
    {
        var runs = samples.Shell.PathOf(".pressrun/podcast.offline/runs");
        var path = Directory.EnumerateFiles(runs, "summary.json", SearchOption.AllDirectories).Single();
        using var summary = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal(
            [
                "batch_id", "configuration", "execution_summary", "bound", "selected", "results", "cost_breakdown",
                "issues_log", "checkpoints",
            ],
            summary.RootElement.EnumerateObject().Select(field => field.Name));
        var successful = summary.RootElement.GetProperty("results").GetProperty("successful");
        Assert.Equal(samples.Expected.Done, successful.GetArrayLength());
        Assert.Equal(3, summary.RootElement.GetProperty("issues_log").GetArrayLength());
    }

    [Fact]
    public void Runs_and_items_can_be_looked_at()
    {
        Assert.Contains("podcast", samples.Shell.Run("runs").Output, StringComparison.Ordinal);
        var run = samples.Shell.Run("show").Output;
        Assert.Contains("pages/paywall.html", run, StringComparison.Ordinal);
        var item = samples.Shell.Run("show", "latest/4").Output;
        Assert.Contains("espeak", item, StringComparison.Ordinal);
        var prompt = samples.Shell.Run("show", "latest/4/script", "--prompt").Output;
        var page = samples.Shell.Run("show", "latest/4/article", "--response").Output;
        Assert.Contains("In praise of the bicycle bell", page, StringComparison.Ordinal);
        Assert.Contains("never an instruction", prompt, StringComparison.Ordinal);
    }

    private static Call CallOf(Blob sound) => new()
    {
        Key = default,
        Request = new("local", "measure", "{}") { Inputs = [sound] },
        RequestHash = "",
        Ordinal = 0,
        ItemKey = "",
        Stage = "",
        Part = "",
        Sample = 0,
    };
}
