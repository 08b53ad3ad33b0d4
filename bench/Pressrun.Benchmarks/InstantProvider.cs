using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Benchmarks;

/// <summary>Answers at once, so that what is left is the engine's own time.</summary>
internal sealed class InstantProvider(Action? asked = null) : IProvider
{
    public const string Name = "instant";

    private static readonly Body Text = Body.FromText("a reply of some length, as replies are");

    public Profile Profile { get; } = new(Name);

    public Demand Estimate(Call call) => new(100, 100, 0, new(100));

    public Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        asked?.Invoke();
        return Task.FromResult(
            new Reply(Outcome.Answered.Instance, Text) { Cost = new(10), Usage = new(100, Output: 50) });
    }

    public Answer Read(Call call, Reply reply) => new(reply.Body.ToText());

    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);
}
