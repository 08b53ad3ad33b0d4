using Pressrun.Model;

namespace Pressrun.Tests.Model;

public sealed class IdentityTests
{
    [Fact]
    public void The_key_of_a_call_is_the_same_in_every_version() => Assert.Equal(
        "96c5a310d7a3fb875b45e0cd77361051",
        CallKey.Of("podcasts", "episode-7", "script", "2", 1, new('a', 64)).ToString());

    [Fact]
    public void Every_component_changes_the_key_of_a_call()
    {
        CallKey[] keys =
        [
            CallKey.Of("p", "i", "s", "x", 0, "h"),
            CallKey.Of("q", "i", "s", "x", 0, "h"),
            CallKey.Of("p", "j", "s", "x", 0, "h"),
            CallKey.Of("p", "i", "t", "x", 0, "h"),
            CallKey.Of("p", "i", "s", "y", 0, "h"),
            CallKey.Of("p", "i", "s", "x", 1, "h"),
            CallKey.Of("p", "i", "s", "x", 0, "g"),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void Two_lists_that_read_alike_have_different_keys()
    {
        Assert.NotEqual(CallKey.Of("ab", "c", "", "", 0, ""), CallKey.Of("a", "bc", "", "", 0, ""));
        Assert.NotEqual(CallKey.Of("", "", "a", "", 0, ""), CallKey.Of("", "", "", "a", 0, ""));
    }

    [Fact]
    public void A_key_is_read_back_from_its_text()
    {
        var key = CallKey.Of("p", "i", "s", "x", 0, "h");
        Assert.Equal(key, CallKey.Parse(key.ToString()));
        Assert.Equal(new('0', 32), default(CallKey).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("0123456789abcdef0123456789abcdefa")]
    [InlineData("0123456789abcdef0123456789abcdeg")]
    [InlineData(" 123456789abcdef0123456789abcdef")]
    public void What_is_no_key_is_refused(string text) => Assert.Throws<FormatException>(() => CallKey.Parse(text));

    [Fact]
    public void Everything_that_changes_an_answer_changes_the_hash_of_a_request()
    {
        var request = new Request("openai", "m", "{}");
        var blob = new Blob(new('a', 64), 1);
        string[] hashes =
        [
            request.Hash(),
            (request with { Provider = "groq" }).Hash(),
            (request with { Model = "n" }).Hash(),
            (request with { Content = "{ }" }).Hash(),
            (request with { Purpose = "judge" }).Hash(),
            (request with { Inputs = [blob] }).Hash(),
            (request with { Inputs = [blob, blob] }).Hash(),
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void Patience_and_tries_do_not_change_the_hash_of_a_request()
    {
        var request = new Request("openai", "m", "{}");
        Assert.Equal(request.Hash(), (request with { Tries = 9, Timeout = TimeSpan.FromHours(1) }).Hash());
    }

    [Fact]
    public void An_inserted_paragraph_leaves_the_other_parts_what_they_were()
    {
        var before = Part.List(["one", "two", "three"]).Select(part => part.Id).ToList();
        var after = Part.List(["one", "new", "two", "three"]).Select(part => part.Id).ToList();
        Assert.Equal(before, [after[0], after[2], after[3]]);
        Assert.DoesNotContain(after[1], before);
    }

    [Fact]
    public void Equal_paragraphs_are_told_apart_by_their_occurrence()
    {
        var parts = Part.List(["a", "b", "a", "a"]);
        var id = parts[0].Id;
        Assert.Equal([id, parts[1].Id, $"{id}.2", $"{id}.3"], parts.Select(part => part.Id));
        Assert.Equal([1, 2, 3, 4], parts.Select(part => part.Number));
    }

    [Fact]
    public void The_parts_of_a_range_are_named_by_their_values() => Assert.Equal(
        [("3", 1), ("4", 2), ("5", 3)], Part.Range(3, 5).Select(part => (part.Id, part.Number)));

    [Fact]
    public void An_empty_range_has_no_parts() => Assert.Empty(Part.Range(5, 4));

    [Fact]
    public void Equal_results_have_equal_hashes()
    {
        Assert.Equal(Output.Of("x").Hash, Output.Of("x").Hash);
        Assert.NotEqual(Output.Of("x").Hash, Output.Of("y").Hash);
    }
}
