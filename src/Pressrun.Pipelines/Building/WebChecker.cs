using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Building;

/// <summary>Checks what a file says of fetching and posting, so that a run need not begin to refuse it.</summary>
internal static class WebChecker
{
    /// <summary>What is wrong with a provider of the kind <c>fetch</c> or <c>hook</c>.</summary>
    public static IEnumerable<FileError> Check(ProviderSettings fetch)
    {
        foreach (var host in fetch.AllowHosts.Where(host => !IsHost(host.Value)))
        {
            yield return new(host.At, $"`{host.Value}` is no host",
                "write a name or an address, such as intranet.example:8080");
        }

        if (fetch.Contact is { } contact && !WebSettings.IsContact(contact.Value))
        {
            yield return new(contact.At, "a contact is printable ASCII without brackets",
                "write a mail address or the address of a page");
        }
    }

    private static bool IsHost(string entry)
    {
        var bracketed = !entry.StartsWith('[') && entry.Count(letter => letter == ':') > 1 ? $"[{entry}]" : entry;
        return Uri.TryCreate($"http://{bracketed}/", UriKind.Absolute, out var address)
            && address is { Host.Length: > 0, PathAndQuery: "/", UserInfo.Length: 0 };
    }
}
