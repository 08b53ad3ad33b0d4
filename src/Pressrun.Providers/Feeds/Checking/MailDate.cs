using System.Globalization;

namespace Pressrun.Providers.Feeds.Checking;

/// <summary>Dates as RSS writes them: RFC 822, section 5, with years of four digits allowed.</summary>
internal static class MailDate
{
    private static readonly string[] Forms =
    [
        "d MMM yyyy HH:mm:ss", "d MMM yyyy HH:mm", "dd MMM yyyy HH:mm:ss", "dd MMM yyyy HH:mm",
        "d MMM yy HH:mm:ss", "d MMM yy HH:mm", "dd MMM yy HH:mm:ss", "dd MMM yy HH:mm",
    ];

    private static readonly string[] Zones =
        ["UT", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "Z", "A", "M", "N", "Y"];

    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    /// <summary>What may be wrong with a date.</summary>
    internal enum Fault
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>It is not one.</summary>
        Form,

        /// <summary>It names the wrong day of the week.</summary>
        Weekday,
    }

    /// <summary>What is wrong with a date.</summary>
    public static Fault Check(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var day = comma < 0 ? -1 : Array.IndexOf(Days, text[..comma]);
        var zone = text.LastIndexOf(' ');
        if ((comma >= 0 && day < 0) || zone <= comma || !IsZone(text[(zone + 1)..])
            || !DateTime.TryParseExact(text[(comma + 1)..zone].Trim(), Forms, CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var date))
        {
            return Fault.Form;
        }

        return comma >= 0 && (int)date.DayOfWeek != day ? Fault.Weekday : Fault.None;
    }

    private static bool IsZone(string zone) => Zones.Contains(zone)
        || (zone.Length == 5 && zone[0] is '+' or '-' && zone[1..].All(char.IsAsciiDigit));
}
