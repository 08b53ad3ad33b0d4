using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Views;

/// <summary>
/// A provider that does what an item's key says: answers at once, or is <c>declined</c>, <c>busy</c> at first,
/// <c>lost</c> at first, or <c>stuck</c>.
/// </summary>
internal sealed class OddProvider : IProvider
{
    public const long Cost = 1_000;

    public const long WorstCase = 3_000;

    private readonly TaskCompletionSource _stuck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Profile Profile { get; } = new("odd", Limit.AtOnce(8));

    /// <summary>Completes when the call of a stuck item has arrived.</summary>
    public Task Stuck => _stuck.Task;

    public void Release() => _released.TrySetResult();

    public Demand Estimate(Call call) => new(10, 20, 0, new(WorstCase));

    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        switch (call.ItemKey.Split('-')[0])
        {
            case "declined":
                return new(new Outcome.Failed(Failure.Permanent, "indecent"), Body.FromText("{\"error\":1}"))
                {
                    Status = 400,
                    RequestId = "req-1",
                };
            case "busy" when attempt == 1:
                return new(new Outcome.Refused(Refusal.RateShort, RetryAfter: TimeSpan.FromMilliseconds(1)), Body.Empty)
                {
                    Status = 429,
                };
            case "lost" when attempt == 1 && call.Stage == "draft":
                return new(new Outcome.Unknown("the line went dead"), Body.Empty);
            case "stuck":
                _stuck.TrySetResult();
                await _released.Task;
                break;
        }

        return new(Outcome.Answered.Instance, Body.FromText($"[{call.Request.Content}]"))
        {
            Cost = new(Cost),
            Status = 200,
            Usage = new(Input: 7, Output: 9),
            Model = "m-2026",
        };
    }

    public Answer Read(Call call, Reply reply) => new(reply.Body.ToText());

    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);
}
