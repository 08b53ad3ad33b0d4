using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Pressrun.Model;
using Pressrun.Providers.Services;
using Pressrun.Seams;

namespace Pressrun.Providers.Objects;

/// <summary>A store of objects as a target: what S3 and Azure have in common. Thread-safe.</summary>
/// <param name="wire">How the store is spoken to.</param>
/// <param name="open">Opens a blob of Pressrun's store for reading.</param>
/// <param name="timeout">The longest that one attempt may take.</param>
/// <param name="time">Tells time, for time limits.</param>
internal sealed class ObjectTarget(
    ObjectWire wire, Func<Blob, Stream> open, TimeSpan timeout, TimeProvider time) : IDisposable
{
    /// <summary>After so many attempts a store that asks to wait is a failure, or the item would never end.</summary>
    private const int WaitsMax = 10;

    private readonly Veil _veil = new(wire.Secrets);

    // Each order says whether it may overwrite, so a second one of the same does no harm.
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // Packed on the way, an object would have another ETag, and no length.
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(30),
        Expect100ContinueTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
        MaxResponseHeadersLength = 64,
        ActivityHeadersPropagator = null,
    });

    /// <summary>Carries a call out once.</summary>
    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        try
        {
            var request = wire.Parse(call.Request);
            return wire.Objection(request) is { } objection
                ? Fail(objection)
                : await SendAsync(call, attempt, request, ct);
        }
        catch (FormatException error)
        {
            return Fail(new(Failure.Permanent,
                $"Nothing was uploaded: {error.Message}. Mend the stage's `put`."));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<Reply> SendAsync(Call call, int attempt, ObjectRequest request, CancellationToken ct)
    {
        var place = wire.Place(request);
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        ObjectUpload? upload = null;
        try
        {
            if (await ReadAsync(call, request, either.Token) is not { } content)
            {
                return Fail(new(Failure.Permanent,
                    $"{place}: its content in the store is not what was put there; run `pressrun doctor`"));
            }

            if (content.Length > wire.BytesMax)
            {
                return Fail(new(Failure.Permanent, string.Create(CultureInfo.InvariantCulture,
                    $"{place}: it is larger than {wire.BytesMax >> 20} MiB, the most that is put in one piece; "
                        + $"make it smaller, or put it in parts")));
            }

            upload = new(wire, _http, _veil, request, content) { MayWait = attempt <= WaitsMax };
            var reply = await upload.RunAsync(either.Token);
            return reply with { Outcome = _veil.Over(reply.Outcome) };
        }
        catch (StoreException error)
        {
            return Fail(new(error.MayPass ? Failure.Transient : Failure.Permanent,
                $"{place}: its content cannot be read from the store; run `pressrun doctor`"));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Lost(upload, place, string.Create(CultureInfo.InvariantCulture,
                $"the store did not answer in full within {timeout.TotalSeconds:0.###} s"));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            // Cutting a connection off looks like its breaking.
            ct.ThrowIfCancellationRequested();
            return Lost(upload, place, WordsOf(error));
        }
    }

    private Task<ObjectContent?> ReadAsync(Call call, ObjectRequest request, CancellationToken ct)
    {
        if (request.Text is { } text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            return ObjectContent.ReadAsync(() => new MemoryStream(bytes, writable: false), meant: null, ct);
        }

        var blob = call.Request.Inputs[0];
        return ObjectContent.ReadAsync(() => open(blob), blob, ct);
    }

    private static Reply Lost(ObjectUpload? upload, string place, string cause) => upload?.MayBeDone == true
        ? new(new Outcome.Unknown($"{place}: {cause}"), Body.Empty)
        : Fail(new(Failure.Transient, $"{place}: {cause}; try again later"));

    private static string WordsOf(Exception fault)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData }:
                    return "there is no such host; correct `url`, `region` or the account";
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return "the host refuses the connection";
                case SocketException { SocketErrorCode: SocketError.TryAgain }:
                    return "the name server does not answer";
                case AuthenticationException:
                    return "the host has no valid certificate; correct `url`";
            }
        }

        return "the connection broke before the answer was whole";
    }

    private static Reply Fail(Outcome.Failed why) => new(why, Body.Empty);
}
