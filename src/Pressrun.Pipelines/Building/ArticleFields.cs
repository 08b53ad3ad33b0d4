using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Building;

/// <summary>The fields of what <c>fetch</c> gives.</summary>
internal static class ArticleFields
{
    /// <summary>All of them; each is there for every page, empty where the page says nothing.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "title", "text", "slug", "byline", "language", "site_name", "address", "published", "excerpt", "characters",
        "is_paywalled", "is_too_short",
    ];

    /// <summary>The same as a form.</summary>
    public static OutputForm Form { get; } = new OutputForm.Fields(
        [.. All.Select(name => KeyValuePair.Create<string, OutputForm>(name, new OutputForm.Text()))]);
}
