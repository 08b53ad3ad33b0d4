using System.Text;
using Pressrun.Model;
using Pressrun.Providers.Offline;

namespace Pressrun.Adapters.Tests.Offline;

/// <summary>The offline model as a provider.</summary>
public sealed class OfflineProviderTests
{
    [Fact]
    public void It_has_as_many_slots_as_there_are_processors() =>
        Assert.Equal(
            [Limit.AtOnce(Environment.ProcessorCount) with { IsCeiling = true }],
            Desk.Provider.Profile.LaneOf("extractive").Limits);

    [Fact]
    public void It_costs_nothing() =>
        Assert.Equal(new Demand(3, 3, 0, Money.Zero), Desk.Provider.Estimate(Desk.Call("0123456789")));

    [Fact]
    public async Task Its_reply_says_that_it_is_a_stand_in()
    {
        var reply = await Desk.SendAsync("<a>\nThe ship sailed — “früh”.\n</a>");
        Assert.Equal("{\"text\":\"The ship sailed — “früh”.\",\"stand_in\":\"extractive\"}", reply.Body.ToText());
        Assert.Equal((Outcome.Answered.Instance, Money.Zero), (reply.Outcome, reply.Cost));
    }

    [Fact]
    public async Task Tokens_are_a_quarter_of_the_characters()
    {
        var reply = await Desk.SendAsync("<a>\nThe ship sailed.\n</a>");
        Assert.Equal(new Usage(Input: 7, Output: 4), reply.Usage);
    }

    [Fact]
    public async Task The_same_question_has_the_same_answer()
    {
        var (first, second) = (await Desk.SendAsync(Prompt), await Desk.SendAsync(Prompt));
        Assert.Equal(first.Body.ToText(), second.Body.ToText());
    }

    [Theory]
    [InlineData("gpt", "{}", "The offline provider has no model gpt; write offline/extractive.")]
    [InlineData("extractive", "{}", "The request has no prompt; give the stage one.")]
    [InlineData("extractive", "[1]", "The request has no prompt; give the stage one.")]
    [InlineData("extractive", "nothing", "The request cannot be read: it is not valid JSON.")]
    [InlineData("extractive", "{\"prompt\": \"\\ud83d\"}", "The request cannot be read: it is not valid JSON.")]
    [InlineData("extractive", "{\"prompt\": \" … 12 \"}",
        "The prompt holds no sentence that could be spoken; check what its data block is filled with.")]
    public async Task A_question_it_cannot_answer_is_a_failure_that_says_why(string model, string content, string cause)
    {
        var reply = await Desk.Provider.SendAsync(Desk.Call(content, model), 1, TestContext.Current.CancellationToken);
        Assert.Equal(new Outcome.Failed(Failure.Permanent, cause), reply.Outcome);
    }

    [Fact]
    public void A_reply_that_was_kept_as_a_blob_is_read_from_it()
    {
        var provider = new OfflineProvider(
            blob => new MemoryStream(Encoding.UTF8.GetBytes("{\"text\":\"" + blob.Hash + "\"}")));
        var reply = new Reply(Outcome.Answered.Instance, new Body(new Blob("abc", 3)));
        Assert.Equal("abc", provider.Read(Desk.Call("{}"), reply).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"text\": 1}")]
    [InlineData("{\"tex")]
    public void A_reply_that_is_damaged_is_said_to_be(string body) =>
        Assert.Throws<FormatException>(() => Desk.Provider.Read(
            Desk.Call("{}"), new Reply(Outcome.Answered.Instance, Body.FromText(body))));

    [Fact]
    public async Task Nothing_is_found_after_a_lost_reply() =>
        Assert.Null(await Desk.Provider.FindAsync(Desk.Call("{}"), 1, TestContext.Current.CancellationToken));

    private const string Prompt = "Clean it.\n\n<article>\nOne is here. Two is there.\n</article>";
}
