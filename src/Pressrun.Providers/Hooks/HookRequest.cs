using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Pressrun.Providers.Folders;
using Pressrun.Providers.Web;

namespace Pressrun.Providers.Hooks;

/// <summary>What a hook is asked for. Its address may be a secret: a message shows no more than its host.</summary>
/// <param name="Address">Where it goes.</param>
/// <param name="Body">What is posted.</param>
/// <param name="Type">The media type of the body.</param>
internal sealed record HookRequest(Uri Address, byte[] Body, MediaTypeHeaderValue Type)
{
    private const int BytesMax = 10 * 1024 * 1024;
    private const int AddressMax = 4096;

    /// <summary>Scheme and host, and the port where it is not the usual one.</summary>
    public string Shown => Web.Shown.Text(Address.GetComponents(
        UriComponents.Scheme | UriComponents.Host | UriComponents.Port, UriFormat.UriEscaped).TrimEnd('/'));

    /// <summary>Reads a request.</summary>
    /// <param name="content">Its content.</param>
    /// <param name="allowed">The hosts that may have any port.</param>
    /// <exception cref="FormatException">It cannot be posted; the message names no secret.</exception>
    public static HookRequest Parse(string content, AllowList allowed)
    {
        using var document = TargetContent.Parse(content);
        var root = document.RootElement;
        var address = AddressOf(Require(root, "url"));
        var host = Check(address, allowed);
        var body = Encoding.UTF8.GetBytes(Require(root, "body"));
        if (body.Length > BytesMax)
        {
            throw new FormatException($"the body for {host} is larger than {BytesMax >> 20} MB");
        }

        return MediaTypeHeaderValue.TryParse(root.Text("type") ?? "application/json", out var type)
            ? new(address, body, type)
            : throw new FormatException("`type` is no media type; write for instance `application/json`");
    }

    /// <summary>The host of an address in ASCII and lower case; null if it has none.</summary>
    public static string? HostOf(string url) =>
        Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address) ? WebAddress.HostOf(address)?.TrimEnd('.') : null;

    private static Uri AddressOf(string url)
    {
        if (url.Length > AddressMax || !Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https"))
        {
            throw new FormatException("`url` is no web address; write for instance `https://example.org/hook`");
        }

        return address.Fragment.Length == 0 ? address : new UriBuilder(address) { Fragment = "" }.Uri;
    }

    private static string Check(Uri address, AllowList allowed)
    {
        if (WebAddress.HostOf(address) is not { } host)
        {
            throw new FormatException("`url` has no valid host name");
        }

        if (address.UserInfo.Length > 0)
        {
            throw new FormatException(
                $"the address of {host} carries a user name or password, which would be kept; take it out");
        }

        return address.Port is 80 or 443 || allowed.Allows(host, address.Port)
            ? host
            : throw new FormatException($"the address of {host} names an unusual port: only 80 and 443 are posted to; "
                + "if the host is yours, name it in allow_hosts");
    }

    private static string Require(JsonElement parent, string name) =>
        parent.Text(name) ?? throw new FormatException($"`{name}` is missing");
}
