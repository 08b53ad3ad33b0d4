using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Items;

/// <summary>Fields that no template could name, because the word means something else.</summary>
public sealed class FieldClashTests
{
    [Theory]
    [InlineData("name", "the name of the pipeline")]
    [InlineData("notes", "what a gate wants better")]
    [InlineData("part", "the element that a stage with `each` runs over")]
    [InlineData("previous", "the result of the part before")]
    [InlineData("items", "the list of all items")]
    public void A_field_named_like_a_reserved_word_is_refused_where_it_stands(string field, string meaning)
    {
        using var shell = Make("items.csv", $"id,{field}\n1,x\n2,y\n");
        var (code, _, error) = shell.Run("check", "p.yaml");
        Assert.Equal(2, code);
        Assert.Contains(
            $"items.csv:1:1  the items have a field `{field}`, but {{{{{field}}}}} is {meaning}\n"
                + "      rename the field there",
            error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_key_that_is_the_key_is_welcome()
    {
        using var shell = Make("items.csv", "key,title\na,x\nb,y\n");
        Assert.Equal(0, shell.Run("check", "p.yaml").Code);
    }

    [Fact]
    public void A_field_key_that_is_another_one_is_refused_at_its_item()
    {
        using var shell = Make("items.csv", "key,title\na,a\nb,y\n", ", key: title");
        var (code, _, error) = shell.Run("check", "p.yaml");
        Assert.Equal(2, code);
        Assert.Contains("items.csv:3:1  the items have a field `key`, but {{key}} is the key of the item", error,
            StringComparison.Ordinal);
        Assert.Contains("let it name the items: `items: { from: items.csv, key: key }`", error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_only_some_line_has_is_found_there()
    {
        using var shell = Make("items.jsonl", "{\"id\":1}\n{\"id\":2,\"notes\":\"x\"}\n");
        Assert.Contains("items.jsonl:2:1  the items have a field `notes`", shell.Run("check", "p.yaml").Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_outline_gives_no_such_field()
    {
        using var shell = Make("book.md", "# Book\n## Chapter 1: Salt\n- The road\n", stage: "{{outline}}");
        var (code, _, error) = shell.Run("check", "p.yaml");
        Assert.True(code == 0, error);
    }

    private static Shell Make(string name, string items, string more = "", string stage = "x")
    {
        var shell = new Shell();
        shell.Write(name, items);
        shell.Write("p.yaml", $"pressrun: 1\nname: p\nitems: {{ from: {name}{more} }}\nstages:\n"
            + $"  a: {{ render: \"{stage}\" }}\n");
        return shell;
    }
}
