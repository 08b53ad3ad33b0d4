using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Pressrun.Providers.Web;

/// <summary>
/// What went wrong between here and a server, in words. A fetch costs nothing, so no fault is unknown.
/// </summary>
internal static class WireFault
{
    /// <summary>The name leads to no address.</summary>
    public static FetchException NoHost => FetchException.Permanent(
        "cannot be reached, there is no such host: correct the address or take the line out");

    /// <summary>Nothing came, or not everything, in the time given.</summary>
    public static FetchException Silence(TimeSpan patience) => FetchException.Transient(string.Create(
        CultureInfo.InvariantCulture,
        $"did not answer in full within {patience.TotalSeconds:0.###} s: try again later, or save the page as a file"));

    /// <summary>The fault behind an exception of the framework.</summary>
    /// <param name="error">An exception of type HttpRequestException, IOException or InvalidDataException.</param>
    public static FetchException Of(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case FetchException fault:
                    return fault;
                case SocketException fault:
                    return Of(fault);
                case AuthenticationException:
                    return FetchException.Permanent("has no valid certificate: correct the address, or save the page "
                        + "as a file if you trust it");
                case HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }:
                    return FetchException.Permanent(
                        "sends more than 64 KB of headers: save the page as a file and list that");
                case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }:
                    return FetchException.Transient("does not answer as a web server: correct the address");
                case InvalidDataException:
                    return FetchException.Transient("cannot be unpacked, it arrived damaged: try again later");
            }
        }

        return FetchException.Transient("broke off before the page was whole: try again later");
    }

    /// <summary>The fault behind a socket's error.</summary>
    public static FetchException Of(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData => NoHost,
        SocketError.TryAgain or SocketError.NoRecovery => FetchException.Transient(
            "cannot be reached, the name server does not answer: check the connection to the Internet"),
        SocketError.ConnectionRefused => FetchException.Transient(
            "cannot be reached, the host refuses the connection: try again later or correct the address"),
        SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable
            or SocketError.HostDown or SocketError.NetworkDown => FetchException.Transient(
            "cannot be reached: check the connection to the Internet, or try again later"),
        _ => FetchException.Transient("broke the connection off: try again later"),
    };
}
