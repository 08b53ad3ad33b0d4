using System.Text.Json;
using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Adapters.Tests.Services;

public sealed class AnthropicChatTests : ServiceConformance
{
    private protected override FakeVendor Vendor { get; } = new AnthropicChat();

    [Fact]
    public async Task Fresh_written_and_read_tokens_are_told_apart()
    {
        var (reply, _) = await AskAsync("""{"prompt":"Tell of the night.","max_tokens":500,"cache":"5m"}""");
        Assert.Equal(new Usage(36, 64, 10, 0, 50, 20), reply.Usage);
    }

    [Fact]
    public async Task What_is_written_for_an_hour_is_booked_as_that()
    {
        var (reply, _) = await AskAsync("""{"prompt":"Tell of the night.","max_tokens":500,"cache":"1h"}""");
        Assert.Equal(new Usage(36, 64, 0, 10, 50, 20), reply.Usage);
        Assert.Equal(1237, reply.Cost.Micros); // 36 × 4 + 64 × 0.20 + 10 × 8 + 50 × 20, rounded up
    }

    [Fact]
    public async Task A_cache_is_asked_for_at_the_top_and_after_what_all_calls_share()
    {
        await AskAsync("""{"prompt":"Tell.","system":"Be brief.","cache":"1h"}""");
        Assert.Equal("1h", Sent.GetProperty("cache_control").GetProperty("ttl").GetString());
        var shared = Sent.GetProperty("system")[0];
        Assert.Equal("Be brief.", shared.GetProperty("text").GetString());
        Assert.Equal("1h", shared.GetProperty("cache_control").GetProperty("ttl").GetString());
        Assert.Equal("Tell.", Sent.GetProperty("messages")[0].GetProperty("content").GetString());
    }

    [Fact]
    [Trait("Row", "PER-15")]
    public async Task A_cache_named_after_a_block_ends_where_that_block_ends()
    {
        await AskAsync("""{"prompt":"<persona>\nA keeper.\n</persona>\n\nAsk her.","cache":"persona"}""");
        Assert.False(Sent.TryGetProperty("cache_control", out _));
        var blocks = Sent.GetProperty("messages")[0].GetProperty("content");
        Assert.Equal("<persona>\nA keeper.\n</persona>\n", blocks[0].GetProperty("text").GetString());
        Assert.Equal("5m", blocks[0].GetProperty("cache_control").GetProperty("ttl").GetString());
        Assert.Equal("\nAsk her.", blocks[1].GetProperty("text").GetString());
        Assert.False(blocks[1].TryGetProperty("cache_control", out _));
    }

    [Fact]
    public async Task A_prompt_without_that_block_is_sent_as_it_is()
    {
        await AskAsync("""{"prompt":"Ask her.","cache":"persona"}""");
        Assert.Equal("Ask her.", Sent.GetProperty("messages")[0].GetProperty("content").GetString());
    }

    [Fact]
    public async Task What_a_stage_passes_on_reaches_the_service_once()
    {
        await AskAsync("""
            {"prompt":"Tell.","temperature":1,"stream":true,"system":"Be brief.","form":{"type":"object"},
             "output_config":{"effort":"low","format":"x"}}
            """);
        Assert.Equal(1, Sent.GetProperty("temperature").GetInt32());
        Assert.False(Sent.TryGetProperty("stream", out _));
        Assert.Equal("Be brief.", Sent.GetProperty("system").GetString());
        Assert.Equal(8192, Sent.GetProperty("max_tokens").GetInt64());
        Assert.Equal("""{"effort":"low","format":{"type":"json_schema","schema":{"type":"object"}}}""",
            Sent.GetProperty("output_config").GetRawText());
    }

    [Fact]
    public async Task The_rest_of_an_answer_is_asked_for_in_words()
    {
        await AskAsync("""{"prompt":"Tell.","so_far":"It was"}""");
        Assert.Equal(["user: Tell.", "assistant: It was", "user: Continue"], Sent.GetProperty("messages")
            .EnumerateArray().Select(message => $"{message.GetProperty("role").GetString()}: "
                + message.GetProperty("content").GetString()!.Split(" exactly")[0]));
    }

    [Fact]
    public async Task An_answer_so_far_without_a_word_is_none()
    {
        await AskAsync("""{"prompt":"Tell.","so_far":" \n"}""");
        Assert.Equal(1, Sent.GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task A_refusal_is_no_answer()
    {
        var (_, answer) = await AskAsync("""{"prompt":"Tell what may not be told."}""");
        Assert.Equal("I would rather not.", answer.Declined);
    }

    [Fact]
    public void Models_that_share_a_limit_share_a_lane()
    {
        string[] models =
            ["claude-sonnet-4-6", "claude-sonnet-4-5-20250929", "claude-sonnet-5-5", "claude-sonnet-5"];
        var service = Service(SettingsOf() with { Models = models });
        Assert.Equal(["it/sonnet-4", "it/sonnet-4", "it/claude-sonnet-5-5", "it/claude-sonnet-5"],
            models.Select(model => service.Profile.LaneOf(model).Name));
    }

    [Theory]
    [InlineData("claude-fable-5-1")]
    [InlineData("claude-opus-5-5")]
    [InlineData("claude-opus-4-8")]
    [InlineData("claude-sonnet-4-6")]
    [InlineData("claude-haiku-4-5")]
    public void Every_model_reads_its_limits_from_the_headers(string model)
    {
        var lane = Service(SettingsOf() with { Models = [model] }).Profile.LaneOf(model);
        var headers = new Dictionary<string, string> { ["date"] = "Sun, 22 Nov 2026 09:59:40 GMT" };
        foreach (var unit in (string[])["requests", "input-tokens", "output-tokens"])
        {
            headers[$"anthropic-ratelimit-{unit}-limit"] = $"{unit.Length}000";
            headers[$"anthropic-ratelimit-{unit}-remaining"] = $"{unit.Length}00";
            headers[$"anthropic-ratelimit-{unit}-reset"] = "2026-11-22T10:00:00Z";
        }

        Assert.Equal([(8000, 800, 20), (12000, 1200, 20), (13000, 1300, 20)], HeaderReader.Read(lane, headers)!.Limits
            .Select(one => ((int?)one.Limit, (int?)one.Remaining, (int?)one.ResetSeconds)));
        Assert.Equal([1, 1000, 1000], lane.Limits.Select(limit => limit.Headers!.Step));
        Assert.True(lane.Limits[1].CacheReadsFree);
        Assert.Equal(Charge.Actual, lane.Limits[2].Charge);
    }

    private JsonElement Sent => Requests.Last().Body;
}
