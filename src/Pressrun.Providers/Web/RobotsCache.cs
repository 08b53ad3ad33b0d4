namespace Pressrun.Providers.Web;

/// <summary>
/// Asks each site once a day what may be read. Used by any number of threads: what two of them want at the same time is
/// asked twice, which does no harm.
/// </summary>
/// <param name="wire">Sends the requests.</param>
/// <param name="allowed">Hosts that may have any port.</param>
/// <param name="time">Tells the age of an answer.</param>
internal sealed class RobotsCache(Wire wire, AllowList allowed, TimeProvider time)
{
    /// <summary>Section 2.3.1.2 of RFC 9309 asks for at least five.</summary>
    private const int RedirectsMax = 5;

    private const int SitesMax = 512;

    /// <summary>Section 2.4: no answer is used for longer.</summary>
    private static readonly TimeSpan AgeMax = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Robots Robots, DateTimeOffset At)> _sites = [];

    /// <summary>Throws <see cref="FetchException"/> if the page must not be read, or nobody can say.</summary>
    public async Task CheckAsync(Uri address, CancellationToken ct)
    {
        var site = address.GetLeftPart(UriPartial.Authority);
        if (!TryFind(site, out var robots))
        {
            robots = await AskAsync(new(address, "/robots.txt"), ct);
            Keep(site, robots);
        }

        if (!robots.Allows(address))
        {
            throw FetchException.Permanent("may not be read by programs, says the robots.txt of its site: take the "
                + "line out, or ask the site for permission");
        }
    }

    private bool TryFind(string site, out Robots robots)
    {
        lock (_gate)
        {
            var isFresh = _sites.TryGetValue(site, out var kept) && time.GetUtcNow() - kept.At < AgeMax;
            robots = kept.Robots;
            return isFresh;
        }
    }

    private void Keep(string site, Robots robots)
    {
        lock (_gate)
        {
            if (_sites.Count == SitesMax && !_sites.ContainsKey(site))
            {
                _sites.Remove(_sites.MinBy(kept => kept.Value.At).Key);
            }

            _sites[site] = (robots, time.GetUtcNow());
        }
    }

    private async Task<Robots> AskAsync(Uri address, CancellationToken ct)
    {
        for (var redirects = 0; redirects <= RedirectsMax; redirects++)
        {
            try
            {
                WebAddress.Check(address, allowed);
                var (next, robots) = await wire.GetAsync(address, (response, token) =>
                    ReadAsync(response, address, token), ct);
                if (next is null)
                {
                    return robots;
                }

                address = next;
            }
            catch (FetchException fault) when (redirects > 0)
            {
                throw fault.Within(cause => $"cannot be asked for: its site's {Shown.Address(address)} {cause}");
            }
        }

        // Section 2.3.1.2: after so many redirects there is no file.
        return Robots.Everything;
    }

    private static async Task<(Uri? Next, Robots Robots)> ReadAsync(
        HttpResponseMessage response, Uri address, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        switch (status)
        {
            case >= 500:
                throw FetchException.Transient($"may not be read for now, the robots.txt of its site answers {status}: "
                    + "try again later", status);
            case >= 200 and < 300:
                using (var body = new BoundedBody(await response.Content.ReadAsStreamAsync(ct)))
                {
                    await body.FillAsync(Robots.BytesMax, ct);
                    return (null, Robots.Parse(body.Bytes.Span));
                }

            default:
                // Section 2.3.1.3: where there is no file, everything may be read.
                return (TargetOf(response, address), Robots.Everything);
        }
    }

    private static Uri? TargetOf(HttpResponseMessage response, Uri address) =>
        Statuses.IsRedirect((int)response.StatusCode)
        && response.Headers.NonValidated.TryGetValues("Location", out var values)
            ? WebAddress.Next(address, values.First())
            : null;
}
