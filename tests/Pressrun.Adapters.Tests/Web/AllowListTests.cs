using Pressrun.Providers.Web;

namespace Pressrun.Adapters.Tests.Web;

/// <summary>What the names in allow_hosts open, and what they leave closed.</summary>
public sealed class AllowListTests
{
    [Theory]
    [InlineData("intranet", "intranet", 8080, true)]
    [InlineData("Intranet", "INTRANET", 80, true)]
    [InlineData("intranet:8080", "intranet", 8080, true)]
    [InlineData("intranet:8080", "intranet", 8081, false)]
    [InlineData("intranet:80", "intranet", 80, true)]
    [InlineData("intranet:80", "intranet", 443, false)]
    [InlineData("intranet", "www.intranet", 80, false)]
    [InlineData("intranet", "intranet.", 80, false)]
    [InlineData("127.0.0.1", "127.0.0.1", 5000, true)]
    [InlineData("127.0.0.1", "127.0.0.2", 5000, false)]
    [InlineData("127.0.0.1", "localhost", 5000, false)]
    [InlineData("::1", "::1", 80, true)]
    [InlineData("[::1]:8080", "0:0::1", 8080, true)]
    [InlineData("[::1]:8080", "::1", 80, false)]
    public void An_entry_opens_its_host_and_port_and_no_other(string entry, string host, int port, bool isOpen) =>
        Assert.Equal(isOpen, new AllowList([entry]).Allows(host, port));

    [Theory]
    [InlineData("")]
    [InlineData("http://intranet")]
    [InlineData("intranet/path")]
    [InlineData("user@intranet")]
    [InlineData("10.0.0.0/8")]
    [InlineData("intranet:99999")]
    public void What_is_not_a_host_is_an_error_at_once(string entry) =>
        Assert.Throws<ArgumentException>(() => new AllowList([entry]));
}
