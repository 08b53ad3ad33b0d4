using System.Text;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Objects;

/// <remarks>What is asked for, and what of it is not sent.</remarks>
public abstract partial class ObjectConformance
{
    [Theory]
    [InlineData("../one.mp3")]
    [InlineData("a/../../one.mp3")]
    [InlineData("/one.mp3")]
    [InlineData("a//one.mp3")]
    [InlineData("C:/one.mp3")]
    [InlineData("a\\one.mp3")]
    [InlineData("one\r\nx: y.mp3")]
    [InlineData("one\0.mp3")]
    [InlineData("\u202Eone.mp3")]
    [InlineData("?sig=1")]
    [InlineData("")]
    public async Task A_path_that_leads_elsewhere_sends_nothing(string path)
    {
        var failed = Failed(Failure.Permanent, await SendAsync(RequestOf(path, Blob("sound"))));

        Assert.StartsWith("Nothing was uploaded: ", failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failed.Cause);
        Assert.Empty(Server.Visits);
    }

    [Fact]
    public async Task A_very_long_path_sends_nothing()
    {
        var path = string.Join('/', Enumerable.Repeat(new string('x', 100), 11)) + ".mp3";
        Failed(Failure.Permanent, await SendAsync(RequestOf(path, Blob("sound"))));

        Assert.Empty(Server.Visits);
    }

    [Fact]
    public async Task A_name_is_kept_byte_by_byte_and_signed_as_it_is_sent()
    {
        string[] names = ["caf\u00E9.mp3", "cafe\u0301.mp3", "a b+c&d=e%20;(f)!'$@~[g].mp3", "🎙/日本.mp3", "-f.mp3"];
        foreach (var name in names)
        {
            Answered(await SendAsync(RequestOf(name, Blob(name))));
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), Server.Objects.Values
            .Select(stored => Encoding.UTF8.GetString(stored.Content)).Order(StringComparer.Ordinal));
        Assert.Equal(names.Length, Server.Objects.Count);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task A_request_that_makes_no_sense_fails_for_good(string content)
    {
        var request = RequestOf("one.mp3", "x") with { Content = content };

        Assert.StartsWith("Nothing was uploaded: ",
            Failed(Failure.Permanent, await SendAsync(request)).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blob_that_is_not_the_one_named_is_not_sent()
    {
        Failed(Failure.Permanent,
            await SendAsync(RequestOf("one.mp3", Blob("sound")) with { Inputs = [Blob("other")] }));
        Failed(Failure.Permanent, await SendAsync(RequestOf("one.mp3", Blob("sound")) with { Inputs = [] }));
        Failed(Failure.Permanent,
            await SendAsync(RequestOf("one.mp3", "text") with { Inputs = [Blob("sound")] }));
        Assert.Empty(Server.Visits);
    }

    [Fact]
    public async Task A_damaged_content_is_not_sent()
    {
        var blob = Blob("sound");
        _calls.Damage(blob);
        var failed = Failed(Failure.Permanent, await ProviderOf(TimeProvider.System, Open)
            .SendAsync(CallOf(RequestOf("one.mp3", blob)), 1, Ct));

        Assert.Contains("run `pressrun doctor`", failed.Cause, StringComparison.Ordinal);
        Assert.Empty(Server.Visits);
    }

    [Theory]
    [InlineData(StoreFault.Busy, Failure.Transient)]
    [InlineData(StoreFault.Damaged, Failure.Permanent)]
    public async Task A_store_that_cannot_be_read_sends_nothing(StoreFault fault, Failure failure)
    {
        var provider = ProviderOf(TimeProvider.System, _ => throw new StoreException(fault, "secret place"));

        Assert.Contains("cannot be read from the store", Failed(failure,
            await provider.SendAsync(CallOf(RequestOf("one.mp3", Blob("sound"))), 1, Ct)).Cause,
            StringComparison.Ordinal);
        Assert.Empty(Server.Visits);
    }
}
