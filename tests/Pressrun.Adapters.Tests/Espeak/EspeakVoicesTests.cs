using Pressrun.Adapters.Tests.Audio;
using Pressrun.Providers.Espeak;
using Pressrun.Providers.Programs;

namespace Pressrun.Adapters.Tests.Espeak;

/// <summary>From a language and a speaker to a voice.</summary>
public sealed class EspeakVoicesTests
{
    [Theory]
    [InlineData("en", "en-us")]
    [InlineData("EN-us", "en-us")]
    [InlineData("en_GB", "en-gb")]
    [InlineData("en-AU", "en-gb")]
    [InlineData("de-AT", "de")]
    [InlineData("fr", "fr-fr")]
    [InlineData("fr-CA", "fr-fr")]
    [InlineData("ja", "ja")]
    [InlineData("es-MX", "es-419")]
    [InlineData("pt-BR", "pt-br")]
    [InlineData("zh-Hant-TW", "cmn")]
    [InlineData("no", "nb")]
    [InlineData("xx", "en-us")]
    [InlineData("", "en-us")]
    [InlineData("-", "en-us")]
    [InlineData("--path=/tmp", "en-us")]
    [InlineData("../../../voice", "en-us")]
    public void A_language_has_a_voice(string language, string voice) =>
        Assert.Equal(voice, EspeakVoices.Of(language, "default"));

    [Theory]
    [InlineData("f3", "de+f3")]
    [InlineData("*", "de")]
    [InlineData("", "de")]
    public void A_speaker_is_a_variant(string speaker, string voice) =>
        Assert.Equal(voice, EspeakVoices.Of("de", speaker));

    [Theory]
    [InlineData("George")]
    [InlineData("--path=/tmp")]
    [InlineData("../x")]
    public void Any_name_is_a_speaker_who_keeps_the_voice(string name)
    {
        Assert.Matches("^en-us\\+[fm][1-8]$", EspeakVoices.Of("en", name));
        Assert.Equal(EspeakVoices.Of("en", name), EspeakVoices.Of("en", name));
    }

    [Theory]
    [InlineData("ja", "こんにちは")]
    [InlineData("de", "Guten Tag")]
    [InlineData("ru", "Привет")]
    [InlineData("cmn", "你好")]
    [InlineData("en", "Hello")]
    public async Task The_program_has_every_voice_that_is_named_here(string language, string text)
    {
        var result = await Shelf.Runner.RunAsync(
            new("espeak-ng", ["-v", EspeakVoices.Of(language, "f5"), "--stdin", "--stdout"])
            {
                Input = text,
                OutputMax = 10_000_000,
            },
            Shelf.Token);
        Assert.Equal(0, Assert.IsType<ProgramResult.Ended>(result).Code);
    }
}
