using System.Net;

namespace Pressrun.Providers.Web;

/// <summary>
/// The hosts that may have any address and port. Compared as written: a name never allows its address.
/// </summary>
internal sealed class AllowList
{
    private readonly HashSet<(string Host, int? Port)> _entries;

    /// <param name="entries">Each a host or host:port; throws <see cref="ArgumentException"/> on anything else.</param>
    public AllowList(IEnumerable<string> entries) => _entries = [.. entries.Select(Parse)];

    /// <param name="host">Name or address without brackets.</param>
    /// <param name="port">The port asked for.</param>
    public bool Allows(string host, int port)
    {
        var canonical = Canonical(host);
        return _entries.Contains((canonical, null)) || _entries.Contains((canonical, port));
    }

    private static (string Host, int? Port) Parse(string entry)
    {
        // Brackets around a bare IPv6 address, so that its colons do not look like a port.
        var bracketed = !entry.StartsWith('[') && entry.Count(letter => letter == ':') > 1 ? $"[{entry}]" : entry;
        if (!Uri.TryCreate($"http://{bracketed}/", UriKind.Absolute, out var address)
            || address.Host.Length == 0 || address.PathAndQuery != "/" || address.UserInfo.Length > 0)
        {
            throw new ArgumentException(
                $"'{Shown.Text(entry)}' is not a host: write a name or an address, such as intranet.example:8080.");
        }

        var hasPort = bracketed.LastIndexOf(':') > bracketed.LastIndexOf(']');
        return (Canonical(address.IdnHost), hasPort ? address.Port : null);
    }

    private static string Canonical(string host) =>
        IPAddress.TryParse(host, out var address) ? address.ToString() : host.ToLowerInvariant();
}
