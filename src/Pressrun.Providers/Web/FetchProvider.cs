using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Providers.Web;

/// <summary>
/// Fetches web pages that anybody may read, from public addresses only, as robots.txt allows, and reads files below one
/// folder the same way. Costs nothing, so a fetch is either answered or failed, never unknown. Thread-safe.
/// </summary>
public sealed class FetchProvider : IProvider, IDisposable
{
    /// <summary>The provider's name.</summary>
    public const string Name = "fetch";

    /// <summary>What stands for the model where no host is asked.</summary>
    private const string NoHost = "file";

    /// <summary>
    /// After so many attempts a server that still asks to wait is a failure, or the item would never end.
    /// </summary>
    private const int WaitsMax = 10;

    private static readonly JsonSerializerOptions Json =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly WebReader _web;
    private readonly FolderReader _files;

    /// <summary>Throws <see cref="ArgumentException"/> if an option is outside its range.</summary>
    /// <param name="options">What is fetched, and how.</param>
    /// <param name="time">Tells time, for time limits and for when a page was fetched.</param>
    public FetchProvider(FetchOptions options, TimeProvider time)
        : this(options, time, Dns.GetHostAddressesAsync)
    {
    }

    /// <param name="options">What is fetched, and how.</param>
    /// <param name="time">Tells time.</param>
    /// <param name="resolve">The addresses of a name, best first.</param>
    internal FetchProvider(
        FetchOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        options.Check();
        _web = new(options, time, resolve);
        _files = new(options.Folder, options.BytesMax);
        Profile = new(Name)
        {
            Other = host => SecRule.Is(host)
                ? LaneOf(SecRule.Host, options.SecPerSecond)
                : LaneOf(host, options.PerHostPerSecond),
        };
    }

    /// <inheritdoc/>
    public Profile Profile { get; }

    /// <summary>
    /// The lane of a host: one request at a time, spaced evenly, whatever its replies allow. Files have no limit.
    /// </summary>
    /// <param name="host">A host in lower case, as <see cref="RequestOf"/> names it, or <c>file</c>.</param>
    /// <param name="perSecond">Requests a second, above 0. <value>The default is 1.</value></param>
    public static Lane LaneOf(string host, double perSecond = 1)
    {
        IReadOnlyList<Limit> limits = host == NoHost
            ? []
            :
            [
                Limit.AtOnce(1) with { IsCeiling = true },
                new(Unit.Requests, 1, TimeSpan.FromSeconds(1 / perSecond)) { IsCeiling = true },
            ];
        return new($"{Name}/{host}", limits);
    }

    /// <summary>
    /// The request for a page or file. The model is its host in lower case, by which requests are spaced, or
    /// <c>file</c>; what cannot be fetched gives a request all the same, whose call then fails with the cause.
    /// </summary>
    /// <param name="address">
    /// An http or https address, a <c>file:</c> address, or a path below the folder; blanks around it are dropped, and
    /// three asterisks take the place of a user name and password, with which nothing is fetched.
    /// </param>
    public static Request RequestOf(string address)
    {
        var text = address.Trim();
        var host = WebAddress.SchemeOf(text) is "http" or "https" && Uri.TryCreate(text, UriKind.Absolute, out var page)
            ? WebAddress.HostOf(page)?.TrimEnd('.')
            : null;
        var content = JsonSerializer.Serialize(new { url = WebAddress.Masked(text) }, Json);
        return new(Name, string.IsNullOrEmpty(host) ? NoHost : host, content);
    }

    /// <inheritdoc/>
    public Demand Estimate(Call call) => default;

    /// <inheritdoc/>
    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        var address = AddressOf(call.Request);
        try
        {
            var page = await FetchAsync(address, ct);
            return new(Outcome.Answered.Instance, new(page.Write())) { Status = page.Status };
        }
        catch (FetchException fault)
        {
            var subject = SubjectOf(address);
            var outcome = fault.About(subject);
            return new(outcome is Outcome.Refused && attempt > WaitsMax
                ? new Outcome.Failed(Failure.Transient, $"{subject} still answers {fault.Status} after {WaitsMax} "
                    + "attempts: the site lets no program in, or not now; save the page as a file and list that")
                : outcome, Body.Empty)
            {
                Status = fault.Status,
            };
        }
    }

    /// <summary>
    /// The page as a blob, to be read with <see cref="FetchedPage.Parse"/>. Throws <see cref="FormatException"/> if the
    /// body has not been made a blob.
    /// </summary>
    public Answer Read(Call call, Reply reply) => reply.Body.Blob is { } page
        ? new("", page)
        : throw new FormatException("A fetched page is kept as a blob, but this one is not.");

    /// <inheritdoc/>
    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    /// <inheritdoc/>
    public void Dispose() => _web.Dispose();

    private Task<FetchedPage> FetchAsync(string address, CancellationToken ct) => WebAddress.SchemeOf(address) switch
    {
        _ when address.Length == 0 => throw FetchException.Permanent("names nothing: take it out"),
        "http" or "https" => _web.ReadAsync(WebAddress.Parse(address), ct),
        null or "file" => _files.ReadAsync(address, ct),
        _ => throw FetchException.Permanent("is neither a web address nor a path: begin it with https:// or ./"),
    };

    private static string AddressOf(Request request)
    {
        try
        {
            using var content = JsonDocument.Parse(request.Content);
            return content.RootElement.GetProperty("url").GetString()?.Trim() ?? "";
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return "";
        }
    }

    // Never a password: what cannot be taken apart is not shown if there might be one in it.
    private static string SubjectOf(string address) =>
        address.Length == 0 ? "The empty line"
        : WebAddress.SchemeOf(address) is "http" or "https" && Uri.TryCreate(address, UriKind.Absolute, out var page)
            ? Shown.Address(page)
        : address.Contains('@', StringComparison.Ordinal) ? "The address"
        : Shown.Text(address);
}
