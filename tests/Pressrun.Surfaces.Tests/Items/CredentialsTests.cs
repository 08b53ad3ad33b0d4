using static Pressrun.Surfaces.Tests.Items.Desktop;

namespace Pressrun.Surfaces.Tests.Items;

/// <summary>User names and passwords in what is listed.</summary>
public sealed class CredentialsTests
{
    private const string Canary = "c4nary";
    private const string Fault =
        "has a user name or a password in an address: nothing is fetched with one, so this makes no item; take it out";

    [Theory]
    [InlineData("https://user:c4nary@example.com/a")]
    [InlineData("https://c4nary@example.com/a")]
    [InlineData("HTTP://user:c4nary@example.com")]
    [InlineData("https://user%3Ac4nary@example.com/a")]
    [InlineData("ftp://user:c4nary@example.com/a")]
    [InlineData("ftp://user:c4/nary@example.com/a")]
    [InlineData("user:c4nary@example.com/a")]
    public void A_line_with_a_password_makes_no_item_and_is_named_by_its_number(string line)
    {
        using var desktop = new Desktop().Put("urls.txt", $"https://example.com/1\n{line}\nhttps://example.com/2\n");
        var reading = desktop.Read("urls.txt");
        Assert.Equal(["""{"url":"https://example.com/1"}""", """{"url":"https://example.com/2"}"""], Inputs(reading));
        Assert.Equal([$"urls.txt:2: {Fault}"], Notes(reading));
    }

    [Theory]
    [InlineData("https://user:c4nary@example.com/a A title")]
    [InlineData("https://user:c4nary@")]
    [InlineData(@"https:\\user:c4nary@example.com\a")]
    [InlineData("https:/user:c4nary@example.com/a")]
    [InlineData("https://user:c4@nary@example.com/a")]
    [InlineData("https://user:c4/nary@example.com/a")]
    [InlineData("https://user:c4#nary@example.com")]
    [InlineData("https://us er:c4 nary@example.com/")]
    [InlineData("user:c4nary@example.com and more")]
    public void A_line_that_is_no_address_either_is_told_without_its_password(string line)
    {
        using var desktop = new Desktop().Put("urls.txt", $"https://example.com/1\n{line}\nhttps://example.com/2\n");
        var reading = desktop.Read("urls.txt");
        Assert.Equal(2, reading.Count);
        var note = Assert.Single(Notes(reading));
        Assert.StartsWith("urls.txt:2: ", note, StringComparison.Ordinal);
        Assert.DoesNotContain("c4", note, StringComparison.Ordinal);
        Assert.DoesNotContain("nary", note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.csv", "id,link\n1,https://user:c4nary@example.com/a\n", 2)]
    [InlineData("a.jsonl", """{"id":1,"title":"See https://user:c4nary@example.com/a for more"}""", 1)]
    [InlineData("a.jsonl", """{"id":1,"deep":{"list":["https://c4nary@example.com"]}}""", 1)]
    [InlineData("a.jsonl", """{"id":1,"https://user:c4nary@example.com":2}""", 1)]
    [InlineData("a.jsonl", """{"url":"user:c4nary@example.com"}""", 1)]
    [InlineData("a.jsonl", """{"id":1,"u":"\n https://user:c4nary@example.com/a \n"}""", 1)]
    [InlineData("a.json", """["https://user:c4nary@example.com/a"]""", 1)]
    [InlineData("a.yaml", "- url: https://user:c4nary@example.com/a\n", 1)]
    [InlineData("a.txt", "A topic\nAnother, see https://user:c4nary@example.com/a\nA third\n", 2)]
    public void Wherever_an_item_comes_from_it_carries_no_password(string file, string text, int line)
    {
        using var desktop = new Desktop().Put(file, text);
        var reading = desktop.Read(file);
        Assert.Equal([$"{file}:{line}: {Fault}"], Notes(reading));
        Assert.All(All(reading), item =>
            Assert.DoesNotContain(Canary, $"{item.Key} {item.Title} {item.Input}", StringComparison.Ordinal));
        Assert.DoesNotContain(reading.Fields, name => name.Contains(Canary, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://example.com/@somebody/a")]
    [InlineData("https://example.com/?mail=a@example.com")]
    [InlineData("https://example.com:8080/a@b")]
    [InlineData("mailto:anna@example.com")]
    [InlineData("pages/me@home.html")]
    [InlineData(@"C:\pages\me@home.html")]
    [InlineData("anna@example.com")]
    [InlineData("Mail: anna@example.com")]
    [InlineData("At 12:30 meet bob@example.com")]
    [InlineData("ssh://git@example.com/a.git")]
    public void What_holds_no_password_is_an_item(string text)
    {
        using var desktop = new Desktop().Put("a.json", System.Text.Json.JsonSerializer.Serialize(new[] { text }));
        var reading = desktop.Read("a.json");
        Assert.Empty(Notes(reading));
        Assert.Equal(1, reading.Count);
    }

    [Fact]
    public void A_key_that_holds_a_password_is_told_without_it()
    {
        using var desktop = new Desktop().Put("a.jsonl",
            """{"id":"x:c4nary@y\u0001"}""" + "\n");
        Assert.DoesNotContain(Canary, Assert.Single(Notes(desktop.Read("a.jsonl"))), StringComparison.Ordinal);
    }
}
