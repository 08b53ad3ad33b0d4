using Pressrun.Surfaces.Tests.FirstRun;
using Pressrun.Surfaces.Tests.Screens;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>What is said of a wrong file or a wrong word: two golden pages, one an error after the other.</summary>
public sealed class WordsTests
{
    private const string Stages = "stages:\n  article: { fetch: \"{{url}}\" }\n";
    private const string Head = "pressrun: 1\nname: press\nitems: urls.txt\n";

    [Fact]
    public void Everything_wrong_in_a_file_is_found_before_a_run_and_explained_as_agreed()
    {
        using var shell = Folder.With(Head + Stages, "pages/1.txt", "pages/2.txt");
        var page = new StringWriter { NewLine = "\n" };
        foreach (var (what, file) in Files())
        {
            shell.Write("press.yaml", file);
            var check = Spoken.By(shell, "check", "press.yaml");
            Assert.Equal(2, check.Code);
            Assert.Equal(check.Error, Spoken.By(shell, "run", "press.yaml").Error);
            page.Write($"# {what}\n{check.Error}\n");
        }

        Assert.False(Directory.Exists(shell.PathOf(".pressrun")));
        Golden.Hold("../Broken/files", page.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_wrong_word_is_answered_in_a_few_lines_and_as_agreed()
    {
        using var shell = Folder.WithPages(3);
        var page = new StringWriter { NewLine = "\n" };
        foreach (var words in Words())
        {
            var answer = Spoken.By(shell, words);
            Assert.Equal(2, answer.Code);
            Assert.Equal("", answer.Output);
            Assert.InRange(answer.Lines.Count, 1, 3);
            var line = string.Join(' ', words.Select(word => word.Length == 0 ? "''" : word));
            page.Write($"$ pressrun {line}\n{answer.Error}\n");
        }

        Assert.False(Directory.Exists(shell.PathOf(".pressrun")));
        Golden.Hold("../Broken/words", page.ToString().ReplaceLineEndings("\n").Replace('\x1b', '?'));
    }

    [Fact]
    public void Missing_keys_stop_a_run_with_both_ways_out()
    {
        using var shell = Folder.WithPages(1);
        shell.Write("press.yaml", Head + "providers:\n  anthropic: { key: env:NO_SUCH_KEY }\n  openai: {}\n" + Stages
            + "  one: { ask: \"{{article.text}}\", model: anthropic/claude-sonnet-5-5 }\n"
            + "  two: { ask: \"{{article.text}}\", model: openai/gpt-6-luna }\n");
        var run = Spoken.By(shell, "run");
        Assert.Equal(4, run.Code);
        Golden.Hold("../Broken/keys", run.Page());
    }

    [Fact]
    public void Without_a_pipeline_file_every_command_says_what_to_do()
    {
        using var shell = new Shell();
        foreach (var command in (string[])["run", "check"])
        {
            Assert.Equal(["there is no pipeline file in this folder; `pressrun init podcast` writes one to start from"],
                Refused(shell, command));
        }

        Assert.Equal(["nothing has been run here yet; `pressrun run` begins"], Refused(shell, "show"));
        Assert.Equal(0, Spoken.By(shell, "runs").Code);
        Assert.Contains("pressrun init podcast", Spoken.By(shell, "doctor").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void With_two_pipeline_files_it_is_asked_which_one_is_meant()
    {
        using var shell = Folder.WithPages(1);
        shell.Write("other.yaml", Folder.Pipeline);
        Assert.Equal(["which pipeline? there are other.yaml, press.yaml: name one of them"], Refused(shell, "run"));
        Assert.Equal(0, Spoken.By(shell, "run", "press.yaml").Code);
    }

    private static IReadOnlyList<string> Refused(Shell shell, string command)
    {
        var answer = Spoken.By(shell, command);
        Assert.Equal(2, answer.Code);
        return answer.Lines;
    }

    private static (string What, string File)[] Files()
    {
        string Ask(string rest) => $"{Head}{Stages}  script: {{ ask: \"{{{{article.text}}}}\", {rest} }}\n";
        string Save(string path) => Ask($"model: offline/extractive, save: \"{path}\"");
        return
        [
            ("no YAML", "%!PS-Adobe-3.0\n[[[\n"),
            ("an unknown verb", Head + "stages:\n  article: { fech: \"{{url}}\" }\n"),
            ("a missing prompt", $"{Head}{Stages}  script: {{ ask: prompts/clean.md, model: offline/extractive }}\n"),
            ("a missing word list", Ask("model: offline/extractive, gate: { check: none of words/*.txt }")),
            ("missing items", "pressrun: 1\nname: press\nitems: url.txt\n" + Stages),
            ("unknown names", Head + "stages:\n  article: { fetch: \"{{ulr}}\" }\n"
                + "  script: { ask: \"{{artikel.text}} {{article.titel}}\", model: offline/extractive }\n"),
            ("an unknown stage", Ask("model: offline/extractive, needs: artikle")),
            ("unknown models", Ask("model: offline/extractve")
                + "  voice: { speak: \"{{script}}\", model: offline/extractive }\n"),
            ("an unknown provider", Ask("model: nobody/large")),
            ("a path out of the folder", Save("../{{key}}.txt")),
            ("an absolute path", Save("/out/{{key}}.txt")),
            ("an unfit path", Save("out//{{key}}?.txt")),
            ("one file for all items", Save("out/{{name}}.txt")),
            ("one file for all parts", $"{Head}{Stages}  voice: {{ each: article, split: 400 characters, "
                + "speak: \"{{part}}\", model: espeak/default, save: \"out/{{key}}.wav\" }\n"),
            ("unfit fetch settings", Head
                + "providers:\n  fetch: { allow_hosts: [\"http://x:80\"], contact: \"(me)\" }\n" + Stages),
        ];
    }

    private static string[][] Words() =>
    [
        ["rnu"], ["run", "--offlin"], ["run", "press.yaml", "other.yaml"], ["run", "--limit", "0"],
        ["run", "--limit", "few"], ["run", "--limit"], ["run", "--workers", "0"], ["run", "--progress", "lvie"],
        ["run", "--items", ""],
        ["run", "--items", "pages-1-txt-f9f7ca16e1"], ["run", "--items", "9"], ["run", "--items", "3-1"],
        ["run", "--set", "budget"], ["run", "--set", "bugdet=$5"], ["run", "nowhere.yaml"], ["show", "latest"],
        ["show", "--promt"], ["check", "--explain", "bugdet"], ["completion", "fisch"], ["init", "podcats"],
        ["init", "\x1b[31mred\x1b[0m"], ["\x1b[2J"],
    ];
}
