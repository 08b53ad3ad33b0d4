using Pressrun.Model;
using Pressrun.Pipelines.Building;
using Pressrun.Providers;
using Pressrun.Providers.Audio;
using Pressrun.Providers.Batches;
using Pressrun.Providers.Espeak;
using Pressrun.Providers.Feeds;
using Pressrun.Providers.Folders;
using Pressrun.Providers.Hooks;
using Pressrun.Providers.Local;
using Pressrun.Providers.Mail;
using Pressrun.Providers.Offline;
using Pressrun.Providers.Prices;
using Pressrun.Providers.Services;
using Pressrun.Providers.Sites;
using Pressrun.Providers.Web;
using Pressrun.Seams;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// The providers of a run, each in the one chain there is: off the loop, large answers beside the journal, held to the
/// limits of the pipeline file.
/// </summary>
internal sealed class Providers : IDisposable
{
    private readonly FetchProvider _fetch;
    private readonly HookProvider _hooks;
    private readonly ServiceDesk _desk;
    private readonly IReadOnlyList<GivenLimit> _limits;
    private readonly Dictionary<string, IProvider> _all = new(StringComparer.Ordinal);

    /// <param name="pipeline">What the pipeline says of services, of limits and of fetching.</param>
    /// <param name="keys">The keys of services and of the mail server, by name.</param>
    /// <param name="batches">Where batches handed in are noted.</param>
    /// <param name="contact">Who fetches, for the sites; null says nothing.</param>
    /// <param name="folder">The pipeline's folder: files are read and written below it.</param>
    /// <param name="store">Where blobs are kept.</param>
    /// <param name="scratch">Where temporary files lie while work is done.</param>
    /// <param name="time">The clock.</param>
    /// <param name="earlier">What the run wrote before this process.</param>
    public Providers(
        LoadedPipeline pipeline, IReadOnlyDictionary<string, string> keys, IBatchLog batches, string? contact,
        string folder, IStore store, string scratch, TimeProvider time, Func<IEnumerable<SavedFile>> earlier)
    {
        _limits = pipeline.Limits;
        _desk = new(PriceBook.Shipped, time);
        _fetch = new(new()
        {
            Contact = contact,
            AllowHosts = pipeline.Web.AllowHosts,
            Folder = folder,
            SecPerSecond = FetchOptions.SecRateOf(_limits.Where(IsForSec).Select(limit => limit.Limit)),
        }, time);
        Add(_fetch, store, _ => true);
        Add(new LocalProvider(store.Open, scratch: scratch), store,
            call => call.Request.Model is "join" or "epub" or "page");
        Add(new EspeakProvider(), store, _ => true);
        Add(new OfflineProvider(store.Open), store, _ => false);
        var writers = new FileWriters(folder, earlier);
        Add(new OneWriter(new FolderProvider(folder, store.Open), writers), store, _ => false);
        Add(new OneWriter(new MailProvider(folder), writers), store, _ => false);
        Add(new FeedProvider(folder, store.Open, Mp3.Duration), store, _ => false);
        Add(new SiteProvider(folder, store.Open), store, _ => false);
        _hooks = new(new() { AllowHosts = pipeline.Web.HookHosts }, time);
        Add(_hooks, store, _ => false);
        Add(new SmtpProvider(new() { Key = keys.GetValueOrDefault(SmtpProvider.Name) }, time), store, _ => false);
        foreach (var service in pipeline.Services)
        {
            var named = Services.Named(service, keys.GetValueOrDefault(service.Provider));
            Add(_desk.Open(named), store, ServiceDesk.IsFile);
            // Also where nothing goes in batches now: what was handed in before is looked up there.
            if (ServiceDesk.TakesBatches(named) && _desk.OpenBatch(named, batches) is { } batch)
            {
                Add(batch, store, _ => false);
            }
        }
    }

    /// <summary>
    /// Those of a run that is only read: they read replies and open what those name, and nothing is sent.
    /// </summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="folder">The pipeline's folder.</param>
    /// <param name="kept">Where the run's blobs are.</param>
    /// <param name="time">The clock.</param>
    public static Providers ForReading(LoadedPipeline pipeline, string folder, IStore kept, TimeProvider time) => new(
        pipeline, new Dictionary<string, string>(), new BatchLog(Path.GetTempPath()), contact: null, folder, kept,
        Path.GetTempPath(), time, () => []);

    /// <summary>By the name requests use.</summary>
    public IReadOnlyDictionary<string, IProvider> All => _all;

    /// <inheritdoc/>
    public void Dispose()
    {
        _fetch.Dispose();
        _hooks.Dispose();
        _desk.Dispose();
    }

    // A limit for every host says nothing of this one in particular, which is asked more slowly than it could be.
    private static bool IsForSec(GivenLimit limit) => limit is { Provider: FetchProvider.Name, IsForAll: false }
        && limit.Matches(FetchOptions.SecHost);

    private void Add(IProvider provider, IStore store, Func<Call, bool> isFile)
    {
        var name = provider.Profile.Provider;
        var limits = _limits.Where(limit => limit.Provider == name).ToList();
        var held = limits.Count == 0 ? provider : new LimitedProvider(provider, limits);
        _all.Add(name, new OffLoop(new Spill(held, store, isFile)));
    }
}
