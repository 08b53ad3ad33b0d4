using Pressrun.Model;

namespace Pressrun.Providers.Web;

/// <summary>How pages are fetched, and what is never fetched.</summary>
public sealed record FetchOptions
{
    /// <summary>What the fetcher calls itself to web servers; printable ASCII.</summary>
    /// <value>The default is <c>Pressrun/0.1</c>, followed by the <see cref="Contact"/> where there is one.</value>
    public string UserAgent
    {
        get => field ?? (Contact is null ? "Pressrun/0.1" : $"Pressrun/0.1 (+{Contact})");
        init;
    }

    /// <summary>A web page or mail address for whoever wonders about the requests; printable ASCII.</summary>
    /// <value>The default is null, none.</value>
    public string? Contact { get; init; }

    /// <summary>
    /// Hosts that may have any address and port, each as <c>host</c> or <c>host:port</c>; the host is a name or an IP
    /// address, as it stands in the addresses of the pages. For intranets and tests; may be empty.
    /// </summary>
    /// <value>The default is none: only public addresses, on ports 80 and 443.</value>
    public IReadOnlyList<string> AllowHosts { get; init; } = [];

    /// <summary>Whether robots.txt is not asked for. Only for sites that gave their permission otherwise.</summary>
    /// <value>The default is no.</value>
    public bool IgnoreRobots { get; init; }

    /// <summary>The largest page in bytes, counted after decompression; from 1 to 1 GiB.</summary>
    /// <value>The default is 10 MiB.</value>
    public long BytesMax { get; init; } = 10L * 1024 * 1024;

    /// <summary>The longest a page may take, robots.txt and redirects included; above 0, at most a day.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many redirects are followed, from 0 to 20.</summary>
    /// <value>The default is 5.</value>
    public int RedirectsMax { get; init; } = 5;

    /// <summary>The folder whose files, and those of its folders, may be read as pages.</summary>
    /// <value>The default is null: no files.</value>
    public string? Folder { get; init; }

    /// <summary>
    /// How many requests a second one host gets at most, above 0, at most 1000; see <see cref="FetchProvider.LaneOf"/>.
    /// </summary>
    /// <value>The default is 1.</value>
    public double PerHostPerSecond { get; init; } = 1;

    /// <summary>
    /// How many requests a second all hosts of the SEC get at most together, above 0, at most 9: it lets nobody in for
    /// ten minutes who sends more than 10, from however many machines.
    /// </summary>
    /// <value>The default is 5.</value>
    public double SecPerSecond { get; init; } = SecRule.PerSecondDefault;

    /// <summary>The host of the SEC's archive, for limits that name it.</summary>
    public const string SecHost = "www.sec.gov";

    /// <summary>
    /// What <see cref="SecPerSecond"/> is where a user set limits for the SEC's hosts: the lowest rate of requests, but
    /// never more than 9; the default where there is none.
    /// </summary>
    /// <param name="limits">What was set; may be empty.</param>
    public static double SecRateOf(IEnumerable<Limit> limits) => Math.Min(SecRule.PerSecondMax, limits
        .Where(limit => limit.Unit == Unit.Requests && limit.IsKnown).Select(limit => limit.RatePerSecond)
        .DefaultIfEmpty(SecRule.PerSecondDefault).Min());

    /// <summary>Throws <see cref="ArgumentException"/> if a value is outside its range.</summary>
    internal void Check()
    {
        Check(BytesMax is > 0 and <= 1L << 30, $"A page may have from 1 byte to 1 GiB, not {BytesMax}.");
        Check(Timeout > TimeSpan.Zero && Timeout <= TimeSpan.FromDays(1),
            $"A page may take up to a day, not {Timeout}.");
        Check(RedirectsMax is >= 0 and <= 20, $"From 0 to 20 redirects can be followed, not {RedirectsMax}.");
        Check(PerHostPerSecond is > 0 and <= 1000,
            $"A host gets at most 1000 requests a second, not {PerHostPerSecond}.");
        Check(SecPerSecond is > 0 and <= SecRule.PerSecondMax,
            $"The SEC gets at most {SecRule.PerSecondMax} requests a second, not {SecPerSecond}.");
        // Anything else could end the header and begin another one.
        Check(Contact?.AsSpan().ContainsAny("()\\") != true, "A contact is an address without brackets.");
        Check(UserAgent.Length > 0 && UserAgent.All(letter => letter is >= ' ' and <= '~'),
            "The user agent and its contact are made of printable ASCII characters.");
    }

    private static void Check(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
