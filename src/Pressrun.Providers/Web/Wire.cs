using System.Net;
using System.Text;

namespace Pressrun.Providers.Web;

/// <summary>
/// Sends one request at a time to wherever the connector lets it: no redirects, no proxy, no cookies, no credentials.
/// </summary>
internal sealed class Wire : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly string _userAgent;

    /// <param name="options">Name, time and sizes.</param>
    /// <param name="connector">Opens the connections.</param>
    public Wire(FetchOptions options, Connector connector)
    {
        _userAgent = options.UserAgent;
        _invoker = new(new SocketsHttpHandler
        {
            ConnectCallback = (context, ct) => connector.ConnectAsync(context, ct),
            ConnectTimeout = options.Timeout,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            Credentials = null,
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = 64,
            MaxConnectionsPerServer = 4,
            // A page given up early is not read to its end for the sake of its connection.
            MaxResponseDrainSize = 0,
            // Ours are no traces for strangers to follow.
            ActivityHeadersPropagator = null,
            // A location outside ASCII is, in practice, UTF-8.
            ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        });
    }

    /// <summary>
    /// Asks for an address and reads the answer. Throws <see cref="FetchException"/> for whatever goes wrong on the
    /// way, and passes on what <paramref name="read"/> throws.
    /// </summary>
    public async Task<T> GetAsync<T>(
        Uri address, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        request.Headers.TryAddWithoutValidation("Accept", "text/html, application/xhtml+xml, text/plain;q=0.9");
        try
        {
            using var response = await _invoker.SendAsync(request, ct);
            return await read(response, ct);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException)
        {
            // Cutting a connection off looks like its breaking.
            ct.ThrowIfCancellationRequested();
            throw WireFault.Of(error);
        }
    }

    /// <summary>Where an answer points, if it does; throws <see cref="FetchException"/> if it points nowhere.</summary>
    public static Uri? RedirectOf(HttpResponseMessage response, Uri from)
    {
        var status = (int)response.StatusCode;
        if (!Statuses.IsRedirect(status))
        {
            return null;
        }

        var location = response.Headers.NonValidated.TryGetValues("Location", out var values) ? values.First() : null;
        return WebAddress.Next(from, location)
            ?? throw FetchException.Permanent("redirects to nowhere: correct the address", status);
    }

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();
}
