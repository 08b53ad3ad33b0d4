using System.Net;
using System.Net.Sockets;

namespace Pressrun.Providers.Web;

/// <summary>
/// Opens connections to checked addresses only. Resolving, checking and connecting are one step, so neither a redirect
/// nor a name that changes its address in between leads anywhere else.
/// </summary>
/// <param name="allowed">Hosts whose address is not checked.</param>
/// <param name="resolve">The addresses of a name, best first; throws <see cref="SocketException"/>.</param>
/// <param name="patience">How long all addresses of a host together may take.</param>
/// <param name="time">Tells time.</param>
internal sealed class Connector(
    AllowList allowed, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeSpan patience, TimeProvider time)
{
    private const int AddressesMax = 4;

    /// <summary>Throws <see cref="FetchException"/> where the host has no address that may be asked.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await ResolveAsync(host, ct);
        if (!allowed.Allows(host, port))
        {
            addresses = Checked(addresses);
        }

        FetchException? last = null;
        foreach (var address in addresses)
        {
            // One dead address of several must not use up all the time.
            using var share = new CancellationTokenSource(patience / addresses.Length, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(share.Token, ct);
            try
            {
                return await OpenAsync(address, port, either.Token);
            }
            catch (SocketException error)
            {
                last = WireFault.Of(error);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                last = WireFault.Silence(patience);
            }
        }

        throw last ?? WireFault.NoHost;
    }

    private static IPAddress[] Checked(IPAddress[] addresses)
    {
        var open = addresses.Where(address => AddressRule.WhyNot(address) is null).ToArray();
        return open is not [] || addresses is not [var first, ..]
            ? open
            : throw FetchException.Permanent($"leads to {first}, {AddressRule.WhyNot(first)}: only public pages are "
                + "fetched; if the host is yours, name it in allow_hosts");
    }

    private static async Task<Stream> OpenAsync(IPAddress address, int port, CancellationToken ct)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [Unmapped(literal)];
        }

        // RFC 6761 section 6.4: there is none, so no name server is asked.
        if (host.TrimEnd('.').EndsWith(".invalid", StringComparison.OrdinalIgnoreCase))
        {
            throw WireFault.NoHost;
        }

        try
        {
            return [.. (await resolve(host, ct)).Take(AddressesMax).Select(Unmapped)];
        }
        catch (SocketException error)
        {
            throw WireFault.Of(error);
        }
    }

    // A socket of version 6 does not reach version 4 without further ado.
    private static IPAddress Unmapped(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
