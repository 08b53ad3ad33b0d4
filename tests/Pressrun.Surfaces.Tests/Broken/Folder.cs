using System.Globalization;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>Small pipelines and texts that these tests break.</summary>
internal static class Folder
{
    /// <summary>Fetches, chooses sentences, saves: no key, no sound, quick.</summary>
    public const string Pipeline = """
        pressrun: 1
        name: press
        items: urls.txt
        stages:
          article:
            fetch: "{{url}}"
          script:
            ask: "Read aloud: {{article.text}}"
            model: offline/extractive
            save: out/{{article.slug}}.txt
        """;

    /// <summary>Writes the pipeline and its items, one a line.</summary>
    public static Shell With(string pipeline, params string[] lines)
    {
        var shell = new Shell();
        shell.Write("press.yaml", pipeline);
        shell.Write("urls.txt", string.Join('\n', lines) + "\n");
        return shell;
    }

    /// <summary>The pipeline with so many articles as files beside it.</summary>
    public static Shell WithPages(int count)
    {
        var names = Enumerable.Range(1, count)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"pages/{number}.txt")).ToArray();
        var shell = With(Pipeline, names);
        foreach (var (number, name) in names.Index())
        {
            shell.Write(name, Text($"The village of page {number + 1}"));
        }

        return shell;
    }

    /// <summary>An article of a few sentences under a title.</summary>
    public static string Text(string title) => $"{title}\n\n{Sentences(title)}\n";

    /// <summary>The same as a web page.</summary>
    public static string Html(string title) =>
        $"<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>"
        + $"{Sentences(title).Replace("\n\n", "</p><p>", StringComparison.Ordinal)}</p></article></body></html>";

    private static string Sentences(string title) => string.Join("\n\n", Enumerable.Range(1, 6).Select(paragraph =>
        string.Join(' ', Enumerable.Range(1, 4).Select(sentence => string.Create(CultureInfo.InvariantCulture,
            $"In year {paragraph} of {title} the baker opened shop {sentence} before sunrise, and the street knew")))));
}
