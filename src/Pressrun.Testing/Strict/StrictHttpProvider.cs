using System.Globalization;
using System.Net;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Testing.Strict;

/// <summary>
/// A strict server behind HTTP as a provider, as an adapter would be written: status and headers become an outcome and
/// text, and nothing is tried twice. Its work leaves the loop, so a host wraps it.
/// </summary>
internal sealed class StrictHttpProvider : IProvider, IDisposable
{
    private readonly IReadOnlyList<StrictCall> _calls;
    private readonly HttpClient _client;

    /// <param name="row">What the client is given of the limits.</param>
    /// <param name="calls">The calls, by number; only what a client knows of them is used.</param>
    /// <param name="address">Where the server listens.</param>
    public StrictHttpProvider(LoopbackRow row, IReadOnlyList<StrictCall> calls, Uri address)
    {
        _calls = calls;
        _client = new(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = address,
            // The engine gives a call up, nobody else.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var lane = new RegimeLane(row.Regime, row.Mode).Lane;
        Profile = new(StrictQuestion.Provider, new Dictionary<string, Lane>(StringComparer.Ordinal) { ["*"] = lane });
    }

    /// <inheritdoc/>
    public Profile Profile { get; }

    /// <inheritdoc/>
    public Demand Estimate(Call call)
    {
        var asked = _calls[StrictQuestion.NumberOf(call)];
        return new(asked.EstimatedInput, asked.MaxOutput, 0, Money.Zero);
    }

    /// <inheritdoc/>
    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Request.Content);
        using var response = await _client.SendAsync(request, ct);
        var headers = response.Headers.ToDictionary(
            header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value), StringComparer.Ordinal);
        var body = Body.FromText(await response.Content.ReadAsStringAsync(ct));
        return new(OutcomeOf(response.StatusCode, headers), body)
        {
            Status = (int)response.StatusCode,
            Usage = new(Input: Tokens(headers, StrictLoopback.InputHeader),
                Output: Tokens(headers, StrictLoopback.OutputHeader)),
            Headers = headers,
        };
    }

    /// <inheritdoc/>
    public Answer Read(Call call, Reply reply) => new(reply.Body.ToText());

    /// <inheritdoc/>
    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static Outcome OutcomeOf(HttpStatusCode status, Dictionary<string, string> headers)
    {
        if (status == HttpStatusCode.OK)
        {
            return Outcome.Answered.Instance;
        }

        if (status != HttpStatusCode.TooManyRequests)
        {
            return new Outcome.Failed(Failure.Permanent, $"the server says {status}");
        }

        var lacks = Enum.TryParse<Unit>(headers.GetValueOrDefault(StrictLoopback.LacksHeader), out var unit)
            ? unit
            : (Unit?)null;
        return lacks == Unit.Slots
            ? new Outcome.Refused(Refusal.Concurrency, null, RetryAfter(headers))
            : new Outcome.Refused(Refusal.RateShort, lacks, RetryAfter(headers));
    }

    private static TimeSpan? RetryAfter(Dictionary<string, string> headers) =>
        Number(headers, "retry-after-ms") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds)
        : Number(headers, "retry-after") is { } seconds ? TimeSpan.FromSeconds(seconds)
        : null;

    private static long Tokens(Dictionary<string, string> headers, string name) => (long)(Number(headers, name) ?? 0);

    private static double? Number(Dictionary<string, string> headers, string name) =>
        double.TryParse(
            headers.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
