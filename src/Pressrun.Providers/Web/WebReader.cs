using System.Net;

namespace Pressrun.Providers.Web;

/// <summary>Reads pages from the web: every hop is checked, asked for politely and read up to a limit.</summary>
internal sealed class WebReader : IDisposable
{
    private readonly FetchOptions _options;
    private readonly TimeProvider _time;
    private readonly AllowList _allowed;
    private readonly Wire _wire;
    private readonly RobotsCache _robots;

    /// <param name="options">What is fetched, and how.</param>
    /// <param name="time">Tells time.</param>
    /// <param name="resolve">The addresses of a name.</param>
    public WebReader(
        FetchOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        (_options, _time, _allowed) = (options, time, new(options.AllowHosts));
        _wire = new(options, new(_allowed, resolve, options.Timeout, time));
        _robots = new(_wire, _allowed, time);
    }

    /// <summary>Reads a page; throws <see cref="FetchException"/> with its subject where there is none.</summary>
    public async Task<FetchedPage> ReadAsync(Uri start, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        List<Uri> visited = [start];
        try
        {
            return await FollowAsync(visited, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw Told(WireFault.Silence(_options.Timeout), visited);
        }
        catch (FetchException fault)
        {
            throw Told(fault, visited);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _wire.Dispose();

    private static FetchException Told(FetchException fault, List<Uri> visited) => fault.Within(cause =>
        visited is [_, .., var last] ? $"redirects to {Shown.Address(last)}, which {cause}" : cause);

    private async Task<FetchedPage> FollowAsync(List<Uri> visited, CancellationToken ct)
    {
        while (true)
        {
            var address = visited[^1];
            WebAddress.Check(address, _allowed);
            SecRule.Check(address, _options.Contact);
            if (!_options.IgnoreRobots)
            {
                await _robots.CheckAsync(address, ct);
            }

            var (next, page) = await _wire.GetAsync(address, (response, token) =>
                ReadAsync(response, visited, token), ct);
            if (page is not null)
            {
                return page;
            }

            Check(visited, next!);
            visited.Add(next!);
        }
    }

    private void Check(List<Uri> visited, Uri next)
    {
        if (visited.Contains(next))
        {
            throw FetchException.Permanent($"redirects in a circle, back to {Shown.Address(next)}: perhaps the site "
                + "wants cookies; save the page as a file and list that");
        }

        if (visited.Count > _options.RedirectsMax)
        {
            throw FetchException.Permanent(
                $"redirects once more, after {_options.RedirectsMax} times already: list the address it ends at");
        }
    }

    private async Task<(Uri? Next, FetchedPage? Page)> ReadAsync(
        HttpResponseMessage response, List<Uri> visited, CancellationToken ct)
    {
        if (Wire.RedirectOf(response, visited[^1]) is { } next)
        {
            return (next, null);
        }

        var now = _time.GetUtcNow();
        var isSec = SecRule.Is(visited[^1].IdnHost);
        if (isSec && response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests)
        {
            using var refusal = new BoundedBody(await response.Content.ReadAsStreamAsync(ct));
            await refusal.FillAsync(MediaType.SniffedBytes, ct);
            SecRule.Check(refusal.Bytes.Span, (int)response.StatusCode);
        }

        Statuses.Check(response, now);
        var headers = response.Content.Headers;
        var stated = headers.NonValidated.TryGetValues("Content-Type", out var types)
            ? MediaType.Parse(types.Last())
            : null;
        if (stated?.WhyNot([]) is { } why)
        {
            throw FetchException.Permanent(why);
        }

        if (headers.ContentEncoding.Any(encoding => encoding is not "identity"))
        {
            throw FetchException.Permanent("is packed in a way nobody asked for: save the page as a file");
        }

        if (headers.ContentLength > _options.BytesMax)
        {
            throw BoundedBody.TooLarge(_options.BytesMax);
        }

        using var body = new BoundedBody(await response.Content.ReadAsStreamAsync(ct));
        var type = await body.FillPageAsync(stated, _options.BytesMax, ct);
        if (isSec)
        {
            SecRule.Check(body.Bytes.Span, (int)response.StatusCode);
        }

        return (null, new()
        {
            Address = visited[^1],
            Status = (int)response.StatusCode,
            ContentType = type.ToString(),
            LastModified = headers.LastModified,
            FetchedAt = now,
            Redirects = [.. visited.SkipLast(1).Select(hop => hop.AbsoluteUri)],
            Content = body.Bytes,
        });
    }
}
