using System.Globalization;
using System.Text.Json;
using Pressrun.Model;

namespace Pressrun.Providers.Services;

/// <summary>What a service says of itself when it is asked something that costs nothing.</summary>
/// <param name="Objection">Why it would not answer, in its words; null if it did.</param>
/// <param name="IsKeyRefused">Whether it was the key.</param>
public sealed record ServiceProbe(string? Objection, bool IsKeyRefused)
{
    /// <summary>How far its clock is ahead of ours, to a second; null where it does not tell the time.</summary>
    public TimeSpan? ClockAhead { get; init; }

    /// <summary>The models it lists with a day on which they end, by name.</summary>
    public IReadOnlyDictionary<string, DateOnly> Ends { get; init; } = new Dictionary<string, DateOnly>();

    internal static ServiceProbe Of(Outcome outcome) => outcome switch
    {
        Outcome.Failed { Class: Failure.Credentials } failed => new(failed.Cause, true),
        Outcome.Failed failed => new(failed.Cause, false),
        Outcome.Refused refused => new(refused.Cause ?? refused.Class.ToString(), false),
        Outcome.Unknown unknown => new(unknown.Cause, false),
        _ => new(null, false),
    };

    internal static ServiceProbe Of(Received received, DateTimeOffset askedAt)
    {
        TimeSpan? ahead = received.Headers.TryGetValue("date", out var text) && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? TimeSpan.FromSeconds(Math.Round((date - askedAt).TotalSeconds))
            : null;
        return new(null, false) { ClockAhead = ahead, Ends = EndsIn(WireJson.Parse(received.Body)) };
    }

    private static Dictionary<string, DateOnly> EndsIn(JsonElement body)
    {
        var ends = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        foreach (var model in WireJson.List(body, "data"))
        {
            if (WireJson.Text(model, "id") is { } id && EndOf(model) is { } end)
            {
                ends[id] = end;
            }
        }

        return ends;
    }

    private static DateOnly? EndOf(JsonElement model) =>
        WireJson.Text(model, "shutdown_date") is { } text && DateOnly.TryParse(
            text.AsSpan(0, Math.Min(text.Length, 10)), CultureInfo.InvariantCulture, out var day)
            ? day
            : WireJson.Count(model, "shutdown_date") is { } seconds and < 253_402_300_800
                ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime)
                : null;
}
