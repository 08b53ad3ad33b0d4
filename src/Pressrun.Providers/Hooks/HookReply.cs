using System.Text;
using Pressrun.Model;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.Hooks;

/// <summary>What a hook answered.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Headers">Its headers by lower-case name.</param>
/// <param name="Location">The host it points to instead; null where it points nowhere.</param>
/// <param name="Text">The beginning of its words.</param>
internal sealed record HookReply(
    int Status, IReadOnlyDictionary<string, string> Headers, string? Location, string Text)
{
    private const int CharactersMax = 10_000;

    // The most that so many characters can take in UTF-8.
    private const int BytesMax = CharactersMax * 4;

    /// <summary>Reads an answer, and no more of it than is kept.</summary>
    public static async Task<HookReply> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in response.Headers.NonValidated)
        {
            headers.TryAdd(name.ToLowerInvariant(), values.ToString());
        }

        var location = Uri.TryCreate(
            response.RequestMessage?.RequestUri, headers.GetValueOrDefault("location"), out var next)
                ? Web.Shown.Text(next.Host)
                : null;
        return new((int)response.StatusCode, headers, location, response.IsSuccessStatusCode
            ? await TextOfAsync(response.Content, ct)
            : "");
    }

    /// <summary>What it means for the call.</summary>
    /// <param name="host">Who answered, as a message may show it.</param>
    /// <param name="mayWait">Whether the call may still wait for the host.</param>
    public Outcome OutcomeOf(string host, bool mayWait)
    {
        var wait = RetryAfter.Read(Headers);
        return Status switch
        {
            >= 200 and < 300 => Outcome.Answered.Instance,
            429 when mayWait => new Outcome.Refused(Refusal.RateShort, Unit.Requests, wait),
            503 when mayWait && wait is not null => new Outcome.Refused(Refusal.Overload, null, wait)
            {
                Cause = $"{host} answers 503",
            },
            429 => Failed(Failure.Transient, "it still asks to wait; send less, or try again later"),
            // 409 is what a host answers while it still works on the same key:
            // draft-ietf-httpapi-idempotency-key-header, "Error Scenarios".
            409 => Failed(Failure.Transient, "it is still at work on this call, or its state has changed meanwhile"),
            408 or 425 or >= 500 => Failed(Failure.Transient, "the host is in trouble; try again later"),
            >= 300 and < 400 => Failed(Failure.Permanent, Location is null
                ? "it points elsewhere and does not say where; correct the address"
                : $"it points to {Location}; nothing is posted to where a hook points, so give the new address"),
            401 or 403 => Failed(Failure.Permanent, "it does not let this call in; correct the address or its token"),
            404 or 410 => Failed(Failure.Permanent, "there is no such hook; correct the address"),
            413 => Failed(Failure.Permanent, "the body is too large for it; shorten it"),
            415 => Failed(Failure.Permanent, "it does not take this kind of body; correct `type`"),
            _ => Failed(Failure.Permanent, "it does not take the body; correct it, or the address"),
        };

        Outcome.Failed Failed(Failure failure, string hint) =>
            new(failure, string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"{host} answers {Status}: {hint}"));
    }

    private static async Task<string> TextOfAsync(HttpContent content, CancellationToken ct)
    {
        await using var stream = await content.ReadAsStreamAsync(ct);
        using var body = new Web.BoundedBody(stream);
        await body.FillAsync(BytesMax, ct);
        var text = Encoding.UTF8.GetString(body.Bytes.Span);
        return text.Length <= CharactersMax ? text
            : text[..(char.IsHighSurrogate(text[CharactersMax - 1]) ? CharactersMax - 1 : CharactersMax)];
    }
}
