namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>A voice of OpenAI that is billed by tokens of text and of sound; the answer tells neither.</summary>
internal sealed class OpenAiTokenSpeech : OpenAiSpeech
{
    public override string Model => "gpt-4o-mini-tts";

    public override bool TellsUsage => false;

    // A token is four letters; a second of sound is 20.8 tokens and 15 letters.
    protected override long MicrosOf(string text) =>
        (long)decimal.Ceiling((0.60m * text.Length / 4) + (12m * 20.8m * text.Length / 15));
}
