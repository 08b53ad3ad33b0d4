using System.Globalization;

namespace Pressrun.Providers.Feeds.Checking;

/// <summary>The forms of single values.</summary>
internal static class FeedValues
{
    /// <summary>Whether a value is one of some words, capitals aside.</summary>
    public static bool IsOneOf(string value, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (string.Equals(value, word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsYesOrNo(string value) => IsOneOf(value, "yes", "no");

    public static bool IsPositive(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;

    /// <summary>A language tag's form (RFC 5646, 2.1): letters, then groups of up to 8 letters or digits.</summary>
    public static bool IsLanguage(string value)
    {
        var tags = value.Split('-');
        return tags[0].Length is 2 or 3 && tags[0].All(char.IsAsciiLetter)
            && tags.Skip(1).All(tag => tag.Length is >= 1 and <= 8 && tag.All(char.IsAsciiLetterOrDigit));
    }

    /// <summary>An address that mail could reach: one @, a domain with a dot, nothing odd.</summary>
    public static bool IsEmail(string value) => value.Split('@') is [{ Length: > 0 } name, { Length: > 0 } domain]
        && !value.Any(letter => char.IsWhiteSpace(letter) || letter is '<' or '>' or ',' or ';' or ':')
        && name[0] != '.' && name[^1] != '.'
        && domain.Contains('.', StringComparison.Ordinal)
        && domain.Split('.').All(label => label.Length is > 0 and < 64);

    /// <summary>Seconds, minutes:seconds or hours:minutes:seconds, above 0.</summary>
    public static bool IsDuration(string value)
    {
        var parts = value.Split(':');
        return parts.Length <= 3
            && parts.All(part => part.Length is > 0 and < 10 && part.All(char.IsAsciiDigit))
            && parts.Skip(1).All(part => part.Length == 2 && part[0] < '6')
            && value.Any(digit => digit is >= '1' and <= '9');
    }

    /// <summary>A media type without parameters (RFC 6838, 4.2).</summary>
    public static bool IsMediaType(string value) => value.Split('/') is [{ Length: > 0 } type, { Length: > 0 } own]
        && type.All(IsName) && own.All(IsName);

    /// <summary>Whether an address's path ends in one of some endings, capitals aside.</summary>
    public static bool EndsIn(string address, params ReadOnlySpan<string> endings)
    {
        var path = address.Split('?', '#')[0];
        foreach (var ending in endings)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsName(char letter) => char.IsAsciiLetterOrDigit(letter)
        || "!#$&-^_.+".Contains(letter, StringComparison.Ordinal);
}
