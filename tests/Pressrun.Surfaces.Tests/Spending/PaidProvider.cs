using Pressrun.Model;
using Pressrun.Providers.Prices;
using Pressrun.Seams;

namespace Pressrun.Surfaces.Tests.Spending;

/// <summary>
/// A service that charges what the shipped prices say, and does what an item's key says: <c>cached</c> text is read
/// from its cache, of <c>odd</c> text nobody knows the price, a <c>shape</c> is bad at first, a voice is <c>broken</c>,
/// or <c>lost</c> at first.
/// </summary>
internal sealed class PaidProvider : IProvider
{
    public static readonly Money WorstCase = new(900_000);

    private static readonly DateTimeOffset Day = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    public Profile Profile { get; } = new("openai", Limit.AtOnce(1));

    public Demand Estimate(Call call) => new(10, 20, 0, WorstCase);

    public Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        var kind = call.ItemKey.Split('-')[0];
        return Task.FromResult((kind, call.Stage) switch
        {
            ("broken", "voice") => new(new Outcome.Failed(Failure.Permanent, "indecent"), Body.Empty),
            ("lost", "voice") when attempt == 1 => new(new Outcome.Unknown("the line went dead"), Body.Empty),
            ("odd", "script") => Answer(call, "fair") with
            {
                Tariff = Booked.Unknown,
                IsEstimated = true,
                Usage = new(500, Output: 50),
            },
            (_, "voice") => Charge(call, "sound", "tts-1", new(Characters: 20_000)),
            ("cached", _) => Charge(call, "fair", "gpt-6.1-sol", new(40_000, CacheRead: 60_000, Output: 10_000)),
            ("shape", _) when call.Sample == 0 =>
                Charge(call, "bad", "gpt-6.1-sol", new(100_000, Output: 5_000)),
            _ => Charge(call, "fair", "gpt-6.1-sol", new(100_000, Output: 10_000)),
        });
    }

    public Answer Read(Call call, Reply reply) => new(reply.Body.ToText());

    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    private static Reply Charge(Call call, string text, string model, Usage usage)
    {
        var tariff = PriceBook.Shipped.Find("openai", model, Day, usage.AllInput)!;
        return Answer(call, text) with
        {
            Usage = usage,
            Cost = tariff.CostOf(usage)!.Value,
            Tariff = tariff.Id,
            Model = call.Stage == "script" ? $"{model}-2026-09-30" : null,
        };
    }

    private static Reply Answer(Call call, string text) =>
        new(Outcome.Answered.Instance, Body.FromText($"{text} {call.Request.Content}")) { Status = 200 };
}
