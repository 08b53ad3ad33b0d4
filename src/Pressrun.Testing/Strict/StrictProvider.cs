using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Testing.Strict;

/// <summary>
/// A strict server as a provider of the whole engine, in virtual time: what it says about limits are headers in text,
/// read by nobody but the engine. Draws what <see cref="RegimeRun"/> draws for the same number.
/// </summary>
internal sealed class StrictProvider : IProvider
{
    private readonly Node _world;
    private readonly TimeSpan _begun;
    private readonly StrictRules _rules;
    private readonly StrictCall[] _calls;
    private readonly StrictServer _server;
    private readonly Random _delays;
    private readonly List<TimeSpan> _refusals = [];

    /// <param name="regime">The server and the calls.</param>
    /// <param name="mode">What it tells of its limits, and what the client is given of them.</param>
    /// <param name="run">The number of the run, which fixes every draw.</param>
    /// <param name="world">The node whose clock is the server's; its time begins now.</param>
    public StrictProvider(Regime regime, RegimeMode mode, int run, Node world)
    {
        (_world, _begun, _rules) = (world, world.Time.Now, regime.RulesIn(mode));
        _calls = StrictWorkload.Draw(regime.Work, regime.Calls, new(run));
        _server = new(_rules, new(run + 1_000));
        _delays = new(run + 2_000);
        var lanes = new Dictionary<string, Lane>(StringComparer.Ordinal) { ["*"] = new RegimeLane(regime, mode).Lane };
        Profile = new(StrictQuestion.Provider, lanes);
    }

    /// <inheritdoc/>
    public Profile Profile { get; }

    /// <summary>When it refused, since its time began, in order.</summary>
    public IReadOnlyList<TimeSpan> Refusals => _refusals;

    /// <summary>Calls carried out.</summary>
    public int Served { get; private set; }

    /// <summary>Whether it has refused so often that it answers nothing any more.</summary>
    public bool IsTiredOf => _refusals.Count >= Regime.RefusalsForEachCall * _calls.Length;

    /// <summary>What no client can beat, others having taken what they took so far.</summary>
    public TimeSpan Bound => RegimeBound.Of(_rules, _calls, _server.Taken).Time;

    private TimeSpan Now => _world.Time.Now - _begun;

    /// <inheritdoc/>
    public Demand Estimate(Call call)
    {
        var asked = Of(call);
        return new(asked.EstimatedInput, asked.MaxOutput, 0, Money.Zero);
    }

    /// <inheritdoc/>
    public Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        var reply = new TaskCompletionSource<Reply>();
        _world.Detach(async () => reply.SetResult(await ServeAsync(Of(call))));
        return reply.Task;
    }

    /// <inheritdoc/>
    public Answer Read(Call call, Reply reply) => new(reply.Body.ToText());

    /// <inheritdoc/>
    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    private async Task<Reply> ServeAsync(StrictCall call)
    {
        if (IsTiredOf)
        {
            return new(new Outcome.Failed(Failure.Permanent, "too many refusals"), Body.Empty);
        }

        await WaitAsync(_rules.Delay.Draw(_delays));
        if (_server.Arrive(call, Now) is Verdict.Refused refused)
        {
            _refusals.Add(Now);
            await WaitAsync(StrictServer.RefusalTime + _rules.Delay.Draw(_delays));
            return new(OutcomeOf(refused), Body.Empty)
            {
                Status = 429,
                Headers = StrictHeaderText.Of(refused.Headers),
            };
        }

        await WaitAsync(call.Work);
        Served++;
        var headers = _server.Finish(call, Now);
        await WaitAsync(_rules.Delay.Draw(_delays));
        return new(Outcome.Answered.Instance, Body.FromText(StrictQuestion.Text(call.Number)))
        {
            Status = 200,
            Usage = new(Input: call.Input, Output: call.Output),
            Headers = StrictHeaderText.Of(headers),
        };
    }

    private static Outcome.Refused OutcomeOf(Verdict.Refused refused) => refused.Lacks == Unit.Slots
        ? new(Refusal.Concurrency, null, refused.Headers.RetryAfter)
        : new(Refusal.RateShort, refused.Lacks, refused.Headers.RetryAfter);

    private Task WaitAsync(TimeSpan time) => Task.Delay(time, _world.Time, CancellationToken.None);

    private StrictCall Of(Call call) => _calls[StrictQuestion.NumberOf(call)];
}
