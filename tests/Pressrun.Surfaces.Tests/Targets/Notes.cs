using System.Text.Json;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Targets;

/// <summary>A pipeline of notes that asks no model: each becomes a page, and the page goes somewhere.</summary>
internal static class Notes
{
    /// <summary>What a stranger might write; nothing of it may reach a reader but as words.</summary>
    public const string Canary = "<script>steal()</script><img src=https://pixel.example/p.png onerror=steal()>";

    /// <summary>The pipeline in a folder of its own, with two notes, the second by a stranger.</summary>
    /// <param name="stages">The stages below the one that makes pages, <c>page</c>.</param>
    public static Shell Make(string stages) => Make(stages, ("n1", "First", "https://example.org/1"),
        ("n2", $"Second {Canary}", "javascript:steal()"));

    /// <summary>The same with one note.</summary>
    public static Shell MakeOne(string stages) => Make(stages, ("n1", "First", "https://example.org/1"));

    /// <summary>Carries a command out; fails with what it said unless it ends as it should.</summary>
    public static string Run(Shell shell, int code, params string[] words)
    {
        var (ended, output, error) = shell.Run(words);
        Assert.True(ended == code, $"exit code {ended}: {output}{error}");
        return output + error;
    }

    public static string Read(Shell shell, string path) => File.ReadAllText(shell.PathOf(path));

    private static Shell Make(string stages, params (string Key, string Title, string Link)[] notes)
    {
        var shell = new Shell();
        shell.Write("notes.jsonl", string.Concat(notes.Select((note, place) => JsonSerializer.Serialize(new
        {
            id = note.Key,
            title = note.Title,
            link = note.Link,
            date = $"2026-11-0{place + 1}",
            email = $"{note.Key}@example.org",
            raw = $"<p>{note.Title}</p><a href=\"{note.Link}\">more</a>",
            text = $"{note.Title}\n\n[more]({note.Link}) ![p](https://pixel.example/p.png)",
        }) + "\n")));
        shell.Write("page.html", """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>{{title}}</title></head>
            <body><h1>{{title}}</h1><p><a href="{{link}}">source</a></p>{{{raw}}}</body></html>

            """);
        shell.Write("p.yaml", $"""
            pressrun: 1
            name: p
            items: {"{"} from: notes.jsonl, key: id {"}"}
            providers: {"{"} hook: {"{"} allow_hosts: [127.0.0.1] {"}"} {"}"}
            stages:
              page: {"{"} render: page.html {"}"}
            {stages}
            """);
        return shell;
    }
}
