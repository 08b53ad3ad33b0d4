using Pressrun.Model;

namespace Pressrun.Providers.Sites;

/// <summary>A page of a site.</summary>
/// <param name="Path">Its path below the site's folder.</param>
/// <param name="Title">What leads to it.</param>
/// <param name="Content">What it holds.</param>
internal sealed record SitePage(string Path, string Title, Blob Content)
{
    /// <summary>What it is about; empty where nothing is said.</summary>
    public string Summary { get; init; } = "";

    /// <summary>When it appeared; null where nothing is said.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The key of its item; empty where nothing is said.</summary>
    public string Key { get; init; } = "";
}
