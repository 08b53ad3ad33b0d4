using System.Text.RegularExpressions;
using Pressrun.Model;
using Pressrun.Providers.Profiles;

namespace Pressrun.Providers.Services;

/// <summary>
/// Says what an answer without the work done means: first by the service's profile, else by its status as all services
/// use it. Never throws.
/// </summary>
internal sealed class Classifier
{
    // Far above what a message of one line takes: on a busy machine a shorter one would change what an error means.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly IReadOnlyList<RefusalRule> Common =
    [
        new(Meaning.Credentials) { Status = [401, 403] },
        new(Meaning.NoMoney) { Status = [402] },
        new(Meaning.Gone) { Status = [404, 410] },
        new(Meaning.Overload) { Status = [408, 498, 502, 503, 529] },
        new(Meaning.RateShort) { Status = [429] },
        new(Meaning.Unknown) { Status = [504, 522, 524] },
        new(Meaning.Transient) { Status = [409, 425, 500, 520, 521, 523, 525, 526, 527, 530] },
    ];

    private readonly string _name;
    private readonly List<(RefusalRule Rule, Regex? Message)> _rules;

    /// <param name="name">The service's name, for messages.</param>
    /// <param name="rules">Its own rules, before those of all.</param>
    public Classifier(string name, IReadOnlyList<RefusalRule> rules) =>
        (_name, _rules) = (name, [.. rules.Concat(Common).Select(rule => (rule, rule.Message is null ? null
            : new Regex(rule.Message, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience)))]);

    /// <summary>What an answer means.</summary>
    /// <param name="received">The answer; not a success, or one that holds an error.</param>
    /// <param name="asStatus">The status it counts as.</param>
    public Outcome Of(Received received, int asStatus)
    {
        var error = ErrorBody.Read(received.Body);
        IReadOnlyList<string> codes = received.Headers.TryGetValue("x-amzn-errortype", out var kind)
            ? [.. error.Codes, kind.Split(':')[0].ToLowerInvariant()]
            : error.Codes;
        var wait = RetryAfter.Read(received.Headers);
        var rule = _rules.FirstOrDefault(one => Matches(one, asStatus, codes, error.Message, wait)).Rule;
        var cause = $"{asStatus}{(codes.Count > 0 ? $" {ErrorBody.Shorten(codes[0])}" : "")}"
            + (error.Message.Length > 0 ? $": {error.Message}" : "");
        return (rule?.Means ?? (asStatus >= 500 ? Meaning.Transient : Meaning.Permanent)) switch
        {
            Meaning.RateShort => new Outcome.Refused(Refusal.RateShort, rule!.Unit, wait),
            Meaning.RateLong => new Outcome.Refused(Refusal.RateLong, rule!.Unit, wait),
            Meaning.Concurrency => new Outcome.Refused(Refusal.Concurrency, Unit.Slots, wait),
            Meaning.Overload => new Outcome.Refused(Refusal.Overload, null, wait) { Cause = cause },
            Meaning.Acceleration => new Outcome.Refused(Refusal.Acceleration, rule!.Unit, wait),
            Meaning.NoMoney => new Outcome.Refused(Refusal.NoMoney) { Cause = cause },
            Meaning.Credentials => new Outcome.Failed(Failure.Credentials, cause),
            Meaning.Gone => new Outcome.Failed(Failure.Gone, cause),
            Meaning.Permanent => new Outcome.Failed(Failure.Permanent, cause),
            Meaning.Transient => new Outcome.Failed(Failure.Transient, cause),
            _ => new Outcome.Unknown($"{_name} answered {cause}"),
        };
    }

    private static bool Matches(
        (RefusalRule Rule, Regex? Message) one, int status, IReadOnlyList<string> codes, string message,
        TimeSpan? wait)
    {
        var (rule, pattern) = one;
        return rule.Status?.Contains(status) != false
            && rule.Codes?.Any(code => codes.Contains(code, StringComparer.Ordinal)) != false
            && (rule.HasRetryAfter is null || rule.HasRetryAfter == wait is not null)
            && (pattern is null || IsMatch(pattern, message));
    }

    private static bool IsMatch(Regex pattern, string message)
    {
        try
        {
            return pattern.IsMatch(message);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
