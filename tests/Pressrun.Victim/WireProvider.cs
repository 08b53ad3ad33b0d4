using System.Globalization;
using System.Text.RegularExpressions;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Victim;

/// <summary>Carries each call to the test, which remembers and bills it.</summary>
internal sealed partial class WireProvider(Wire wire, int slots) : IProvider
{
    private const int LargeEvery = 50;

    /// <summary>What a call costs at most, in micro-dollars.</summary>
    private const int MicrosMax = 50;

    public Profile Profile { get; } = new("wire", Limit.AtOnce(slots));

    public Demand Estimate(Call call) => new(100, 100, 0, new(MicrosMax));

    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        // The answers this request was made from: the test knows whether they were durable.
        var used = string.Join(',', AnswerKey().Matches(call.Request.Content).Select(match => match.Value));
        var answer = await wire.AskAsync(string.Create(CultureInfo.InvariantCulture, $"{call.Key} {attempt} {used}"));
        if (answer?.Split(' ') is not [var micros, var text])
        {
            return new(new Outcome.Unknown("the connection broke"), Body.Empty);
        }

        return new(Outcome.Answered.Instance, Body.FromText(IsLarge(call.Key) ? Padding.Add(text) : text))
        {
            Cost = new(long.Parse(micros, CultureInfo.InvariantCulture)),
            Usage = new(100, Output: 50),
            Status = 200,
        };
    }

    public Answer Read(Call call, Reply reply) => new(
        IsLarge(call.Key) ? Padding.Remove(reply.Body.ToText()) : reply.Body.ToText());

    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    private static bool IsLarge(CallKey key) => key.Value % LargeEvery == 0;

    [GeneratedRegex("[0-9a-f]{32}", RegexOptions.NonBacktracking)]
    private static partial Regex AnswerKey();
}
