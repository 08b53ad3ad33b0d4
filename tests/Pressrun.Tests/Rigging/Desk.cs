using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Tests.Rigging;

/// <summary>A provider in memory that takes its time and answers as a test tells it; by default it echoes.</summary>
internal sealed class Desk : IProvider
{
    public static readonly Money Cost = new(4_000);
    public static readonly Money WorstCase = new(10_000);

    public Desk(string name, params IReadOnlyList<Limit> limits) => Profile = new(name, limits);

    public Profile Profile { get; init; }

    /// <summary>How long a call takes.</summary>
    public Func<Call, TimeSpan> Took { get; set; } = _ => TimeSpan.FromSeconds(1);

    public Func<Call, Demand> Asks { get; set; } = _ => new(10, 10, 0, WorstCase);

    /// <summary>What it says to a call's attempt.</summary>
    public Func<Call, int, Reply> Says { get; set; } = (call, _) => Answers.Text($"<{call.Request.Content}>");

    /// <summary>Everything it does with a call; overrides the two above.</summary>
    public Func<Call, int, CancellationToken, Task<Reply>>? Does { get; set; }

    /// <summary>What a look-up of a lost call finds.</summary>
    public Func<Call, int, Reply?> Finds { get; set; } = (_, _) => null;

    public Func<Call, Reply, Answer> Reads { get; set; } = (_, reply) => new(reply.Body.ToText());

    public List<Sent> Sent { get; } = [];

    public int Lookups { get; private set; }

    /// <summary>The clock of the life that is running.</summary>
    public LoopTime Time { get; set; } = null!;

    public int CallsOf(string item) => Sent.Count(sent => sent.ItemKey == item);

    public Demand Estimate(Call call) => Asks(call);

    public Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        Sent.Add(new(call, attempt, Time.Now));
        return Does is { } does ? does(call, attempt, ct) : SayAsync(call, attempt);
    }

    public Answer Read(Call call, Reply reply) => Reads(call, reply);

    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct)
    {
        Lookups++;
        return Task.FromResult(Finds(call, attempt));
    }

    public async Task<Reply> SayAsync(Call call, int attempt)
    {
        await Task.Delay(Took(call), Time);
        return Says(call, attempt);
    }
}
