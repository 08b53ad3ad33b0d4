using System.Text.Json;
using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services;

public sealed class PerplexityAgentTests : ServiceConformance
{
    private protected override FakeVendor Vendor { get; } = new PerplexityAgent();

    [Fact]
    public async Task It_may_search_once_unless_the_stage_says_otherwise()
    {
        var request = await RequestAsync();
        Assert.Equal("perplexity/sonar", request.Text("model"));
        Assert.Equal("""[{"type":"web_search"}]""", request.Body.GetProperty("tools").GetRawText());
        Assert.Equal(1, request.Body.GetProperty("max_tool_calls").GetInt32());
        Assert.Equal(500, request.Body.GetProperty("max_output_tokens").GetInt32());
    }

    [Fact]
    public async Task Without_tools_it_does_not_search()
    {
        var request = await RequestAsync("""{"prompt":"Tell of the night.","max_tool_calls":0}""");
        Assert.False(request.Body.TryGetProperty("tools", out _));
        Assert.Equal(0, request.Body.GetProperty("max_tool_calls").GetInt32());
    }

    [Fact]
    public void Each_search_more_raises_the_worst_case_by_its_price_and_what_it_may_find()
    {
        var (one, three) = (Worst(1), Worst(3));
        Assert.InRange((three - one).Micros, 2 * (5_000 + 8_192), 2 * (5_000 + 8_192 + 100));

        Money Worst(int searches) => Service().Estimate(
            CallOf($$"""{"prompt":"Tell of the night.","max_tool_calls":{{searches}}}""")).WorstCase;
    }

    [Fact]
    public async Task A_preset_stands_in_place_of_a_model_and_keeps_its_own_tools()
    {
        var content = """{"prompt":"Tell of the night.","max_tokens":500,"system":"Be brief."}""";
        await Service().SendAsync(Calls.Of("preset/fast", content), 1, TestContext.Current.CancellationToken);
        var request = Last();
        Assert.Null(Vendor.Objection(request));
        Assert.Equal(("fast", null, "Be brief."), (
            request.Text("preset"), request.Text("model"), request.Text("instructions")));
        Assert.False(request.Body.TryGetProperty("tools", out _));
        Assert.False(request.Body.TryGetProperty("max_tool_calls", out _));
    }

    [Fact]
    public async Task A_form_and_an_answer_to_continue_are_sent_in_its_form()
    {
        var content = """{"prompt":"Tell.","so_far":"It was","form":{"type":"object"}}""";
        Assert.Equal(Outcome.Answered.Instance, (await AskAsync(content)).Reply.Outcome);
        var request = await RequestAsync(content);
        Assert.Equal("""{"type":"object"}""", request.Body.GetProperty("response_format").GetProperty("json_schema")
            .GetProperty("schema").GetRawText());
        Assert.Equal(["user", "assistant", "user"], request.Body.GetProperty("input").EnumerateArray()
            .Select(one => one.GetProperty("role").GetString()));
    }

    [Fact]
    [Trait("Row", "EPI-31")]
    public async Task What_the_search_returned_follows_an_answer_that_was_to_have_a_form()
    {
        var (_, formed) = await AskAsync("""{"prompt":"Tell.","form":{"type":"object"}}""");
        Assert.Equal($$"""
            It was a quiet night.
            {"found":["{{string.Join("\",\"", PerplexityAgent.Found)}}"]}
            """.ReplaceLineEndings("\n"), formed!.Text);
        var (_, text) = await AskAsync("""{"prompt":"Tell."}""");
        Assert.Equal("It was a quiet night.", text!.Text);
    }

    [Fact]
    public async Task What_it_says_it_costs_is_booked_and_rounded_up()
    {
        Answer(_ => Told(
            """{"input_tokens":123,"output_tokens":45,"cost":{"currency":"USD","total_cost":0.0051432}}"""));
        var (reply, _) = await AskAsync();
        Assert.Equal((new Usage(123, Output: 45), new Money(5144), "stated"), (reply.Usage, reply.Cost, reply.Tariff));
    }

    [Theory]
    [InlineData("""{"currency":"EUR","total_cost":0.01}""")]
    [InlineData("""{"currency":"USD","total_cost":-0.01}""")]
    [InlineData("""{"currency":"USD","total_cost":1e99}""")]
    [InlineData("""{"currency":"USD","total_cost":"free"}""")]
    [InlineData("7")]
    public async Task A_cost_that_cannot_be_is_worked_out_from_the_price(string cost)
    {
        Answer(_ => Told($$"""{"input_tokens":123,"output_tokens":45,"cost": {{cost}} }"""));
        var (reply, _) = await AskAsync();
        Assert.Equal(("perplexity/sonar@2026-09-27", new Money(5144)), (reply.Tariff, reply.Cost));
    }

    [Fact]
    public async Task Cached_and_reasoning_tokens_are_parts_of_what_is_told()
    {
        var (reply, _) = await AskAsync("""{"prompt":"Tell.","max_tool_calls":0}""");
        Assert.Equal(new Usage(36, 64, 0, 0, 50, 20), reply.Usage);
    }

    [Fact]
    public async Task What_broke_off_in_the_middle_is_an_error_and_paid()
    {
        Answer(_ => new(200, """
            {"status":"failed","error":{"message":"the model broke","code":500},
             "output":[{"type":"message","content":[{"type":"output_text","text":"It"}]}],
             "usage":{"input_tokens":9,"output_tokens":1,"cost":{"total_cost":0.005}}}
            """));
        var reply = await Service().SendAsync(CallOf(), 1, TestContext.Current.CancellationToken);
        Assert.Equal(Failure.Transient, Assert.IsType<Outcome.Failed>(reply.Outcome).Class);
        Assert.Equal(new Money(5000), reply.Cost);
    }

    [Fact]
    public void One_call_a_second_goes_and_never_fifty_at_once()
    {
        var limit = Assert.Single(Service().Profile.LaneOf("sonar").Limits);
        Assert.Equal((50, 1), (limit.Amount, limit.Capacity));
    }

    private static FakeReply Told(string usage) => new(200, JsonSerializer.Serialize(JsonDocument.Parse($$"""
        {"status":"completed","model":"perplexity/sonar","output":[{"type":"message","content":[{"text":"It was."}]}],
         "usage": {{usage}} }
        """)));
}
