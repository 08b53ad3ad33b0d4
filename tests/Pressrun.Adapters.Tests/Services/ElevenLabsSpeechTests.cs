using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services;

public sealed class ElevenLabsSpeechTests : ServiceConformance
{
    private protected override FakeVendor Vendor { get; } = new ElevenLabsSpeech();

    [Theory]
    [InlineData("George", "JBFqnCBsd6RMkjVDRZzb")]
    [InlineData("george", "JBFqnCBsd6RMkjVDRZzb")]
    [InlineData("EXAVITQu4vr4xnSDxMaL", "EXAVITQu4vr4xnSDxMaL")]
    public async Task A_voice_is_a_name_or_an_id(string voice, string id)
    {
        var request = await RequestAsync($$"""{"text":"Good evening.","voice":"{{voice}}"}""");
        Assert.Equal($"/v1/text-to-speech/{id}?output_format=mp3_44100_128", request.Path);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../../v1/user")]
    [InlineData("x?output_format=pcm_44100#")]
    public async Task No_voice_leads_to_another_path(string voice)
    {
        var request = await RequestAsync($$"""{"text":"Good evening.","voice":"{{voice}}"}""");
        Assert.StartsWith("/v1/text-to-speech/", request.Path);
        Assert.EndsWith("?output_format=mp3_44100_128", request.Path);
    }

    [Fact]
    public async Task What_is_set_of_a_voice_and_what_stands_around_a_part_reaches_it()
    {
        var content = """
            {"text":"Good evening.","voice":"Sarah","stability":0.4,"use_speaker_boost":true,"seed":7,"style":0,
             "previous_text":"Before.","next_text":"After.","output_format":"pcm_44100"}
            """;
        Assert.Equal(Outcome.Answered.Instance, (await AskAsync(content)).Reply.Outcome);
        var request = await RequestAsync(content);
        Assert.Equal("""{"stability":0.4,"style":0,"use_speaker_boost":true}""",
            request.Body.GetProperty("voice_settings").GetRawText());
        Assert.Equal((7, "Before.", "After."), (
            request.Body.GetProperty("seed").GetInt32(), request.Text("previous_text"), request.Text("next_text")));
    }

    [Fact]
    public async Task A_voice_that_costs_two_credits_a_character_is_booked_as_two()
    {
        Answer(request => Vendor.Answer(request, new()) with
        {
            Headers = [new("x-character-count", "13"), new("character-cost", "26")],
        });
        Assert.Equal(new Money(2600), (await AskAsync()).Reply.Cost);
    }

    [Theory]
    [InlineData("x-other", "7")]
    [InlineData("x-character-count", "9223372036854775807")]
    [InlineData("x-character-count", "99999999999999999999")]
    [InlineData("character-cost", "-5")]
    [InlineData("character-cost", "1e3")]
    public async Task Without_a_count_that_can_be_the_characters_of_the_text_are_booked(string name, string value)
    {
        Answer(request => Vendor.Answer(request, new()) with { Headers = [new(name, value)] });
        Assert.Equal(new Money(1300), (await AskAsync()).Reply.Cost);
    }
}
