using System.Text;
using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services;

public sealed class BedrockSignedTests : ServiceConformance
{
    private protected override FakeVendor Vendor { get; } = new BedrockSigned();

    [Fact]
    public async Task The_secret_never_leaves()
    {
        await AskAsync();
        var sent = Requests.Last();
        Assert.DoesNotContain(FakeVendor.Key, string.Join('\n', sent.Headers.Values));
        Assert.DoesNotContain(FakeVendor.Key, Encoding.UTF8.GetString(sent.Bytes));
    }

    [Fact]
    public async Task A_pair_of_lasting_keys_signs_without_a_session()
    {
        var service = Service(SettingsOf() with { Key = $"{BedrockSigned.Access}:{FakeVendor.Key}" });
        await service.SendAsync(CallOf(), 1, TestContext.Current.CancellationToken);
        var sent = Requests.Last();
        Assert.Null(sent.Header("x-amz-security-token"));
        Assert.Contains("SignedHeaders=content-type;host;x-amz-date,", sent.Header("authorization"));
    }

    [Fact]
    public async Task A_wrong_secret_is_refused()
    {
        var service = Service(SettingsOf() with { Key = $"{BedrockSigned.Access}:wrong:{BedrockSigned.Session}" });
        var reply = await service.SendAsync(CallOf(), 1, TestContext.Current.CancellationToken);
        Assert.IsType<Outcome.Failed>(reply.Outcome);
    }

    [Fact]
    public async Task Nothing_is_sent_that_cannot_be_signed_for_a_region()
    {
        var reply = await Service(SettingsOf() with { Region = null })
            .SendAsync(CallOf(), 1, TestContext.Current.CancellationToken);
        Assert.Equal(Failure.Credentials, Assert.IsType<Outcome.Failed>(reply.Outcome).Class);
        Assert.Empty(Requests);
    }
}
