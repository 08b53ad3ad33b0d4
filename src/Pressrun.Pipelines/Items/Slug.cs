using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// Text as a name for files, addresses and command lines: <c>[a-z0-9-]</c>, 1 to 60 characters, the same for the same
/// text on every machine.
/// </summary>
internal static class Slug
{
    /// <summary>The most characters of a slug.</summary>
    public const int LengthMax = 60;

    private const int HashLength = 10;
    private const int BodyMax = LengthMax - HashLength - 1;
    private const int BodyMin = 30;

    // Marks that follow their letter, and what is written inside a word without parting it.
    private static readonly SearchValues<char> Silent = SearchValues.Create("'`´‘’ʼʹ\u00AD\u200B\u200C\u200D\uFEFF");

    // Device names, which Windows gives to no file, whatever follows the dot.
    private static readonly HashSet<string> Reserved = new(
        [
            "con", "prn", "aux", "nul",
            .. Enumerable.Range(1, 9).SelectMany(number => new[] { $"com{number}", $"lpt{number}" }),
        ],
        StringComparer.Ordinal);

    /// <summary>
    /// The slug of a text. What letters and digits it cannot spell or hold, a short hash of the whole text stands for,
    /// so that 日本 and 中国 do not become one file; of signs and spaces only a hyphen is left.
    /// </summary>
    public static string Of(string text)
    {
        var (body, isWhole) = Spell(text);
        return isWhole && IsName(body) ? body : WithHash(body, text);
    }

    /// <summary>
    /// A slug that no other text has: with the hash unless only case was lost and spaces became hyphens. It depends on
    /// the text alone, not on what else there is, so that it stays when other lines come and go.
    /// </summary>
    public static string Apart(string text)
    {
        var (body, _) = Spell(text);
        var isAll = body.Equals(text.ToLowerInvariant().Replace(' ', '-'), StringComparison.Ordinal);
        return isAll && IsName(body) ? body : WithHash(body, text);
    }

    /// <summary>10 lower-case hex digits of the SHA-256 of a text.</summary>
    public static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];

    private static (string Body, bool IsWhole) Spell(string text)
    {
        var (slug, isWhole, isParted) = (new StringBuilder(), true, false);
        foreach (var letter in text)
        {
            if (Silent.Contains(letter) || letter is >= '\u0300' and <= '\u036F')
            {
                continue;
            }

            var isPlain = char.IsAsciiLetterOrDigit(letter);
            if (isPlain || Latin.Spell(letter) is not null)
            {
                _ = isParted && slug.Length > 0 ? slug.Append('-') : slug;
                _ = isPlain ? slug.Append(char.ToLowerInvariant(letter)) : slug.Append(Latin.Spell(letter));
                isParted = false;
            }
            else
            {
                // Surrogates are the rarer scripts, and pictures: which of the two does not matter here.
                isWhole &= !char.IsLetterOrDigit(letter) && !char.IsSurrogate(letter);
                isParted = true;
            }
        }

        return (slug.ToString(), isWhole);
    }

    private static bool IsName(string body) => body.Length is > 0 and <= LengthMax && !Reserved.Contains(body);

    private static string WithHash(string body, string text)
    {
        if (body.Length > BodyMax)
        {
            var end = body.LastIndexOf('-', BodyMax);
            body = body[..(end < BodyMin ? BodyMax : end)].TrimEnd('-');
        }

        return body.Length == 0 ? Hash(text) : $"{body}-{Hash(text)}";
    }
}
