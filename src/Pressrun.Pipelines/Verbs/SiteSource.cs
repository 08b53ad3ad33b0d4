using Pressrun.Pipelines.Templates;

namespace Pressrun.Pipelines.Verbs;

/// <summary>A stage whose results are pages of a site.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="IsPage">Whether its results are pages; else they are texts of which pages are made.</param>
/// <param name="Path">The template of a page's path below the site's folder.</param>
internal sealed record SiteSource(string Stage, bool IsPage, Template Path);
