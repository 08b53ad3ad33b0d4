using System.Net;
using System.Net.Sockets;

namespace Pressrun.Providers.Web;

/// <summary>
/// Which IP addresses are public. After the special-purpose address registries of IANA (RFC 6890 and its updates, as of
/// November 2026). An address that carries another one is judged by the one it carries.
/// </summary>
internal static class AddressRule
{
    private static readonly (IPNetwork Network, string Why)[] Closed =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "an address of this machine"),
        (IPNetwork.Parse("127.0.0.0/8"), "an address of this machine"),
        (IPNetwork.Parse("10.0.0.0/8"), "a private address"),
        (IPNetwork.Parse("172.16.0.0/12"), "a private address"),
        (IPNetwork.Parse("192.168.0.0/16"), "a private address"),
        (IPNetwork.Parse("100.64.0.0/10"), "an address inside a provider's network"),
        (IPNetwork.Parse("169.254.0.0/16"), "a link-local address"),
        (IPNetwork.Parse("192.0.0.0/24"), "an address reserved for protocols"),
        (IPNetwork.Parse("192.0.2.0/24"), "an address for documentation"),
        (IPNetwork.Parse("198.51.100.0/24"), "an address for documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "an address for documentation"),
        (IPNetwork.Parse("192.88.99.0/24"), "an address reserved for protocols"),
        (IPNetwork.Parse("198.18.0.0/15"), "an address for benchmarks"),
        (IPNetwork.Parse("224.0.0.0/4"), "a multicast address"),
        (IPNetwork.Parse("240.0.0.0/4"), "a reserved address"),
        // Public by its number, but answered by the host of the virtual machines of one large cloud.
        (IPNetwork.Parse("168.63.129.16/32"), "an address inside a provider's network"),
        (IPNetwork.Parse("::/128"), "an address of this machine"),
        (IPNetwork.Parse("::1/128"), "an address of this machine"),
        (IPNetwork.Parse("fc00::/7"), "a private address"),
        (IPNetwork.Parse("fec0::/10"), "a private address"),
        (IPNetwork.Parse("64:ff9b:1::/48"), "a private address"),
        (IPNetwork.Parse("fe80::/10"), "a link-local address"),
        (IPNetwork.Parse("ff00::/8"), "a multicast address"),
        (IPNetwork.Parse("2001::/23"), "an address reserved for protocols"),
        (IPNetwork.Parse("2001:db8::/32"), "an address for documentation"),
        (IPNetwork.Parse("3fff::/20"), "an address for documentation"),
    ];

    /// <summary>All that has been given out for the public Internet so far (RFC 4291, section 2.4).</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>What an address is instead of public, such as "a private address"; null if it is public.</summary>
    public static string? WhyNot(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return WhyNot(address.MapToIPv4());
        }

        if (Carried(address) is { Length: > 0 } carried)
        {
            return carried.Select(WhyNot).FirstOrDefault(why => why is not null);
        }

        foreach (var (network, why) in Closed)
        {
            if (network.Contains(address))
            {
                return why;
            }
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && !Global6.Contains(address)
            ? "a reserved address"
            : null;
    }

    // RFC 6052 section 2.1, RFC 3056 section 2, RFC 4380 section 4 (which hides the client's by inverting its bits).
    private static IPAddress[] Carried(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return true switch
        {
            _ when Translated.Contains(address) => [new(bytes.AsSpan(12, 4))],
            _ when SixToFour.Contains(address) => [new(bytes.AsSpan(2, 4))],
            _ when Teredo.Contains(address) =>
                [new(bytes.AsSpan(4, 4)), new([.. bytes.Skip(12).Select(octet => (byte)(octet ^ 0xff))])],
            _ => [],
        };
    }
}
