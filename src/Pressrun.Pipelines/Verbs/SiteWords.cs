using Pressrun.Pipelines.Templates;

namespace Pressrun.Pipelines.Verbs;

/// <summary>What a stage says of its site and of the pages on it; each a template.</summary>
/// <param name="Link">Where the site's folder will be found on the web.</param>
internal sealed record SiteWords(Template Link)
{
    /// <summary>What <c>with</c> may name.</summary>
    public static IReadOnlyList<string> Known { get; } =
        ["link", "title", "description", "language", "pages", "path", "page_title", "summary", "date"];

    /// <summary>Its title; null takes the pipeline's name.</summary>
    public Template? Title { get; init; }

    /// <summary>What it is about; null says nothing.</summary>
    public Template? Description { get; init; }

    /// <summary>Its language; null is English.</summary>
    public Template? Language { get; init; }

    /// <summary>Of each page: its title; null takes the page's own.</summary>
    public Template? PageTitle { get; init; }

    /// <summary>Of each page: what it is about; null takes the item's.</summary>
    public Template? Summary { get; init; }

    /// <summary>Of each page: when it appeared; null takes the item's date.</summary>
    public Template? Date { get; init; }

    /// <summary>Another as soon as one of them is.</summary>
    public string Hash => string.Join(' ', ((Template?[])
        [Link, Title, Description, Language, PageTitle, Summary, Date]).Select(template => template?.Hash ?? "-"));
}
