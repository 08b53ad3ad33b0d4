using System.Globalization;

namespace Pressrun.Providers.Web;

/// <summary>
/// Makes addresses and texts of strangers fit to stand in a message: short, one line, nothing hidden.
/// </summary>
internal static class Shown
{
    private const int LengthMax = 200;

    /// <summary>An address without user name, password and fragment, in ASCII.</summary>
    public static string Address(Uri address)
    {
        var host = address.HostNameType == UriHostNameType.IPv6 ? $"[{address.IdnHost}]" : address.IdnHost;
        var port = address.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{address.Port}");
        return Text($"{address.Scheme}://{host}{port}{address.PathAndQuery}");
    }

    /// <summary>
    /// A text without control and formatting characters (which could move a terminal's cursor or turn the reading
    /// direction round), cut at 200 characters.
    /// </summary>
    public static string Text(string text)
    {
        var plain = string.Concat(text.EnumerateRunes().Select(rune => Rune(rune)));
        return plain.Length <= LengthMax ? plain : string.Concat(plain.AsSpan(0, LengthMax - 1), "…");
    }

    private static string Rune(System.Text.Rune rune) => System.Text.Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator => "?",
        _ => rune.ToString(),
    };
}
