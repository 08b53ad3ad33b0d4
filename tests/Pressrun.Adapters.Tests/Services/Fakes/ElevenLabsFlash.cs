using System.Globalization;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>The cheap model of ElevenLabs, which tells half a credit for a character and nothing else.</summary>
internal sealed class ElevenLabsFlash : ElevenLabsSpeech
{
    public override string Model => "eleven_flash_v2_5";

    protected override int Price => 50;

    protected override IEnumerable<KeyValuePair<string, string>> Counts(int characters) =>
        [new("character-cost", (characters / 2).ToString(CultureInfo.InvariantCulture))];
}
