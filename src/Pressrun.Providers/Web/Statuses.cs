using System.Globalization;
using Pressrun.Model;

namespace Pressrun.Providers.Web;

/// <summary>What a server's status means for the page (RFC 9110, section 15).</summary>
internal static class Statuses
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(1);

    /// <summary>Whether the answer points elsewhere.</summary>
    public static bool IsRedirect(int status) => status is 301 or 302 or 303 or 307 or 308;

    /// <summary>Throws <see cref="FetchException"/> unless the answer is the page.</summary>
    /// <param name="response">An answer that is not a redirect.</param>
    /// <param name="now">The time, for a server that says until when to wait.</param>
    public static void Check(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        switch (status)
        {
            case 200 or 203:
                return;
            case 204 or 205:
                throw FetchException.Permanent($"answers {Number(status)}: it is empty; correct the address", status);
            case 429:
            case 503 when response.Headers.RetryAfter is not null:
                throw new FetchException(
                    new Outcome.Refused(Refusal.RateShort, Unit.Requests, WaitOf(response, now)), status);
            case 408 or 425 or >= 500:
                throw FetchException.Transient(
                    $"answers {Number(status)}: the server is in trouble; try again later", status);
            default:
                throw FetchException.Permanent($"answers {Number(status)}: {Hint(status)}", status);
        }
    }

    private static string Hint(int status) => status switch
    {
        401 => "it wants a login; save the page as a file and list that, or take the line out",
        402 => "it wants to be paid for; save the page as a file if you have access, or take the line out",
        403 => "the site does not let this program in; save the page as a file and list that, or take the line out",
        404 => "the page is not there; take the line out or correct it",
        410 => "the page is gone for good; take the line out",
        451 => "the page is withheld for legal reasons; take the line out",
        _ => "that is no page; open the address in a browser, then correct the line or take it out",
    };

    private static TimeSpan? WaitOf(HttpResponseMessage response, DateTimeOffset now)
    {
        var wait = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > WaitMax ? WaitMax : wait;
    }

    private static string Number(int status) => status.ToString(CultureInfo.InvariantCulture);
}
