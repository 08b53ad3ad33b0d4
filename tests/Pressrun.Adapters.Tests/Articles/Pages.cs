using System.Text;
using Pressrun.Providers.Articles;

namespace Pressrun.Adapters.Tests.Articles;

/// <summary>Small pages of our own.</summary>
internal static class Pages
{
    /// <summary>Prose long enough to be an article, of 560 characters.</summary>
    public static string Prose { get; } = Times(
        7,
        "<p>The harbour was quiet that morning, the boats were out, and nobody waited at the pier.</p>");

    public static Article Read(string html, string? contentType = "text/html", string? address = null) =>
        ArticleExtractor.Extract(Encoding.UTF8.GetBytes(html), contentType, address is null ? null : new(address));

    /// <summary>A page whose article is the given markup, with prose behind it.</summary>
    public static Article Around(string markup) => Read($"<body><article>{markup}{Prose}</article></body>");

    public static Article Headed(string head, string body = "") =>
        Read($"<html><head>{head}</head><body>{body}<article>{Prose}</article></body></html>");

    public static string[] Paragraphs(Article article) => article.Text.Split("\n\n");

    public static string Times(int count, string text) => new StringBuilder().Insert(0, text, count).ToString();
}
