using System.Security.Cryptography;
using System.Text;

namespace Pressrun.Providers.Espeak;

/// <summary>Which of espeak-ng's voices speaks.</summary>
internal static class EspeakVoices
{
    private const string Fallback = "en-us";

    private const string Plain = "default";

    // A tag as people write it, where it is not the name espeak-ng has for it (version 1.51).
    private static readonly Dictionary<string, string> ByTag = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = Fallback,
        ["fr"] = "fr-fr",
        ["no"] = "nb",
        ["nn"] = "nb",
        ["zh"] = "cmn",
        ["es-MX"] = "es-419",
        ["es-AR"] = "es-419",
        ["es-CO"] = "es-419",
        ["es-US"] = "es-419",
        ["en-AU"] = "en-gb",
        ["en-IE"] = "en-gb",
        ["en-NZ"] = "en-gb",
        ["en-ZA"] = "en-gb",
    };

    // Only names from this list ever become an argument.
    private static readonly HashSet<string> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cmn", "cs", "cy", "da", "de", "el", "en-gb", "en-us",
        "eo", "es", "es-419", "et", "eu", "fa", "fi", "fr-be", "fr-ch", "fr-fr", "ga", "gd", "gu", "he", "hi", "hr",
        "ht", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "kn", "ko", "la", "lb", "lt", "lv", "mk", "ml", "mr",
        "ms", "mt", "nb", "ne", "nl", "pa", "pl", "pt", "pt-br", "ro", "ru", "si", "sk", "sl", "sq", "sr", "sv", "sw",
        "ta", "te", "th", "tr", "tt", "uk", "ur", "uz", "vi",
    };

    private static readonly string[] Variants =
        ["f1", "f2", "f3", "f4", "f5", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8"];

    /// <summary>The name to hand to espeak-ng.</summary>
    /// <param name="language">
    /// A language tag such as <c>de</c> or <c>pt-BR</c>; anything else is American English.
    /// </param>
    /// <param name="speaker">
    /// <c>default</c>, one of the variants, or any name at all, which always gets the same variant.
    /// </param>
    public static string Of(string language, string speaker)
    {
        var voice = OfLanguage(language.Trim().Replace('_', '-'));
        return speaker.Length == 0 || speaker == "*" || speaker == Plain ? voice : $"{voice}+{VariantOf(speaker)}";
    }

    private static string OfLanguage(string tag)
    {
        // From the most to the least exact: zh-Hant-TW, zh-Hant, zh.
        for (var end = tag.Length; end > 0; end = tag.LastIndexOf('-', end - 1))
        {
            var name = ByTag.GetValueOrDefault(tag[..end], tag[..end]);
            if (Languages.TryGetValue(name, out var voice))
            {
                return voice;
            }
        }

        return Fallback;
    }

    private static string VariantOf(string speaker) => Variants.Contains(speaker)
        ? speaker
        : Variants[SHA256.HashData(Encoding.UTF8.GetBytes(speaker))[0] % Variants.Length];
}
