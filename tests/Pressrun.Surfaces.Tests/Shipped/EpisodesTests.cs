using System.Text.Json;
using System.Text.Json.Nodes;
using Pressrun.Adapters.Tests.Rigging;

namespace Pressrun.Surfaces.Tests.Shipped;

/// <summary>Topics become research, scripts and narrated episodes, offline.</summary>
public sealed class EpisodesTests(EpisodeBatch made) : IClassFixture<EpisodeBatch>
{
    private static readonly string[] Files = ["episode.mp3", "meta.json", "research.json", "script.md"];

    [Fact]
    [Trait("Row", "EPI-22")]
    public void Every_episode_is_a_folder_with_all_that_belongs_to_it()
    {
        Assert.True(made.First.Code == 0, made.First.Output + made.First.Error);
        foreach (var episode in (string[])["001", "002", "003"])
        {
            var folder = made.Batch.Shell.PathOf($"offline/episodes/{episode}");
            Assert.Equal(Files, Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order());
        }

        using var meta = JsonDocument.Parse(
            File.ReadAllText(made.Batch.Shell.PathOf("offline/episodes/002/meta.json")));
        Assert.Equal((2, "Lighthouses and their timetables"), (meta.RootElement.GetProperty("episode").GetInt32(),
            meta.RootElement.GetProperty("title").GetString()));
    }

    [Fact]
    [Trait("Row", "EPI-08")]
    public void Research_has_facts_that_name_three_sources_which_were_found()
    {
        using var research = JsonDocument.Parse(
            File.ReadAllText(made.Batch.Shell.PathOf("offline/episodes/001/research.json")));
        var root = research.RootElement;
        Assert.Equal(["summary", "facts", "sources", "found"], root.EnumerateObject().Select(field => field.Name));
        Assert.All(
            root.GetProperty("facts").EnumerateArray(), fact => Assert.Matches(@" \[[1-3]\]$", fact.GetString()));
        Assert.Equal(3, root.GetProperty("sources").GetArrayLength());
        Assert.Equal(root.GetProperty("sources").GetRawText(), root.GetProperty("found").GetRawText());
    }

