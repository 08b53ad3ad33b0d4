using System.Net.Sockets;
using Pressrun.Model;
using Pressrun.Providers.Profiles;
using Pressrun.Providers.Signing;

namespace Pressrun.Providers.Services;

/// <summary>
/// One request over the wire and what came back of it, as bytes. It asks once: whoever retries is the engine, which
/// books what it costs.
/// </summary>
/// <param name="settings">Whom it asks, and with which key.</param>
/// <param name="http">Sends; without redirects, cookies and retries of its own.</param>
/// <param name="time">The clock, for signatures only.</param>
internal sealed class Exchange(ServiceSettings settings, HttpMessageInvoker http, TimeProvider time)
{
    private const int Chunk = 64 * 1024;

    private readonly string _address = (settings.Url ?? settings.Profile.Url?.Replace(
        "{region}", settings.Region, StringComparison.Ordinal) ?? "").TrimEnd('/');

    private readonly SigV4? _signer = settings is { Pair: { } pair, Region: { } region }
        ? new(pair, region, settings.Profile.Signs!)
        : null;

    private readonly bool _lacksRegion = settings.Region is null && (settings.Pair is not null
        || (settings.Url is null && settings.Profile.Url?.Contains("{region}", StringComparison.Ordinal) == true));

    /// <summary>Asks; what came back, or the outcome where nothing did.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public Task<(Received? Received, Outcome? Outcome)> SendAsync(WireRequest request, CancellationToken ct) =>
        SendAsync(request, ReadAsync, ct);

    /// <summary>Asks for something too long to be held at once: lines, each taken as it comes.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="take">Takes a line, without its end; the bytes are its own only until it returns.</param>
    /// <param name="ct">Nobody waits any more.</param>
    /// <returns>What came back, a success without its body; or the outcome where nothing whole did.</returns>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public Task<(Received? Received, Outcome? Outcome)> ReadLinesAsync(
        WireRequest request, Action<ReadOnlyMemory<byte>> take, CancellationToken ct) => SendAsync(
            request,
            (response, stop) => response.IsSuccessStatusCode
                ? TakeLinesAsync(response, take, stop)
                : ReadAsync(response, stop),
            ct);

    private async Task<(Received? Received, Outcome? Outcome)> SendAsync(
        WireRequest request, Func<HttpResponseMessage, CancellationToken, Task<ReadOnlyMemory<byte>?>> read,
        CancellationToken ct)
    {
        if (_lacksRegion)
        {
            return (null, new Outcome.Failed(Failure.Credentials,
                $"{settings.Name} needs a region: write one beside the key, such as `region: us-east-1`"));
        }

        using var message = MessageOf(request);
        var isSent = false;
        try
        {
            using var response = await http.SendAsync(message, ct);
            isSent = true;
            var body = await read(response, ct);
            return body is null
                ? (null, new Outcome.Failed(Failure.Permanent, $"an answer larger than {settings.AnswerMax >> 20} MB"))
                : (new((int)response.StatusCode, HeadersOf(response), body.Value), null);
        }
        catch (HttpRequestException fault) when (!isSent && WasNeverSent(fault))
        {
            return (null, new Outcome.Refused(Refusal.Overload) { Cause = $"cannot be reached: {WordsOf(fault)}" });
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or HttpProtocolException)
        {
            return (null, new Outcome.Unknown($"the connection broke: {WordsOf(fault)}"));
        }
    }

    private HttpRequestMessage MessageOf(WireRequest request)
    {
        var message = new HttpRequestMessage(request.Method, _address + request.Path);
        if (request.Body.Length > 0)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        message.Headers.TryAddWithoutValidation("User-Agent", "pressrun");
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (_signer is not null)
        {
            var url = message.RequestUri!;
            foreach (var (name, value) in _signer.Sign(
                request.Method.Method, url.AbsolutePath, url.Query.TrimStart('?'),
                [new("host", url.Authority), new("content-type", request.ContentType)], request.Body.Span,
                time.GetUtcNow()))
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }
        else if (settings.Key is { } key)
        {
            var (name, value) = settings.Profile.Key switch
            {
                KeyForm.Bearer => ("Authorization", $"Bearer {key}"),
                KeyForm.XApiKey => ("x-api-key", key),
                KeyForm.XiApiKey => ("xi-api-key", key),
                _ => ("api-key", key),
            };
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    // Null if it is larger than anything that could be meant.
    private async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var content = await response.Content.ReadAsStreamAsync(ct);
        using var body = new MemoryStream();
        var chunk = new byte[Chunk];
        while (await content.ReadAsync(chunk, ct) is > 0 and var read)
        {
            if (body.Length + read > settings.AnswerMax)
            {
                return null;
            }

            body.Write(chunk, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    // Null if a line is larger than anything that could be meant.
    private async Task<ReadOnlyMemory<byte>?> TakeLinesAsync(
        HttpResponseMessage response, Action<ReadOnlyMemory<byte>> take, CancellationToken ct)
    {
        await using var content = await response.Content.ReadAsStreamAsync(ct);
        using var rest = new MemoryStream();
        var chunk = new byte[Chunk];
        while (await content.ReadAsync(chunk, ct) is > 0 and var read)
        {
            var from = 0;
            while (chunk.AsSpan(from, read - from).IndexOf((byte)'\n') is >= 0 and var end)
            {
                rest.Write(chunk, from, end);
                take(rest.GetBuffer().AsMemory(0, (int)rest.Length));
                rest.SetLength(0);
                from += end + 1;
            }

            if (rest.Length + read - from > settings.AnswerMax)
            {
                return null;
            }

            rest.Write(chunk, from, read - from);
        }

        if (rest.Length > 0)
        {
            take(rest.GetBuffer().AsMemory(0, (int)rest.Length));
        }

        return ReadOnlyMemory<byte>.Empty;
    }

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            headers.TryAdd(name.ToLowerInvariant(), values.ToString());
        }

        return headers;
    }

    // Before a connection stands, nothing of a request leaves.
    private static bool WasNeverSent(HttpRequestException fault) => fault.HttpRequestError is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static string WordsOf(Exception fault)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData }:
                    return "there is no such host";
                case SocketException { SocketErrorCode: SocketError.TryAgain }:
                    return "the name server does not answer";
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return "the host refuses the connection";
                case SocketException:
                    return "the network failed";
                case System.Security.Authentication.AuthenticationException:
                    return "the certificate is not valid";
            }
        }

        return fault is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }
            ? "the answer is no answer of a web server"
            : "it ended before the answer was whole";
    }
}
