using System.Text;
using Pressrun.Model;

namespace Pressrun.Providers.Web;

/// <summary>
/// What the SEC asks of programs that read its EDGAR: at most 10 requests a second over all its hosts and all machines
/// of a user, and a User-Agent with a mail address. Source: sec.gov, "Accessing EDGAR Data", as of November 2026. Who
/// is too fast gets a page that says so, with whatever status, and is let in again 10 minutes later.
/// </summary>
internal static class SecRule
{
    /// <summary>What its hosts are counted under: one quota.</summary>
    public const string Host = "sec.gov";

    /// <summary>Requests a second where nobody says: users were blocked below 10.</summary>
    public const double PerSecondDefault = 5;

    /// <summary>Requests a second at most, whatever anybody says.</summary>
    public const double PerSecondMax = 9;

    private const int TitleWithin = 4096;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(600);

    private static readonly string[] BlockTitles = ["Request Rate Threshold Exceeded", "Undeclared Automated Tool"];

    /// <summary>Whether a host is one of the SEC's.</summary>
    public static bool Is(string host) =>
        host == Host || host.EndsWith($".{Host}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Throws <see cref="FetchException"/> where the SEC is asked by nobody in particular.</summary>
    public static void Check(Uri address, string? contact)
    {
        if (Is(address.IdnHost) && contact?.Contains('@', StringComparison.Ordinal) != true)
        {
            throw FetchException.Permanent("is the SEC's, which answers programs only if they say whom to ask: add "
                + "`providers: { fetch: { contact: env:SEC_CONTACT } }` and a name and mail address in it");
        }
    }

    /// <summary>
    /// Throws <see cref="FetchException"/> if an answer is one of the two pages that say a program is not let in.
    /// </summary>
    /// <param name="start">The first bytes of the answer.</param>
    /// <param name="status">Its status.</param>
    public static void Check(ReadOnlySpan<byte> start, int status)
    {
        var text = Encoding.Latin1.GetString(start[..Math.Min(start.Length, TitleWithin)]);
        var from = text.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        var end = from < 0 ? -1 : text.IndexOf("</title", from, StringComparison.OrdinalIgnoreCase);
        if (end >= 0 && BlockTitles.FirstOrDefault(title =>
            text.AsSpan(from, end - from).Contains(title, StringComparison.OrdinalIgnoreCase)) is { } block)
        {
            throw new FetchException(
                new Outcome.Refused(Refusal.RateLong, Unit.Requests, Pause) { Cause = block }, status);
        }
    }
}
