using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// Finds user names and passwords in addresses (RFC 3986, section 3.2.1, January 2005). Nothing is fetched with one,
/// and an item would carry it into keys, titles, prompts and the journal: so there is no item with one.
/// </summary>
internal static partial class Credentials
{
    /// <summary>What to say of a row that holds one.</summary>
    public const string Fault =
        "has a user name or a password in an address: nothing is fetched with one, so this makes no item; take it out";

    /// <summary>Whether any text of the fields holds one, names of fields included.</summary>
    public static bool AreIn(JsonElement fields) => fields.ValueKind switch
    {
        JsonValueKind.Object => fields.EnumerateObject().Any(field => AreIn(field.Name) || AreIn(field.Value)
            || (field is { Name: "url", Value.ValueKind: JsonValueKind.String } && IsBare(field.Value.GetString()!))),
        JsonValueKind.Array => fields.EnumerateArray().Any(AreIn),
        JsonValueKind.String => AreIn(fields.GetString()!),
        _ => false,
    };

    /// <summary>A text with asterisks in their place; what might be one is taken for one.</summary>
    public static string Mask(string text)
    {
        var (colon, at) = (text.IndexOf(':', StringComparison.Ordinal), text.LastIndexOf('@'));
        if (colon < 0 || at < colon)
        {
            return text;
        }

        var start = colon + 1;
        while (text[start] is '/' or '\\')
        {
            start++;
        }

        return string.Concat(text.AsSpan(0, start > colon + 1 ? start : 0), "***", text.AsSpan(at));
    }

    private static bool AreIn(string text)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
        {
            return false;
        }

        // A text of several lines is prose that may speak of addresses; one that begins as an address is meant as one.
        var line = text.Trim();
        return (Beginning().IsMatch(line) && IsAddressWithOne(line))
            || (!line.Contains('\n', StringComparison.Ordinal) && Within().IsMatch(line));
    }

    // Of other schemes a user name alone is no secret, and often part of the address; of the web's it may be a token.
    private static bool IsAddressWithOne(string line)
    {
        var isWeb = Web().IsMatch(line);
        return Uri.TryCreate(line, UriKind.Absolute, out var address)
            ? address.UserInfo.Length > 0 && (isWeb || Parted().IsMatch(address.UserInfo))
            // Nobody can say where the host begins: anything before the last @ may be a password.
            : isWeb || Parted().IsMatch(line.AsSpan((line.IndexOf(':', StringComparison.Ordinal) + 1)..));
    }

    // As some programs take it, without a scheme. A drive's letter is none.
    private static bool IsBare(string text) =>
        Bare().IsMatch(text.Trim()) && !text.TrimStart().StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*:[/\\]", RegexOptions.NonBacktracking)]
    private static partial Regex Beginning();

    [GeneratedRegex("^https?:", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Web();

    [GeneratedRegex(":|%3a", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Parted();

    [GeneratedRegex(
        @"https?:[/\\]+[^\s/\\?#@]+@|[a-z][a-z0-9+.-]*:[/\\]{2,}[^\s/\\?#@]*(?::|%3a)[^\s/\\?#@]*@",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Within();

    [GeneratedRegex(@"^[^\s/\\:@]+:[^\s/\\@][^\s@]*@[^\s@]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Bare();
}
