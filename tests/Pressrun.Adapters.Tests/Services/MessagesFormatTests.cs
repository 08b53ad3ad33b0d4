using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Anthropic;

namespace Pressrun.Adapters.Tests.Services;

public sealed class MessagesFormatTests
{
    [Fact]
    public void What_is_written_to_a_cache_lives_five_minutes_where_nothing_else_is_told() =>
        Assert.Equal(new Usage(36, 64, 10, 0, 50, 0), Read("""
            {"input_tokens":36,"cache_creation_input_tokens":10,"cache_read_input_tokens":64,"output_tokens":50}
            """));

    [Fact]
    public void What_is_written_for_both_lifetimes_is_split() =>
        Assert.Equal(new Usage(36, 64, 7, 3, 50, 0), Read("""
            {"input_tokens":36,"cache_creation_input_tokens":10,"cache_read_input_tokens":64,"output_tokens":50,
             "cache_creation":{"ephemeral_5m_input_tokens":7,"ephemeral_1h_input_tokens":3}}
            """));

    [Fact]
    public void No_more_is_written_for_an_hour_than_is_written() =>
        Assert.Equal(new Usage(36, 0, 0, 10, 50, 0), Read("""
            {"input_tokens":36,"cache_creation_input_tokens":10,"output_tokens":50,
             "cache_creation":{"ephemeral_1h_input_tokens":30}}
            """));

    [Theory]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("""{"input_tokens":-1}""")]
    [InlineData("""{"input_tokens":"36"}""")]
    [InlineData("""{"input_tokens":9000000000000000000,"cache_read_input_tokens":9000000000000000000}""")]
    public void A_usage_nobody_can_mean_is_none(string usage) => Assert.Null(Read(usage));

    [Theory]
    [InlineData("end_turn", false)]
    [InlineData("max_tokens", true)]
    [InlineData("model_context_window_exceeded", true)]
    [InlineData("pause_turn", true)]
    [InlineData("a_reason_of_tomorrow", false)]
    public void A_reason_to_stop_says_whether_more_would_come(string reason, bool isTruncated)
    {
        var reply = new Reply(Outcome.Answered.Instance, Body.FromText(
            $$"""{"content":[{"type":"text","text":"It was"}],"stop_reason":"{{reason}}"}"""));
        var answer = Format().Read(Calls.Of("claude-opus-5-5", "{\"prompt\":\"Tell.\"}"), reply);
        Assert.Equal(("It was", isTruncated, null), (answer.Text, answer.IsTruncated, answer.Declined));
    }

    private static MessagesFormat Format() => new("/v1/messages", cachesByItself: true);

    private static Usage? Read(string usage)
    {
        using var body = JsonDocument.Parse($$"""{"usage":{{usage}}}""");
        return Format().ReadUsage(body.RootElement, new Dictionary<string, string>());
    }
}
