using System.Globalization;
using Pressrun.Model;

namespace Pressrun.Testing.Strict;

/// <summary>What a strict server's reply says about limits, as the text of headers.</summary>
internal static class StrictHeaderText
{
    /// <summary>The headers by lower-case name; empty where nothing is said.</summary>
    public static IReadOnlyDictionary<string, string> Of(StrictHeaders headers)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var requests = RegimeLane.Names(Unit.Requests, 1);
        Add(requests.Limit, headers.RequestsLimit);
        Add(requests.Remaining, headers.RequestsRemaining);
        Add(requests.Reset, headers.RequestsReset?.TotalSeconds);
        var tokens = RegimeLane.Names(Unit.Tokens, 1);
        Add(tokens.Limit, headers.TokensLimit);
        Add(tokens.Remaining, headers.TokensRemaining);
        Add(tokens.Reset, headers.TokensReset?.TotalSeconds);
        Add(RegimeLane.Names(Unit.Slots, 1).Limit, headers.ConcurrencyMaximum);
        return texts;

        void Add(string? name, double? value)
        {
            if (name is not null && value is { } number)
            {
                texts.Add(name, number.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
