using System.Text.Json;
using Pressrun.Adapters.Tests.Audio;
using Pressrun.Model;
using Pressrun.Providers.Audio;
using Pressrun.Providers.Espeak;
using Pressrun.Providers.Programs;

namespace Pressrun.Adapters.Tests.Espeak;

/// <summary>Speech by the real program.</summary>
public sealed class EspeakProviderTests
{
    private readonly EspeakProvider _provider = new();

    [Fact]
    public async Task A_text_becomes_a_WAV_and_the_same_bytes_every_time()
    {
        var first = await SpeakAsync("Good morning, this is a test.");
        Assert.Equal(first, await SpeakAsync("Good morning, this is a test."));
        var format = Wav.Read(new MemoryStream(first));
        Assert.Equal(("wav", 22_050, 1), (format.Kind, format.SampleRate, format.Channels));
        Assert.InRange(format.Duration.TotalSeconds, 1, 4);
    }

    // Each pair must sound alike: what is on the left is only text, as it is on the right.
    [Theory]
    [InlineData("Say [[h@l'oU]] now", "Say ((h@l'oU)) now")]
    [InlineData("Say [\u00AD[h@l'oU]] now", "Say (\u00AD(h@l'oU)) now")]
    [InlineData("Say [\u0001[h@l'oU]] now", "Say ( (h@l'oU)) now")]
    [InlineData("One \u000190P two", "One  90P two")]
    [InlineData("One \u0000 two", "One two")]
    [InlineData("One \uE000\uDBFF two", "One  two")]
    [InlineData("One\ttwo\r\nthree", "One two \nthree")]
    public async Task Signs_that_command_the_program_are_only_text(string hostile, string plain) =>
        Assert.Equal(await SpeakAsync(plain), await SpeakAsync(hostile));

    [Fact]
    public async Task Phonemes_in_brackets_would_have_been_spoken_as_such()
    {
        // The proof that the rows above could fail.
        var raw = await Shelf.Runner.RunAsync(
            new("espeak-ng", ["-v", "en-us", "-s", "165", "-b", "1", "--stdin", "--stdout"])
            {
                Input = "Say [[h@l'oU]] now",
                OutputMax = 10_000_000,
            },
            Shelf.Token);
        var wav = Assert.IsType<ProgramResult.Ended>(raw).Output.ToArray();
        Assert.True(Wav.Complete(wav) > 0);
        Assert.NotEqual(wav, await SpeakAsync("Say [[h@l'oU]] now"));
    }

    [Theory]
    [InlineData("-v de --path=/tmp hello")]
    [InlineData("--help")]
    [InlineData("-f secrets.txt")]
    [InlineData("`id` $(id) ; id | id && id")]
    public async Task A_text_like_an_option_or_a_command_is_spoken(string text) =>
        Assert.InRange(Wav.Read(new MemoryStream(await SpeakAsync(text))).Duration.TotalSeconds, 0.5, 15);

    [Fact]
    public async Task Markup_is_not_obeyed()
    {
        var wav = await SpeakAsync("""Hi <break time="20s"/> <audio src="x.wav"/> there""");
        Assert.InRange(Wav.Read(new MemoryStream(wav)).Duration.TotalSeconds, 1, 15);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("... --- !!!")]
    [InlineData("[[]]")]
    [InlineData("\u0000\u0001\uE000")]
    public async Task A_text_without_words_is_refused_for_good(string text) => Assert.Equal(
        new Outcome.Failed(
            Failure.Permanent, "the text has no words to speak: leave it out, or mend the stage that wrote it"),
        (await SendAsync(text)).Outcome);

    [Theory]
    [InlineData("{}", "cannot be read")]
    [InlineData("no JSON", "cannot be read")]
    [InlineData("""{"text":7}""", "cannot be read")]
    [InlineData("""{"text":"hello","rate":5000}""", "rate must be between 80 and 450")]
    public async Task A_wrong_request_is_refused_for_good(string content, string cause)
    {
        var reply = await _provider.SendAsync(Shelf.CallOf("default", content), 1, Shelf.Token);
        var failure = Assert.IsType<Outcome.Failed>(reply.Outcome);
        Assert.Equal(Failure.Permanent, failure.Class);
        Assert.Contains(cause, failure.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_beyond_the_limit_is_refused_for_good() =>
        Assert.IsType<Outcome.Failed>((await SendAsync(new string('a', 20_001))).Outcome);

    [Fact]
    public async Task Another_rate_speaks_faster() => Assert.True(
        (await SpeakAsync("One two three four five six seven.", rate: 300)).Length
            < (await SpeakAsync("One two three four five six seven.")).Length);

    [Fact]
    public async Task Two_speakers_differ() =>
        Assert.NotEqual(await SpeakAsync("Hello there.", voice: "f2"), await SpeakAsync("Hello there.", voice: "m3"));

    [Fact]
    public async Task Without_the_program_the_message_says_what_to_install()
    {
        var provider = new EspeakProvider(new ProgramRunner("/nowhere"));
        var reply = await provider.SendAsync(
            Shelf.CallOf("default", """{"text":"hello"}"""), 1, Shelf.Token);
        var failure = Assert.IsType<Outcome.Failed>(reply.Outcome);
        Assert.Equal(Failure.Permanent, failure.Class);
        Assert.StartsWith("espeak-ng is not installed:", failure.Cause, StringComparison.Ordinal);
        Assert.EndsWith("apt-get install espeak-ng", failure.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_given_up_has_an_unknown_outcome()
    {
        var reply = await _provider.SendAsync(
            Shelf.CallOf("default", """{"text":"hello"}"""), 1, new CancellationToken(canceled: true));
        Assert.IsType<Outcome.Unknown>(reply.Outcome);
    }

    [Fact]
    public async Task It_costs_nothing_and_counts_characters()
    {
        var call = Shelf.CallOf("default", """{"text":"hello"}""");
        Assert.Equal(new Demand(0, 0, 5, Money.Zero), _provider.Estimate(call));
        var reply = await _provider.SendAsync(call, 1, Shelf.Token);
        Assert.Equal((5, Money.Zero), (reply.Usage.Characters, reply.Cost));
    }

    [Fact]
    public void The_answer_is_the_blob()
    {
        var blob = new Blob(new string('a', 64), 9);
        var call = Shelf.CallOf("default", "{}");
        Assert.Equal(new("", blob), _provider.Read(call, new(Outcome.Answered.Instance, new Body(blob))));
        Assert.Throws<FormatException>(() => _provider.Read(call, new(Outcome.Answered.Instance, Body.Empty)));
    }

    [Fact]
    public void As_many_texts_are_spoken_at_once_as_it_was_told() =>
        Assert.Equal(
            Limit.AtOnce(3) with { IsCeiling = true },
            Assert.Single(new EspeakProvider(3).Profile.LaneOf("f1").Limits));

    private async Task<byte[]> SpeakAsync(string text, int rate = 165, string voice = "default")
    {
        var reply = await SendAsync(text, rate, voice);
        Assert.Equal(Outcome.Answered.Instance, reply.Outcome);
        return reply.Body.Bytes.ToArray();
    }

    private Task<Reply> SendAsync(string text, int rate = 165, string voice = "default") => _provider.SendAsync(
        Shelf.CallOf(voice, JsonSerializer.Serialize(new { text, language = "en", rate })), 1, Shelf.Token);
}
