using Pressrun.Providers.Batches;
using Pressrun.Providers.Prices;
using Pressrun.Providers.Profiles;
using Pressrun.Seams;

namespace Pressrun.Providers.Services;

/// <summary>
/// Opens services and knows what can be known of them without asking. All share one way to the network; whoever has
/// them disposes the desk when none is asked any more. Safe for any thread.
/// </summary>
/// <param name="prices">What they cost.</param>
/// <param name="time">The clock: prices hold by the day.</param>
public sealed class ServiceDesk(PriceBook prices, TimeProvider time) : IDisposable
{
    private readonly HttpMessageInvoker _http = ServiceHttp.Create();

    /// <summary>The kinds there are.</summary>
    public static IReadOnlyCollection<string> Kinds => [.. ServiceProfiles.All.Keys];

    /// <summary>What they cost.</summary>
    public PriceBook Prices => prices;

    /// <summary>Whether a call's answer is a file, such as sound.</summary>
    public static bool IsFile(Model.Call call) => ModelService.IsSpeech(call);

    /// <summary>Whether a service of a kind writes (or speaks).</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="speaks">Whether it is asked to speak.</param>
    public static bool Serves(string kind, bool speaks) => ServiceProfiles.All.TryGetValue(kind, out var profile)
        && (speaks ? profile.Speech : profile.Chat) is not null;

    /// <summary>A service, ready to be asked.</summary>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public IProvider Open(NamedService service) => new ModelService(SettingsOf(service), _http, time);

    /// <summary>
    /// The same service asked in batches: half the price, an answer within a day; null where its kind takes none.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="log">Where batches are noted; one log may serve several services of one run.</param>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public IProvider? OpenBatch(NamedService service, IBatchLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var settings = SettingsOf(service);
        return settings.Profile.Batch is null ? null : new BatchService(settings, _http, log, time);
    }

    /// <summary>Whether a service takes batches.</summary>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static bool TakesBatches(NamedService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return ProfileOf(service).Batch is not null;
    }

    /// <summary>
    /// Whether a call of a model, sent now, could be booked at a price; what costs nothing has one.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="model">The model.</param>
    /// <param name="speaks">Whether it is asked to speak, which has a price of its own.</param>
    /// <param name="inBatch">Whether it is sent in a batch, which has one too.</param>
    public bool IsPriced(NamedService service, string model, bool speaks = false, bool inBatch = false)
    {
        ArgumentNullException.ThrowIfNull(service);
        var settings = SettingsOf(service) with { Route = inBatch ? BatchService.Route : "live" };
        return new Till(settings).IsPriced(model, speaks, time.GetUtcNow());
    }

    /// <summary>What is known of a model beside its price; null for nothing.</summary>
    public ModelFact? Know(NamedService service, string model)
    {
        ArgumentNullException.ThrowIfNull(service);
        return prices.Know(ProfileOf(service).Kind, model);
    }

    /// <summary>
    /// Asks a service something that costs nothing, to see whether it answers to the key; null where it has nothing of
    /// the kind.
    /// </summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public async Task<ServiceProbe?> ProbeAsync(NamedService service, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(service);
        var settings = SettingsOf(service);
        if (settings.Profile.Probe is not { } probe)
        {
            return null;
        }

        var (veil, askedAt) = (new Veil(settings.Secrets), time.GetUtcNow());
        var (received, outcome) = await new Exchange(settings, _http, time).SendAsync(
            new(probe.Path, ReadOnlyMemory<byte>.Empty)
            {
                Method = HttpMethod.Get,
                Headers = probe.Header is null ? [] : [new(probe.Header, probe.Value ?? "")],
            }, ct);
        return received is null ? ServiceProbe.Of(veil.Over(outcome!))
            : received.IsSuccess ? ServiceProbe.Of(received, askedAt)
            : ServiceProbe.Of(veil.Over(
                new Classifier(service.Name, settings.Profile.Refusals).Of(veil.Over(received), received.Status)));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private ServiceSettings SettingsOf(NamedService service) => new()
    {
        Name = service.Name,
        Profile = ProfileOf(service),
        Prices = prices,
        Given = service.Given,
        Url = service.Url?.TrimEnd('/'),
        Key = service.Key,
        KeyName = service.KeyName,
        Region = service.Region,
        Models = service.Models,
    };

    // At another address, and under another name, it is a server that speaks as OpenAI does: limits and prices are its
    // own. Under its own name it is OpenAI behind a gateway.
    private static ServiceProfile ProfileOf(NamedService service)
    {
        var kind = service is { Kind: "openai", Name: not "openai", Url: { } url }
            && !IsOf(url, ServiceProfiles.All["openai"].Url!)
            ? "compatible"
            : service.Kind;
        return ServiceProfiles.All.TryGetValue(kind, out var profile) ? profile : throw new ArgumentException(
            $"There is no kind of service `{kind}`; there is: {string.Join(" ", Kinds)}.", nameof(service));
    }

    private static bool IsOf(string url, string own) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.Host == new Uri(own).Host;
}
