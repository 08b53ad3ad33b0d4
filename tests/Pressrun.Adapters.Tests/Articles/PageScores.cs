using Pressrun.Adapters.Tests.Rigging;

namespace Pressrun.Adapters.Tests.Articles;

/// <summary>All pages of the data set, read once for all tests, one after the other.</summary>
public sealed class PageScores
{
    private IReadOnlyList<PageScore>? _all;

    internal IReadOnlyList<PageScore> All => _all ??=
    [
        .. Directory.EnumerateDirectories(SharedData.Folder("podcast/articles"))
            .Order(StringComparer.Ordinal)
            .Select(PageScore.Of),
    ];
}
