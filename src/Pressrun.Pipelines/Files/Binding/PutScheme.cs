namespace Pressrun.Pipelines.Files.Binding;

/// <summary>A kind of target <c>put</c> can name.</summary>
/// <param name="Name">What stands before <c>://</c>.</param>
/// <param name="Doc">What it does.</param>
/// <param name="IsLater">Whether only a later version carries it out.</param>
internal sealed record PutScheme(string Name, string Doc, bool IsLater = false)
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static readonly IReadOnlyList<PutScheme> All =
    [
        new("folder", "Writes a file."),
        new("feed", "Builds a podcast feed."),
        new("site", "Builds a site of pages, index and feed.", IsLater: true),
        new("mail", "Mails, or writes .eml files into a folder.", IsLater: true),
        new("s3", "Uploads to S3 storage.", IsLater: true),
        new("azure", "Uploads to Azure Blob storage.", IsLater: true),
        new("git", "Commits and pushes.", IsLater: true),
        new("http", "Posts to an address.", IsLater: true),
        new("https", "Posts to an address.", IsLater: true),
    ];

    /// <summary>The scheme of a target; null if it has none, or one nobody knows.</summary>
    public static PutScheme? Of(string target) => All.FirstOrDefault(
        scheme => target.StartsWith(scheme.Name + "://", StringComparison.Ordinal));
}
