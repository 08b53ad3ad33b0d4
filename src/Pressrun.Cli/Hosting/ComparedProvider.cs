using Pressrun.Model;
using Pressrun.Providers;
using Pressrun.Providers.Offline;
using Pressrun.Seams;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// Stands in for a provider in virtual time: it takes as long as the pipeline expects, answers what the offline model
/// would, writes nothing and asks nobody.
/// </summary>
internal sealed class ComparedProvider : DelegatingProvider
{
    private const string Local = "local";
    private const string Fetch = "fetch";
    private const string Speech = "espeak";

    private static readonly Body Made = Body.FromText("{}");

    private readonly Spill _standIn;
    private readonly IStore _store;
    private readonly bool _isService;
    private readonly TimeProvider _time;

    /// <param name="inner">Knows the limits, and what a call takes of them.</param>
    /// <param name="isService">Whether it is a model that somebody has to wait for.</param>
    /// <param name="hasLimits">Whether its limits hold; without, nothing waits for them.</param>
    /// <param name="store">Where answers are kept.</param>
    /// <param name="time">Virtual time.</param>
    public ComparedProvider(IProvider inner, bool isService, bool hasLimits, IStore store, TimeProvider time)
        : base(inner)
    {
        (_isService, _store, _time) = (isService, store, time);
        _standIn = new Spill(new OfflineProvider(store.Open), store);
        Profile = hasLimits && isService ? inner.Profile with { GoesOnAlone = false } : new(inner.Profile.Provider);
    }

    /// <summary>How long a call takes.</summary>
    public required Func<Call, TimeSpan> LatencyOf { get; init; }

    /// <summary>Told of a call that nothing here stands in for.</summary>
    public required Action<Call> Missing { get; init; }

    /// <inheritdoc/>
    public override Profile Profile { get; }

    /// <inheritdoc/>
    public override async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        if (!IsKnown(call))
        {
            Missing(call);
            return new(new Outcome.Failed(Failure.Permanent, "nothing stands in for it"), Body.Empty);
        }

        if (!_isService)
        {
            return new(Outcome.Answered.Instance, IsFile(call) ? await KeepAsync() : Made);
        }

        await Task.Delay(LatencyOf(call), _time, ct);
        return await _standIn.SendAsync(
            call with { Request = call.Request with { Provider = "offline", Model = "extractive" } }, attempt, ct);
    }

    /// <inheritdoc/>
    public override Answer Read(Call call, Reply reply) =>
        _isService ? _standIn.Read(call, reply) : new(Made.ToText(), reply.Body.Blob);

    /// <inheritdoc/>
    public override Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) =>
        Task.FromResult<Reply?>(null);

    private static bool IsFile(Call call) => call.Request is { Provider: Local, Model: "epub" };

    private async Task<Body> KeepAsync()
    {
        using var content = new MemoryStream(Made.Bytes.ToArray(), writable: false);
        return new(await _store.PutAsync(content, CancellationToken.None));
    }

    // What is made of sound and of pages is looked into by later stages, and an empty answer would not do.
    private bool IsKnown(Call call) => call.Request.Provider switch
    {
        Fetch or Speech => false,
        Local => call.Request.Model is "html" or "epub",
        _ => !_isService || call.Request.Content.Contains("\"prompt\"", StringComparison.Ordinal),
    };
}
