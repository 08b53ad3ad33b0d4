using System.Text;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Services;

namespace Pressrun.Adapters.Tests.Services;

public sealed class VeilTests
{
    private const string Secret = "wJalr/UtnFEMI+K7MDENG";

    [Theory]
    [InlineData("plain", Secret)]
    [InlineData("slash", "wJalr\\/UtnFEMI+K7MDENG")]
    [InlineData("JSON", "wJalr/UtnFEMI\\u002BK7MDENG")]
    [InlineData("address", "wJalr%2FUtnFEMI%2BK7MDENG")]
    public void Every_part_of_a_key_is_hidden_however_it_is_written(string form, string shown)
    {
        var veil = new Veil($"AKIDEXAMPLE:{Secret}", "AKIDEXAMPLE", Secret);
        Assert.Equal((form, "AWS *** said ***."), (form, veil.Over($"AWS AKIDEXAMPLE said {shown}.")));
        Assert.Equal("***", Encoding.UTF8.GetString(veil.Over(Encoding.UTF8.GetBytes(shown).AsMemory()).Span));
    }

    [Fact]
    public void A_key_is_hidden_whole_before_its_parts() =>
        Assert.Equal("***", new Veil("AKIDEXAMPLE", $"AKIDEXAMPLE:{Secret}").Over($"AKIDEXAMPLE:{Secret}"));

    [Fact]
    public void No_key_hides_nothing() =>
        Assert.Equal("a b", new Veil(null, "").Over("a b"));

    [Fact]
    public void A_key_across_the_end_of_a_shortened_message_leaves_no_part()
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { message = new string('x', 290) + Secret });
        var received = new Veil(Secret).Over(new Received(400, new Dictionary<string, string>(), body));
        var failed = Assert.IsType<Outcome.Failed>(new Classifier("it", []).Of(received, 400));
        Assert.DoesNotContain("wJalr", failed.Cause);
    }
}
