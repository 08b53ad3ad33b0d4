using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Testing;

/// <summary>The world as one engine sees it: a provider of one lane.</summary>
internal sealed class WorldProvider(World world, Node engine, Lane lane, RecoveryWay recovery) : IProvider
{
    public Profile Profile { get; } = new(lane.Name, new Dictionary<string, Lane>(StringComparer.Ordinal)
    {
        ["*"] = lane,
    }, recovery);

    public Demand Estimate(Call call) => world.Estimate(call);

    public Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct) =>
        world.SendAsync(call, attempt, lane, engine, recovery);

    public Answer Read(Call call, Reply reply)
    {
        var text = reply.Body.ToText();
        return text.StartsWith('=') ? new(text[1..]) : throw new FormatException("the envelope is not one we know");
    }

    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => world.FindAsync(call, attempt);
}
