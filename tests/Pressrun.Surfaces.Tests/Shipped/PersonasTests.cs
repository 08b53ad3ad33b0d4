using Pressrun.Adapters.Tests.Rigging;
using Pressrun.Pipelines.Texts;

namespace Pressrun.Surfaces.Tests.Shipped;

/// <summary>Profiles become seven chunks and one transcript, offline.</summary>
public sealed class PersonasTests
{
    [Fact]
    [Trait("Row", "PER-03")]
    public void Each_person_is_eight_calls_one_after_the_other_and_one_transcript()
    {
        using var batch = new Batch("personas");
        var (code, output, error) = batch.Run();
        Assert.True(code == 0, output + error);
        Assert.Equal((42, 6), (batch.Calls()["chunk"], batch.Calls()["transcript"]));
        var transcripts = Directory.EnumerateFiles(batch.Shell.PathOf("offline/transcripts")).Order().ToList();
        Assert.Equal(["ferry_pilot_01_ines.md", "map_restorer_03_wen.md"],
            transcripts.Take(2).Select(Path.GetFileName));
        Assert.All(transcripts, path => Assert.InRange(WordCount.Of(File.ReadAllText(path)), 2_000, 6_000));
        var prompts = batch.Shell.Run("show", "latest/1/chunk", "--prompt").Output;
        var places = Enumerable.Range(1, 7).Select(part => prompts.IndexOf(
            $"You write part {part} of 7", StringComparison.Ordinal)).ToList();
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain(-1, places);

        var tree = batch.Tree;
        Assert.Equal(0, batch.Run().Code);
        Assert.Equal((42, 6), (batch.Calls()["chunk"], batch.Calls()["transcript"]));
        Assert.Equal(tree, batch.Tree);
    }

    [Fact]
    [Trait("Row", "PER-15")]
    public void What_a_cache_saved_is_said_and_nothing_is_said_as_nothing()
    {
        using var batch = new Batch("personas");
        Assert.Equal(0, batch.Run("--limit", "1").Code);
        using var summary = batch.Summary();
        var costs = summary.RootElement.GetProperty("cost_breakdown");
        Assert.Equal(0, costs.GetProperty("cache_saved_usd").GetInt32());
        Assert.All(costs.GetProperty("stages").EnumerateArray(),
            stage => Assert.Equal(0, stage.GetProperty("tokens_cached").GetInt32()));
    }

    [Fact]
    [Trait("Row", "PER-15")]
    public void A_prompt_that_does_not_begin_with_what_is_to_be_cached_is_refused()
    {
        using var batch = new Batch("personas", ("cache: persona", "cache: profile"));
        var (code, _, error) = batch.Shell.Run("check", "personas.yaml");
        Assert.Equal(2, code);
        Assert.Contains("`prompts/chunk-1.md` does not begin with it", error, StringComparison.Ordinal);
        Assert.Contains("(7 errors", error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "PER-03")]
    public void A_prompt_that_a_range_needs_and_that_is_not_there_is_named()
    {
        using var batch = new Batch("personas", ("1..7", "1..8"));
        var (code, _, error) = batch.Shell.Run("check", "personas.yaml");
        Assert.Equal(2, code);
        Assert.Contains("there is no file `prompts/chunk-8.md`", error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "PER-04")]
    public void Without_a_chain_all_seven_are_asked_without_the_one_before()
    {
        using var batch = new Batch("personas", ("chain: true", "chain: false"));
        var (code, output, error) = batch.Run("--limit", "1");
        Assert.True(code == 0, output + error);
        Assert.Equal(7, batch.Calls()["chunk"]);
    }

    [Fact]
    [Trait("Row", "PER-09")]
    public void One_person_can_be_named()
    {
        using var batch = new Batch("personas");
        Assert.Equal(0, batch.Run("--items", "night_baker_02_joseph").Code);
        Assert.Equal("night_baker_02_joseph.md", Path.GetFileName(
            Assert.Single(Directory.EnumerateFiles(batch.Shell.PathOf("offline/transcripts")))));
        Assert.Contains("Did you mean `night_baker_02_joseph`", batch.Run("--items", "night_baker_02_josef").Error,
            StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "PER-02")]
    public async Task Killed_in_the_middle_nothing_is_asked_twice()
    {
        using var calm = new Batch("personas");
        Assert.Equal(0, calm.Run("--limit", "3").Code);
        using var batch = new Batch("personas");
        var draws = new Random(11);
        var code = -1;
        for (var life = 0; code != 0; life++)
        {
            TimeSpan? after = life < 3 ? TimeSpan.FromMilliseconds(500 + draws.Next(1_500)) : null;
            (code, var text) = await batch.RunAsync(after, "--limit", "3");
            Assert.True(code is 0 or 137, text);
        }

        Assert.Equal(calm.Tree, batch.Tree);
        batch.InspectCalls(3);
    }

    [Fact]
    [Trait("Row", "PER-01")]
    public void Files_that_lie_side_by_side_are_as_many_people_and_their_index_is_none()
    {
        using var batch = new Batch("personas", ("personas/*/profile.json", "personas/*_*.json"));
        var folder = batch.Shell.PathOf("personas");
        foreach (var file in Directory.EnumerateFiles(SharedData.Folder("personas"), "*.json"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var checkedFile = batch.Shell.Run("check", "personas.yaml").Output;
        Assert.Contains("132 items", checkedFile, StringComparison.Ordinal);
        var people = Batch.IsWhole ? 132 : 4;
        var (code, output, error) = batch.Run("--limit", Batch.IsWhole ? "132" : "4");
        Assert.True(code == 0, output + error);
        Assert.Equal((7 * people, people), (batch.Calls()["chunk"], batch.Calls()["transcript"]));
    }
}
