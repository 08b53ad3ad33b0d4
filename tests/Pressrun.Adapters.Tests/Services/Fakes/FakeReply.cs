using System.Text;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>What a service answers.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
internal sealed record FakeReply(int Status, byte[] Body)
{
    public FakeReply(int status, string body)
        : this(status, Encoding.UTF8.GetBytes(body))
    {
    }

    public string ContentType { get; init; } = "application/json";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What happens to it on the way.</summary>
    public FakeMishap Mishap { get; init; }

    /// <summary>What the service bills for it, micro-dollars.</summary>
    public long Micros { get; init; }
}
