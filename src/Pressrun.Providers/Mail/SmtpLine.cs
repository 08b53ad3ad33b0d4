using System.Net;
using System.Net.Sockets;

namespace Pressrun.Providers.Mail;

/// <summary>A connection to a mail server before anything is said.</summary>
/// <param name="Stream">What is said on it.</param>
/// <param name="IsLocal">Whether it does not leave this machine, so that nobody can listen.</param>
/// <param name="Here">Its end here, as the server is told.</param>
internal sealed record SmtpLine(Stream Stream, bool IsLocal, IPAddress Here)
{
    /// <summary>Connects; throws <see cref="SocketException"/>.</summary>
    public static async Task<SmtpLine> OpenAsync(SmtpServer server, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, ct);
            var there = ((IPEndPoint)socket.RemoteEndPoint!).Address;
            var here = ((IPEndPoint)socket.LocalEndPoint!).Address;
            return new(new NetworkStream(socket, ownsSocket: true), IPAddress.IsLoopback(Plain(there)), Plain(here));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
