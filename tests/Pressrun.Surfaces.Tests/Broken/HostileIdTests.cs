using System.Text.Json;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>Items whose fields would lead a path to where programs keep their own.</summary>
public sealed class HostileIdTests
{
    private const string Own = "keep their own";
    private const string Out = "leads out of its folder";
    private const string Hidden = "hidden name";

    [Theory]
    [InlineData("{{id}}/config", ".git", Own)]
    [InlineData("{{id}}/config", ".GIT", Own)]
    [InlineData("{{id}}/config", ".pressrun", Own)]
    [InlineData("{{id}}/config", "\u200c.git", Own)]
    [InlineData("{{id}}/config", "offline", Own)]
    [InlineData("{{id}}/config", "OffLine", Own)]
    [InlineData("{{id}}", ".bashrc", Own)]
    [InlineData("{{id}}.git/config", "", Own)]
    [InlineData("out/{{id}}/config", ".git", Hidden)]
    [InlineData("out/a/{{id}}", ".htaccess", Hidden)]
    [InlineData("{{id}}/config", "..", Out)]
    [InlineData("out/{{id}}/../config", "x", Out)]
    [InlineData("out/{{id}}{{id}}/config", ".", Out)]
    [InlineData("{{id}}/config", "a/../.git", null)]
    [InlineData("{{id}}/config", "/etc", null)]
    [InlineData("{{id}}/config", "C:", null)]
    [InlineData("{{id}}/config", ".git\0", Own)]
    [InlineData("{{id}}/config", "\0.git", null)]
    [InlineData("{{id}}/config", "git~1", "Windows")]
    [InlineData("{{id}}/config", "PRESSR~1", "Windows")]
    [InlineData("{{id}}/config", "offline.", "dot")]
    [InlineData("{{id}}/config", "offline ", "space")]
    [InlineData("{{id}}/config", "nul", "device")]
    [InlineData("{{id}}/config", "", "below the folder")]
    [InlineData("out/{{id}}/config", " ", "empty name")]
    public void Nothing_is_written_where_programs_keep_their_own_whatever_an_item_is_called(
        string path, string id, string? cause)
    {
        foreach (var stage in (string[])[$"    save: \"{path}\"", $"  public:\n    put: \"folder://{path}\""])
        {
            using var shell = With(stage, id);
            var before = Entries(shell);
            var run = Spoken.By(shell, "run");
            if (path.Contains("..", StringComparison.Ordinal))
            {
                Assert.Equal(2, run.Code); // Said before anything is sent.
                Assert.Contains(cause!, run.Error, StringComparison.Ordinal);
            }
            else if (cause is null)
            {
                Assert.Equal(0, run.Code);
                Assert.Matches("^[a-zA-Z-]", Assert.Single(Entries(shell).Except(before)));
            }
            else
            {
                Assert.Equal(1, run.Code);
                Assert.Contains(cause, run.LineOf(1), StringComparison.Ordinal);
                Assert.Equal(before, Entries(shell));
            }
        }
    }

    [Fact]
    public void What_stand_ins_make_is_judged_by_the_same_rule()
    {
        using var shell = With("    save: \"{{id}}/config\"", ".git");
        var run = Spoken.By(shell, "run", "--offline");
        Assert.Equal(1, run.Code);
        Assert.EndsWith("`.git/config` lies where pressrun or other programs keep their own; begin it with another "
            + "name, such as out/", run.LineOf(1), StringComparison.Ordinal);
        Assert.False(Directory.Exists(shell.PathOf("offline")));
    }

    private static Shell With(string stage, string id)
    {
        var shell = Folder.WithPages(1);
        shell.Write("items.jsonl", JsonSerializer.Serialize(new { id, page = "pages/1.txt" }) + "\n");
        shell.Write("press.yaml", $$$"""
            pressrun: 1
            name: press
            items: { from: items.jsonl, key: page }
            stages:
              article:
                fetch: "{{page}}"
              script:
                ask: "Read aloud: {{article.text}}"
                model: offline/extractive

            """ + stage);
        return shell;
    }

    private static List<string> Entries(Shell shell) =>
    [
        .. Directory.GetFileSystemEntries(shell.Folder).Select(entry => Path.GetFileName(entry)!)
            .Where(name => name != ".pressrun").Order(StringComparer.Ordinal),
    ];
}