    [Fact]
    [Trait("Row", "EPI-32")]
    public void Every_prompt_knows_the_titles_of_the_whole_season_even_of_episodes_not_selected()
    {
        foreach (var stage in (string[])["research", "script"])
        {
            var prompt = made.Batch.Shell.Run("show", $"latest/1/{stage}", "--prompt").Output;
            Assert.Contains("10. Seeds in the ice", prompt, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Row", "EPI-15")]
    public void The_summary_has_the_names_of_the_original_batch_result()
    {
        using var document = made.Batch.Summary();
        var summary = document.RootElement;
        Assert.All(
            (string[])["batch_id", "configuration", "execution_summary", "results", "cost_breakdown", "issues_log",
                "checkpoints"],
            name => Assert.True(summary.TryGetProperty(name, out _), name));
        Assert.Matches(@"^episodes_[0-9]{8}_[0-9]{6}_[0-9a-f]{8}$", summary.GetProperty("batch_id").GetString());
        var results = summary.GetProperty("results");
        Assert.Equal(["1", "2", "3"], results.GetProperty("successful").EnumerateArray()
            .Select(key => key.GetString()));
        Assert.Equal(0, results.GetProperty("failed").GetArrayLength());
        Assert.Equal(0, results.GetProperty("revised").GetArrayLength());
        Assert.Equal(1, results.GetProperty("quality_average").GetDouble());
        Assert.Equal(3, summary.GetProperty("checkpoints").GetProperty("items_closed").GetInt32());
    }

    [Fact]
    [Trait("Row", "EPI-02")]
    public void The_record_of_an_episode_says_its_status_phases_score_and_cost()
    {
        using var summary = made.Batch.Summary();
        var item = summary.RootElement.GetProperty("results").GetProperty("items")[1];
        Assert.Equal("""
            {"key":"2","status":"done","stages_done":["research","script","voice","audio","package"],
            "stage":null,"cause":null,"score":1,"revisions":0,"usd":0}
            """.ReplaceLineEndings(""), Without(item, "title"));
    }

    [Fact]
    [Trait("Row", "EPI-15")]
    public void Costs_stand_by_stage_in_all_and_for_each_episode()
    {
        using var summary = made.Batch.Summary();
        var costs = summary.RootElement.GetProperty("cost_breakdown");
        Assert.All((string[])["total_usd", "per_item_usd", "cache_saved_usd"],
            name => Assert.Equal(0, costs.GetProperty(name).GetDecimal()));
        Assert.Equal(["season", "research", "script", "voice", "audio", "package", "repetition"],
            costs.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString()));
    }

    [Fact]
    [Trait("Row", "ALL-01")]
    public void A_second_run_asks_nobody_and_changes_no_file()
    {
        var before = made.Batch.Calls();
        Assert.Equal(0, made.Batch.Run("--limit", "3").Code);
        Assert.Equal(before, made.Batch.Calls());
        Assert.Equal(made.Tree, made.Batch.Tree);
    }

    [Fact]
    [Trait("Row", "ALL-01")]
    public async Task Killed_and_run_again_the_result_is_that_of_an_undisturbed_run()
    {
        using var batch = new Batch("episodes", EpisodeBatch.Shortened);
        var draws = new Random(7);
        var code = -1;
        for (var life = 0; code != 0; life++)
        {
            TimeSpan? after = life < 3 ? TimeSpan.FromMilliseconds(900 + draws.Next(4_000)) : null;
            (code, var text) = await batch.RunAsync(after, "--limit", "3");
            Assert.True(code is 0 or 137, text);
        }

        Assert.Equal(made.Tree, batch.Tree);
        batch.InspectCalls(EpisodeBatch.Items);
    }

    [Fact]
    [Trait("Row", "EPI-21")]
    public void One_stage_alone_can_be_run_on_what_is_there()
    {
        using var batch = new Batch("episodes", EpisodeBatch.Shortened);
        Assert.Equal(0, batch.Run("--limit", "2", "--select", "research").Code);
        Assert.Equal((2, 0), (batch.Calls()["research"], batch.Calls().GetValueOrDefault("script")));
        batch.Run("--limit", "2", "--select", "script");
        Assert.Equal((2, 4, 0), (batch.Calls()["research"], batch.Calls()["script"],
            batch.Calls().GetValueOrDefault("voice")));
    }

    [Fact]
    [Trait("Row", "EPI-12")]
    public void A_script_that_does_not_pass_buys_no_speech()
    {
        using var batch = new Batch("episodes", ("words between 4000 and 5200", "words between 120 and 200"),
            ("pass: score >= 0.85", "pass: score >= 1.5"));
        Assert.Equal(5, batch.Run("--limit", "2").Code);
        Assert.Equal(0, batch.Calls().GetValueOrDefault("voice"));
        Assert.False(Directory.Exists(batch.Shell.PathOf("offline/episodes/001/episode.mp3")));
    }

    [Theory]
    [Trait("Row", "EPI-01")]
    [InlineData("10-edge-cases.json", 12)]
    [InlineData("11-season-50.json", 50)]
    public void A_list_of_topics_becomes_as_many_episodes_awkward_and_equal_titles_among_them(string list, int episodes)
    {
        Assert.SkipUnless(episodes < 50 || Batch.IsWhole, "PRESSRUN_FULL_SETS=1 proves whole seasons.");
        using var batch = WithTopics(list, ("4000 and 5200", "120 and 200"));
        var (code, output, error) = batch.Run("--until", "script");
        Assert.True(code is 0 or 5, output + error);
        Assert.Equal(episodes, Directory.EnumerateFiles(
            batch.Shell.PathOf("offline/episodes"), "script.md", SearchOption.AllDirectories).Count());
    }

    [Fact]
    [Trait("Row", "EPI-01")]
    public void Nine_lists_of_topics_become_ninety_narrated_episodes()
    {
        Assert.SkipUnless(Batch.IsWhole, "PRESSRUN_FULL_SETS=1 proves whole seasons.");
        foreach (var list in Directory.EnumerateFiles(SharedData.Folder("episodes/topics"), "0*.json").Order())
        {
            using var batch = WithTopics(Path.GetFileName(list), EpisodeBatch.Shortened);
            var (code, output, error) = batch.Run();
            Assert.True(code == 0, $"{list}: {output}{error}");
            Assert.Equal(10, Directory.EnumerateFiles(
                batch.Shell.PathOf("offline/episodes"), "episode.mp3", SearchOption.AllDirectories).Count());
        }
    }

    // The lists name topics only; the shipped prompts also tell what the story is.
    private static Batch WithTopics(string list, params (string, string)[] changes)
    {
        var topics = JsonNode.Parse(File.ReadAllText(
            Path.Combine(SharedData.Folder("episodes/topics"), list)))!;
        foreach (var topic in topics["topics"]!.AsArray())
        {
            topic!["angle"] = topic["topic"]!.DeepClone();
        }

        var batch = new Batch("episodes", changes);
        batch.Shell.Write("topics.json", topics.ToJsonString());
        return batch;
    }

    private static string Without(JsonElement item, string name)
    {
        var fields = JsonObject.Create(item)!;
        fields.Remove(name);
        return fields.ToJsonString();
    }
}
