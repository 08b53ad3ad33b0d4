using System.Globalization;
using System.Net;
using System.Security.Authentication;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Folders;
using Pressrun.Providers.Web;
using Pressrun.Seams;

namespace Pressrun.Providers.Hooks;

/// <summary>
/// Posts to addresses on the web, such as chat rooms and automation services. The request's content is
/// <c>{"url":"https://…","body":"…","type":"application/json"}</c>; the answer is
/// <c>{"url":"https://host","status":201,"body":"the first 10,000 characters"}</c>, of the address no more than scheme
/// and host, because the rest may be a secret. Repeating is safe: every attempt of a call carries the same
/// <c>Idempotency-Key</c>, by which a host knows what it has done already; only a host that does not look at it may do
/// the same twice where an answer was lost. No redirect is followed; addresses that are
/// not public are posted to only where <c>allow_hosts</c> names their host. Costs nothing. Thread-safe.
/// </summary>
public sealed class HookProvider : IProvider, IDisposable
{
    /// <summary>The provider's name.</summary>
    public const string Name = "hook";

    /// <summary>What stands for the model where an address has no host.</summary>
    private const string NoHost = "none";

    /// <summary>After so many attempts a host that asks to wait is a failure, or the item would never end.</summary>
    private const int WaitsMax = 10;

    private static readonly JsonSerializerOptions Json =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HookOptions _options;
    private readonly TimeProvider _time;
    private readonly AllowList _allowed;
    private readonly HttpMessageInvoker _http;

    /// <summary>Throws <see cref="ArgumentException"/> if an option is outside its range.</summary>
    /// <param name="options">What may be posted to.</param>
    /// <param name="time">Tells time, for time limits.</param>
    public HookProvider(HookOptions options, TimeProvider time)
        : this(options, time, Dns.GetHostAddressesAsync)
    {
    }

    /// <param name="options">What may be posted to.</param>
    /// <param name="time">Tells time.</param>
    /// <param name="resolve">The addresses of a name, best first.</param>
    internal HookProvider(
        HookOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        options.Check();
        (_options, _time, _allowed) = (options, time, new(options.AllowHosts));
        var connector = new Connector(_allowed, resolve, options.Timeout, time);
        _http = new(new SocketsHttpHandler
        {
            ConnectCallback = (context, ct) => connector.ConnectAsync(context, ct),
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            Credentials = null,
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 0,
            ActivityHeadersPropagator = null,
            // A connection the host has closed meanwhile would look like one that broke with the call.
            PooledConnectionLifetime = TimeSpan.Zero,
        });
    }

    /// <inheritdoc/>
    public Profile Profile { get; } = new(Name) { Other = LaneOf };

    /// <summary>The lane of a host: two posts at a time, and at most 10 a second.</summary>
    /// <param name="host">A host in lower case, as <see cref="RequestOf"/> names it.</param>
    public static Lane LaneOf(string host) => new($"{Name}/{host}",
    [
        Limit.AtOnce(2) with { IsCeiling = true },
        new(Unit.Requests, 10, TimeSpan.FromSeconds(1)) { IsCeiling = true },
    ]);

    /// <summary>
    /// The request for a post. The model is the host in lower case, by which posts are spaced; what cannot be posted to
    /// gives a request all the same, whose call then fails with the cause.
    /// </summary>
    /// <param name="url">An http or https address; three asterisks take the place of a user name and password.</param>
    /// <param name="body">What is posted, at most 10 MB in UTF-8.</param>
    /// <param name="type">Its media type. <value>The default is <c>application/json</c>.</value></param>
    public static Request RequestOf(string url, string body, string type = "application/json") => new(
        Name,
        HookRequest.HostOf(url) is { Length: > 0 } host ? host : NoHost,
        JsonSerializer.Serialize(new { url = WebAddress.Masked(url.Trim()), body, type }, Json));

    /// <inheritdoc/>
    public Demand Estimate(Call call) => default;

    /// <inheritdoc/>
    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        HookRequest hook;
        try
        {
            hook = HookRequest.Parse(call.Request.Content, _allowed);
        }
        catch (FormatException error)
        {
            return new(new Outcome.Failed(Failure.Permanent,
                $"Nothing was posted: {error.Message}. Mend the stage's `put`."), Body.Empty);
        }

        using var body = new HookBody(hook.Body, hook.Type);
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            var reply = await PostAsync(hook, body, call.Key, either.Token);
            var outcome = reply.OutcomeOf(hook.Shown, mayWait: attempt <= WaitsMax);
            return new(outcome, outcome is Outcome.Answered ? Describe(hook, reply) : Body.Empty)
            {
                Status = reply.Status,
            };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(body.HasBegun
                ? new Outcome.Unknown(string.Create(CultureInfo.InvariantCulture,
                    $"{hook.Shown} did not answer in full within {_options.Timeout.TotalSeconds:0.###} s"))
                : new Outcome.Failed(Failure.Transient,
                    $"{hook.Shown} could not be reached in time; try again later"), Body.Empty);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException)
        {
            // Cutting a connection off looks like its breaking.
            ct.ThrowIfCancellationRequested();
            return new(body.HasBegun
                ? new Outcome.Unknown($"{hook.Shown} broke the connection off before its answer was whole")
                : OfUnsent(hook.Shown, error), Body.Empty);
        }
    }

    /// <inheritdoc/>
    public Answer Read(Call call, Reply reply) => reply.Body.Blob is null
        ? new(reply.Body.ToText())
        : throw new FormatException("What is kept of a hook's answer is short, and this is not.");

    /// <inheritdoc/>
    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HookReply> PostAsync(HookRequest hook, HookBody body, CallKey key, CancellationToken ct)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, hook.Address) { Content = body };
        message.Headers.TryAddWithoutValidation("User-Agent", "pressrun");
        message.Headers.TryAddWithoutValidation("Idempotency-Key", key.ToString());
        using var response = await _http.SendAsync(message, ct);
        return await HookReply.ReadAsync(response, ct);
    }

    private static Outcome OfUnsent(string host, Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case FetchException fault:
                    return fault.About(host);
                case AuthenticationException:
                    return new Outcome.Failed(
                        Failure.Permanent, $"{host} has no valid certificate; correct the address");
            }
        }

        return new Outcome.Failed(Failure.Transient, $"{host} broke the connection off; try again later");
    }

    private static Body Describe(HookRequest hook, HookReply reply) => new(TargetContent.Write(json =>
    {
        json.WriteString("url", hook.Shown);
        json.WriteNumber("status", reply.Status);
        json.WriteString("body", reply.Text);
    }));
}
