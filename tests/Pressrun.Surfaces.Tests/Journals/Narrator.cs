using System.Globalization;
using System.Text;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Surfaces.Tests.Journals;

/// <summary>
/// Stands in for every service of the almanac. What it answers follows from the request and the attempt alone, never
/// from what was asked before, so that a run may be taken up anywhere; a word in an item says what goes wrong with it.
/// </summary>
/// <param name="profile">Which service it is.</param>
/// <param name="time">The clock its answers take their time by.</param>
/// <param name="sent">Told of each call that reaches it.</param>
internal sealed class Narrator(Profile profile, TimeProvider time, Action<Sending> sent) : IProvider
{
    private const int PaddingSize = 70_000;
    private const string LimitHeader = "x-requests-limit";
    private const string RemainingHeader = "x-requests-remaining";

    private static readonly TimeSpan Drawl = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BeyondTimeout = TimeSpan.FromSeconds(6);

    /// <summary>The services, by the names the pipeline uses.</summary>
    public static Dictionary<string, Profile> Services { get; } = new Profile[]
    {
        new("anthropic",
            Limit.PerMinute(20) with { Headers = new(LimitHeader, RemainingHeader, null) }, Limit.AtOnce(4)),
        new("elevenlabs", new Limit(Unit.Characters, 6_000, TimeSpan.FromMinutes(1)), Limit.AtOnce(3)),
        new("local", Limit.AtOnce(2)),
        new("folder", Limit.AtOnce(2)),
        new("feed", Limit.AtOnce(1)),
    }.ToDictionary(service => service.Provider, StringComparer.Ordinal);

    public Profile Profile => profile;

    public Demand Estimate(Call call) => profile.Provider switch
    {
        "anthropic" => new(call.Request.Content.Length / 4, 800, 0, new(20_000)),
        "elevenlabs" => new(0, 0, call.Request.Content.Length, new(call.Request.Content.Length * 30)),
        _ => default,
    };

    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        sent(new(call.Key, attempt, $"{call.ItemKey} {call.Stage} {call.Part}".Trim()));
        // One that is given up answers all the same, late.
        await Task.Delay(Latency(call, attempt), time, IsLate(call, attempt) ? CancellationToken.None : ct);
        return Says(call, "declined") && profile.Provider == "anthropic"
                ? Trouble(new Outcome.Failed(Failure.Permanent, "not this one"), 400)
            : attempt > 1 ? Answered(call)
            : Says(call, "patience") && profile.Provider == "anthropic"
                ? Trouble(new Outcome.Refused(Refusal.RateShort, Unit.Requests, TimeSpan.FromSeconds(4)), 429)
            : Says(call, "stumble") ? Trouble(new Outcome.Failed(Failure.Transient, "come back later"), 503)
            : Says(call, "broken line") && profile.Provider == "anthropic"
                ? new(new Outcome.Unknown("the connection broke"), Body.Empty)
            : Answered(call);
    }

    public Answer Read(Call call, Reply reply)
    {
        if (reply.Body.Blob is { } blob)
        {
            return new("", blob);
        }

        using var body = JsonDocument.Parse(reply.Body.Bytes);
        return new(body.RootElement.GetProperty("text").GetString()!);
    }

    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    private static bool Says(Call call, string word) => call.Request.Content.Contains(word, StringComparison.Ordinal);

    // A script or a part that takes so long that it is under way when the process is killed.
    private static TimeSpan Latency(Call call, int attempt) =>
        Says(call, call.Request.Provider == "anthropic" ? "drawl" : "hoarse") ? Drawl
            : IsLate(call, attempt) ? BeyondTimeout
            : TimeSpan.FromMilliseconds(300 + (long)(call.Key.Value % 900));

    private static bool IsLate(Call call, int attempt) => attempt == 1 && Says(call, "public/2026-01-05.mp3");

    private static Reply Trouble(Outcome outcome, int status) =>
        new(outcome, Body.FromText("""{"error":"no"}""")) { Status = status, RequestId = "req-0", Headers = Headers };

    private Reply Answered(Call call)
    {
        var content = JsonElement.Parse(call.Request.Content);
        var (body, usage, cost) = profile.Provider switch
        {
            "anthropic" => Written(call, content),
            "elevenlabs" => Spoken(content.GetProperty("text").GetString()!),
            "local" => (Body.FromText($"joined {string.Join(' ', call.Request.Inputs.Select(part => part.Hash))}"),
                default(Usage), 0L),
            _ => (Text($$"""{"path":{{content.GetProperty("path").GetRawText()}}}"""), default(Usage), 0L),
        };
        return new(Outcome.Answered.Instance, body)
        {
            Usage = usage,
            Cost = new(cost),
            Status = 200,
            RequestId = $"req-{call.Key.ToString()[..6]}",
            Model = profile.Provider == "anthropic" ? call.Request.Model + "-2026" : null,
            Headers = profile.Provider == "anthropic" ? Headers : new Dictionary<string, string>(),
        };
    }

    private static (Body, Usage, long) Written(Call call, JsonElement content)
    {
        if (content.TryGetProperty("judge", out var judged))
        {
            var isDull = judged.GetString()!.Contains("dull", StringComparison.Ordinal);
            return (Text(isDull ? "0.4" : "0.9"), new(60, CacheRead: 30, Output: 3), 700);
        }

        var prompt = content.GetProperty("prompt").GetString()!;
        var entry = prompt.Split("<entry>")[1].Split("</entry>")[0].Trim();
        var isAgain = prompt.Contains("Better this time", StringComparison.Ordinal);
        var told = isAgain ? $"Once more. {entry}"
            : Says(call, "wordy") ? string.Join(' ', Enumerable.Repeat(entry, 3))
            : entry;
        return (Text(told, Says(call, "verbose") ? PaddingSize : 0),
            new(prompt.Length / 4, CacheRead: 20, CacheWrite5m: 10, Output: told.Length / 4, Reasoning: 5),
            1_000 + told.Length);
    }

    private static (Body, Usage, long) Spoken(string text)
    {
        var size = text.Contains("sonorous", StringComparison.Ordinal) ? PaddingSize : text.Length;
        var sound = string.Concat(Enumerable.Repeat(text, (size / text.Length) + 1));
        return (new(Encoding.UTF8.GetBytes(sound)), new(Characters: text.Length), text.Length * 30L);
    }

    private static Body Text(string text, int padding = 0) => Body.FromText(string.Create(CultureInfo.InvariantCulture,
        $$"""{"text":{{JsonSerializer.Serialize(text)}},"padding":"{{new string('.', padding)}}"}"""));

    private static Dictionary<string, string> Headers { get; } = new(StringComparer.Ordinal)
    {
        [LimitHeader] = "30",
        [RemainingHeader] = "20",
    };
}
