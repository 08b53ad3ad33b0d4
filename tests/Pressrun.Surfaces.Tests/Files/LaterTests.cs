using Pressrun.Pipelines.Files;

namespace Pressrun.Surfaces.Tests.Files;

/// <summary>What is understood, but not carried out yet.</summary>
public sealed class LaterTests
{
    [Fact]
    public void A_file_of_todays_keys_asks_for_nothing_later() =>
        Assert.Empty(PipelineFile.NotYet(Samples.Read(Samples.Tales)));

    [Fact]
    public void Everything_later_is_named_once_where_it_stands()
    {
        string[] expected =
        [
            "25 `start_when`", "25 `output` of `run`", "42 `use`",
        ];
        Assert.Equal(
            expected.Select(line => line + " is not carried out by this version yet"),
            PipelineFile.NotYet(Samples.Read(Samples.Saga)).Select(error => $"{error.At.Line} {error.Message}"));
    }

    [Fact]
    public void What_is_switched_off_is_not_asked_for() => Assert.Empty(
        PipelineFile.NotYet(Samples.Read(Samples.Tales.Replace("once: true", "once: true, manual: false"))));

    [Theory]
    [InlineData("s3://x")]
    [InlineData("git://x")]
    public void A_later_target_is_named(string target) => Assert.Equal(
        "`put` to `" + target.Split("://")[0] + "://` is not carried out by this version yet",
        Assert.Single(PipelineFile.NotYet(Samples.Read(Samples.Tales.Replace("feed://public/feed.xml", target))))
            .Message);

    [Fact]
    public void A_database_server_is_for_later()
    {
        var text = Samples.Tales.Replace("items: tales.txt", "items: { from: postgres://db/tales, query: q.sql }");
        Assert.Equal("reading items from PostgreSQL is not carried out by this version yet",
            Assert.Single(PipelineFile.NotYet(Samples.Read(text))).Message);
        Assert.Empty(PipelineFile.NotYet(Samples.Read(text.Replace("postgres://db/tales", "sqlite:a.db"))));
    }
}
