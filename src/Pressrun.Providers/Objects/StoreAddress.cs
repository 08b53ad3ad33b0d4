namespace Pressrun.Providers.Objects;

/// <summary>The address of a store, as a user writes it in a pipeline file.</summary>
internal static class StoreAddress
{
    /// <summary>Throws <see cref="ArgumentException"/> if it is none; null is fine.</summary>
    public static void Check(string? url)
    {
        if (url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https") || address.Host.Length == 0
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0))
        {
            throw new ArgumentException(
                "The `url` of a store is http or https, without a user, question mark or number sign.");
        }
    }
}
