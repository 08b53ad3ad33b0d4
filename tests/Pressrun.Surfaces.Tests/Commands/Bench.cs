using Pressrun.Cli;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>A small pipeline that needs no other program: pages become texts, a word makes one wait.</summary>
internal static class Bench
{
    private const string Sentence = "A page about nothing much. ";

    /// <summary>The pipeline in a folder of its own.</summary>
    /// <param name="pages">The pages; one whose name holds <c>bad</c> holds a word that makes it wait.</param>
    public static Shell Make(params string[] pages)
    {
        var shell = new Shell();
        shell.Write("p.yaml", """
            pressrun: 1
            name: p
            items: urls.txt
            stages:
              article: { fetch: "{{url}}" }
              script:
                ask: "<article>\n{{article}}\n</article>"
                model: offline/extractive
                gate: { check: none of words.txt, else: review }
                save: out/{{article.title}}.txt
            """);
        shell.Write("words.txt", "damned\n");
        List(shell, pages);
        return shell;
    }

    /// <summary>Writes pages and the list that names them.</summary>
    public static void List(Shell shell, params string[] pages)
    {
        shell.Write("urls.txt", string.Concat(pages.Select(page => $"pages/{page}.txt\n")));
        foreach (var page in pages)
        {
            Write(shell, page, $"About {page}");
        }
    }

    /// <summary>Writes a page under a title.</summary>
    public static void Write(Shell shell, string page, string title) =>
        Write(shell, page, title, page.Contains("bad", StringComparison.Ordinal));

    /// <summary>Writes a page under a title, with or without the word that makes it wait.</summary>
    public static void Write(Shell shell, string page, string title, bool isBad)
    {
        var word = isBad ? "damned" : "plain";
        shell.Write($"pages/{page}.txt",
            $"{title}\n\nThis {word} page of {page} begins. {string.Concat(Enumerable.Repeat(Sentence, 30))}\n");
    }

    /// <summary>Carries a command out where the clock on the wall is another one.</summary>
    public static (int Code, string Output, string Error) Run(Shell shell, TimeProvider time, params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = App.Run(words, new()
        {
            Output = output,
            Error = error,
            Input = TextReader.Null,
            Folder = shell.Folder,
            Time = time,
            Variable = name => shell.Variables.GetValueOrDefault(name),
        });
        return (code, output.ToString(), error.ToString());
    }
}
