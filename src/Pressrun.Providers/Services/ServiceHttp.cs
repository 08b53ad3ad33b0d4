using System.Net;

namespace Pressrun.Providers.Services;

/// <summary>
/// The one way to services: no redirects, no cookies, no retries of its own. It never gives a request a second try,
/// because a second try may be a second bill.
/// </summary>
internal static class ServiceHttp
{
    /// <summary>Makes one; it may be shared by all services, and is theirs to dispose together.</summary>
    public static HttpMessageInvoker Create() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
        MaxResponseHeadersLength = 64,
        EnableMultipleHttp2Connections = true,
    });
}
