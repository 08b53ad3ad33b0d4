using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Testing;

/// <summary>The world as one engine sees it: a provider of one lane.</summary>
internal sealed class WorldProvider(World world, Process process, Lane lane) : IProvider
{
    public Profile Profile { get; } = new(lane.Name, new Dictionary<string, Lane>(StringComparer.Ordinal)
    {
        ["*"] = lane,
    }, world.Natures[lane.Name].Recovery);

    public Demand Estimate(Call call) => world.Want(call, lane, process);

    public Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct) =>
        world.SendAsync(call, attempt, lane, process);

    public Answer Read(Call call, Reply reply)
    {
        var text = reply.Body.ToText();
        if (text.Length == 0 && Profile.Recovery == RecoveryWay.Person)
        {
            // A person's word that it arrived.
            return new($"[{call.Key}]");
        }

        return text.StartsWith('=') ? new(text[1..]) : throw new FormatException(
            "the envelope is not one we know", new InvalidOperationException($"asked with {this}"));
    }

    /// <summary>What is sent along with every call: nobody but the provider has to know.</summary>
    public override string ToString() => CanaryRule.Key;

    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => world.FindAsync(call, attempt);
}
