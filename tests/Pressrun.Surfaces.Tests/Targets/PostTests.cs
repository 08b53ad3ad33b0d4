using System.Text.Json;
using Pressrun.Surfaces.Tests.Commands;

namespace Pressrun.Surfaces.Tests.Targets;

/// <summary>A post an item, each with a key by which its host knows it again.</summary>
public sealed class PostTests
{
    [Fact]
    public async Task Each_item_is_posted_once_as_json_in_which_a_text_ends_nothing()
    {
        await using var desk = new PostDesk();
        using var shell = Notes.Make($"  tell: {"{"} put: \"{desk.Address}/in/{"{{"}title{"}}"}\", "
            + "with: { body: '{ \"text\": \"{{title}}\" }' } }");
        shell.Write("notes.jsonl", Notes.Read(shell, "notes.jsonl").Replace(
            "\"First\"", "\"A \\\"b\\\"/../c?d\"", StringComparison.Ordinal));
        Notes.Run(shell, 0, "run", "p.yaml");
        var post = desk.Posts.Single(post => post.Path.StartsWith("/in/A", StringComparison.Ordinal));
        Assert.Equal(("/in/A%20%22b%22%2F..%2Fc%3Fd", "application/json"), (post.Path, post.Type));
        Assert.Equal("A \"b\"/../c?d", JsonElement.Parse(post.Body).GetProperty("text").GetString());
        Assert.Equal(2, desk.Posts.Count);
        Assert.Contains("nothing to do", Notes.Run(shell, 0, "run", "p.yaml"), StringComparison.Ordinal);
        Assert.Equal(2, desk.Posts.Count);
    }

    [Fact]
    public async Task Without_a_body_the_result_of_the_stage_above_is_posted_as_what_it_is()
    {
        await using var desk = new PostDesk();
        using var shell = Notes.MakeOne($"  short: {"{"} render: \"{"{{"}title{"}}"} ü\" {"}"}\n"
            + $"  tell: {"{"} put: \"{desk.Address}/in\" {"}"}");
        Notes.Run(shell, 0, "run", "p.yaml");
        var post = Assert.Single(desk.Posts);
        Assert.Equal(("First ü", "text/plain; charset=utf-8"), (post.Body, post.Type));
    }

    [Fact]
    public async Task Killed_between_the_post_and_its_record_the_same_key_comes_again()
    {
        await using var desk = new PostDesk();
        using var shell = Notes.MakeOne($"  tell: {"{"} put: \"{desk.Address}/in\", with: {"{"} body: '1' {"}"} {"}"}");
        Cut.Run(shell, 0, "hook");
        Notes.Run(shell, 0, "run", "p.yaml");
        Assert.Equal(2, desk.Posts.Count);
        Assert.Single(desk.Posts.Select(post => post.Key).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_private_host_is_posted_to_only_where_the_file_opens_it()
    {
        await using var desk = new PostDesk();
        using var shell = Notes.MakeOne($"  tell: {"{"} put: \"{desk.Address}/in\", with: {"{"} body: '1' {"}"} {"}"}");
        shell.Write("p.yaml", Notes.Read(shell, "p.yaml").Replace("hook:", "fetch:", StringComparison.Ordinal));
        Assert.Contains("allow_hosts", Notes.Run(shell, 1, "run", "p.yaml"), StringComparison.Ordinal);
        Assert.Empty(desk.Posts);
    }

    [Fact]
    public async Task What_stand_ins_made_is_posted_to_nobody()
    {
        await using var desk = new PostDesk();
        using var shell = Notes.MakeOne($"  tell: {"{"} put: \"{desk.Address}/in\", with: {"{"} body: '1' {"}"} {"}"}");
        Notes.Run(shell, 0, "run", "p.yaml", "--offline");
        Assert.Empty(desk.Posts);
        Assert.Equal("1", Notes.Read(shell, "offline/posts/tell/n1.json"));
    }

    [Theory]
    [InlineData("  tell: { put: \"https://{{link}}/in\", with: { body: '1' } }", "whose host is written out")]
    [InlineData("  tell: { put: \"https://me:word@example.org/in\", with: { body: '1' } }", "without a password")]
    [InlineData("  tell: { put: \"https://example.org/in\", with: { body: \"{{titel}}\" } }", "unknown name `titel`")]
    [InlineData("  tell: { put: \"https://example.org/in\", with: { boyd: a } }", "did you mean `body`?")]
    public void What_cannot_be_posted_is_said_before_anything_is_sent(string stages, string message)
    {
        using var shell = Notes.Make(stages);
        Assert.Contains(message, Notes.Run(shell, 2, "check", "p.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_no_json_fails_its_item_and_is_not_sent()
    {
        await using var desk = new PostDesk();
        using var shell = Notes.MakeOne(
            $"  tell: {"{"} put: \"{desk.Address}/in\", with: {"{"} body: \"{"{{"}title{"}}"}\" {"}"} {"}"}");
        Assert.Contains("what would be posted is no JSON, in line 1", Notes.Run(shell, 1, "run", "p.yaml"),
            StringComparison.Ordinal);
        Assert.Empty(desk.Posts);
    }
}
