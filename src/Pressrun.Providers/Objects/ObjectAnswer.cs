using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Pressrun.Providers.Web;

namespace Pressrun.Providers.Objects;

/// <summary>
/// What a store answered. Of its words only the code is kept: the rest may quote what it was sent, signature and all.
/// </summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">Headers by lower-case name.</param>
/// <param name="Code">The store's own name of an error; empty where there is none.</param>
internal sealed partial record ObjectAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Code)
{
    private const int BytesMax = 16 * 1024;
    private const int HeaderMax = 200;

    /// <summary>Whether the work was done.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The mark of the object's state; null if none is told.</summary>
    public string? ETag => Header("etag");

    /// <summary>Status and code, as a message shows them.</summary>
    public string Shown => string.Create(
        CultureInfo.InvariantCulture, $"{Status}{(Code.Length > 0 ? " " : "")}{Code}");

    /// <summary>A header of plain text; null if it is missing, empty, too long or holds anything else.</summary>
    public string? Header(string name) =>
        Headers.GetValueOrDefault(name) is { Length: > 0 and <= HeaderMax } value
        && value.All(letter => letter is >= ' ' and <= '~') ? value : null;

    /// <summary>How far the clock here is ahead of the store's; null if the store does not tell its time.</summary>
    public TimeSpan? Ahead(DateTimeOffset now) => DateTimeOffset.TryParse(
        Header("date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var told) ? now - told : null;

    /// <summary>Reads an answer, and no more of it than is looked at.</summary>
    public static async Task<ObjectAnswer> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            headers.TryAdd(name.ToLowerInvariant(), values.ToString());
        }

        var code = headers.GetValueOrDefault("x-ms-error-code") ?? "";
        if (code.Length == 0 && !response.IsSuccessStatusCode)
        {
            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            using var body = new BoundedBody(stream);
            await body.FillAsync(BytesMax, ct);
            code = InBody().Match(Encoding.UTF8.GetString(body.Bytes.Span)).Groups["code"].Value;
        }

        return new((int)response.StatusCode, headers, Plain().IsMatch(code) ? code : "");
    }

    [GeneratedRegex(@"<Code>\s{0,8}(?<code>[A-Za-z0-9._-]{1,80})\s{0,8}</Code>",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex InBody();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,80}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();
}
