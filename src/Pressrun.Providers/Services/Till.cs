using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Prices;

namespace Pressrun.Providers.Services;

/// <summary>
/// Says what calls of a service cost: at most before, in fact after. A model without a known price is never booked as
/// free, but as unknown.
/// </summary>
/// <param name="settings">The service.</param>
internal sealed class Till(ServiceSettings settings)
{
    /// <summary>The tariff of what costs nothing.</summary>
    public const string Free = "free";

    /// <summary>The tariff of what the service itself put a price on.</summary>
    public const string Stated = "stated";

    /// <summary>The tariff of what nobody knows the price of.</summary>
    public const string Unknown = "unknown";

    /// <summary>
    /// The most a call can cost, at the dearest tier it can reach; zero where no price is known, which a budget refuses
    /// before the run.
    /// </summary>
    /// <param name="model">The model asked.</param>
    /// <param name="asked">What is asked.</param>
    /// <param name="maxOutput">The most output tokens.</param>
    /// <param name="searches">How often the service may search for it, each for the price of a request.</param>
    /// <param name="at">When it would be sent.</param>
    public Money WorstCase(string model, Asked asked, long maxOutput, int searches, DateTimeOffset at)
    {
        if (IsFree)
        {
            return Money.Zero;
        }

        // After a search the service reads all it was asked once more, and what it found.
        var input = asked.InputTokensMax + (searches * (asked.InputTokensMax + settings.Profile.SearchInput));
        var usage = asked.IsSpeech ? SpeechOf(model, asked, asked.InputTokensMax) : new(input, Output: maxOutput);
        var dearest = Money.Zero;
        foreach (var prompt in new[] { 0, usage.Input })
        {
            // Whatever goes into a cache costs more than what is read once.
            if (TariffOf(model, at, prompt, TierOf(asked)) is { } tariff
                && tariff.CostOf(usage with { Input = 0, CacheWrite1h = usage.Input }) is { } written
                && tariff.CostOf(usage) is { } read)
            {
                var cost = written > read ? written : read;
                cost += Money.FromUsd((tariff.Request ?? 0) * Math.Max(0, searches - 1));
                dearest = cost > dearest ? cost : dearest;
            }
        }

        return dearest;
    }

    /// <summary>What a speech uses, by estimate: characters, or tokens of text and of sound.</summary>
    /// <param name="model">The model asked.</param>
    /// <param name="asked">What is spoken.</param>
    public Usage SpeechOf(string model, Asked asked) => SpeechOf(model, asked, asked.InputTokens);

    private Usage SpeechOf(string model, Asked asked, long tokens) =>
        settings.Prices.Know(settings.Profile.Kind, model)?.SoundTokens is { } each
            ? new(tokens, Output: (long)Math.Ceiling(tokens * each))
            : new(Characters: asked.Characters);

    /// <summary>An answer with what it used and cost.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="model">The model asked.</param>
    /// <param name="asked">What was asked.</param>
    /// <param name="format">Reads what it says.</param>
    /// <param name="body">The body as JSON; undefined if it is none.</param>
    /// <param name="headers">All headers, by lower-case name.</param>
    /// <param name="sentAt">When it was sent: the price of that day holds.</param>
    public Reply Charge(
        Reply reply, string model, Asked asked, WireFormat format, JsonElement body,
        IReadOnlyDictionary<string, string> headers, DateTimeOffset sentAt)
    {
        var said = format.ReadUsage(body, headers);
        var usage = said ?? (asked.IsSpeech
            ? SpeechOf(model, asked)
            : new(asked.InputTokens, Output: Math.Max(1, reply.Body.Length / 4)));

        // Credits are told in place of characters: with a cheap model they are fewer, and not what the price is of.
        usage = usage.Characters > 0 ? usage with { Characters = Math.Max(usage.Characters, asked.Characters) } : usage;
        reply = reply with { Usage = usage, IsEstimated = said is null && usage.Characters == 0 };
        if (IsFree)
        {
            return reply with { Tariff = Free };
        }

        if (format.ReadCost(body) is { } stated)
        {
            return reply with { Cost = stated, Tariff = Stated };
        }

        var tariff = TariffOf(model, sentAt, usage.AllInput, TierOf(asked));
        return tariff?.CostOf(usage) is { } cost
            ? reply with { Cost = cost, Tariff = tariff.Id }
            : reply with { Tariff = Unknown };
    }

    /// <summary>The price of a call; null if none is known.</summary>
    /// <param name="model">The model.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="promptTokens">All tokens of its prompt.</param>
    /// <param name="tier">The tier of service it asks for, with a price of its own; null for the usual one.</param>
    public Tariff? TariffOf(string model, DateTimeOffset at, long promptTokens, string? tier = null) =>
        settings.Given ?? settings.Prices.Find(
            settings.Profile.Kind, model, at, promptTokens, tier ?? settings.Route, settings.Region);

    /// <summary>Whether a call sent now could be booked.</summary>
    /// <param name="model">The model.</param>
    /// <param name="speaks">Whether it is asked to speak.</param>
    /// <param name="at">When it is sent.</param>
    public bool IsPriced(string model, bool speaks, DateTimeOffset at)
    {
        var isByTokens = settings.Prices.Know(settings.Profile.Kind, model)?.SoundTokens is not null;
        var usage = speaks && !isByTokens ? new Usage(Characters: 1) : new(Input: 1, Output: 1);
        return IsFree || TariffOf(model, at, 0)?.CostOf(usage) is not null;
    }

    // Where the user says a price, it counts.
    private bool IsFree => settings.Profile.IsFree && settings.Given is null;

    private static string? TierOf(Asked asked) =>
        asked.FindText("service_tier") is "flex" or "priority" ? asked.FindText("service_tier") : null;
}
