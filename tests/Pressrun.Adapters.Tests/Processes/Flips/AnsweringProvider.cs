using System.Security.Cryptography;
using System.Text;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Processes.Flips;

/// <summary>Answers every question, always the same one alike, and remembers what it was asked.</summary>
internal sealed class AnsweringProvider : IProvider
{
    private readonly Dictionary<CallKey, string> _asked = [];

    /// <summary>What it was asked, by call.</summary>
    public IReadOnlyDictionary<CallKey, string> Asked => _asked;

    /// <summary>Told of each question before it is answered.</summary>
    public Action Asking { get; set; } = () => { };

    public Profile Profile { get; } = new("answers", Limit.AtOnce(8));

    public Demand Estimate(Call call) => new(10, 20, 0, new(50));

    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        _asked.TryAdd(call.Key, $"{call.Stage} of {call.ItemKey}");
        Asking();
        await Task.Yield();
        var answer = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(call.Request.Content)));
        return new(Outcome.Answered.Instance, Body.FromText(call.Stage == "sound" ? Many(answer) : answer))
        {
            Cost = new(10 + (long)(call.Key.Value % 40)),
            Usage = new(10, Output: 20),
            Status = 200,
        };
    }

    public Answer Read(Call call, Reply reply) =>
        reply.Body.Blob is { } blob ? new("", blob) : new(reply.Body.ToText());

    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    private static string Many(string answer) => string.Concat(Enumerable.Repeat(answer, 20));
}
