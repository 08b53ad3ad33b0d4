using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>Claude at Amazon Bedrock, asked with a pair of AWS keys: it checks each signature on its own.</summary>
internal sealed partial class BedrockSigned : BedrockClaude
{
    public const string Access = "AKIDCANARY4Z7Q1X9B2M";

    public const string Session = "IQoJb3JpZ2luX2VjEcanary//////////wEaCXVzLWVhc3Qt+x1==";

    private static readonly string[] Needed = ["host", "x-amz-date", "x-amz-security-token"];

    public override string GivenKey => $"{Access}:{Key}:{Session}";

    protected override bool IsMine(FakeRequest request)
    {
        var sent = request.Header("x-amz-date") ?? "";
        return Form().Match(request.Header("authorization") ?? "") is { Success: true } proof
            && request.Header("x-api-key") is null
            && request.Header("x-amz-security-token") == Session
            && proof.Groups["key"].Value == Access
            && proof.Groups["region"].Value == Region
            && proof.Groups["day"].Value == sent[..8]
            && IsRecent(sent)
            && Needed.Except(proof.Groups["names"].Value.Split(';')).Any() is false
            && proof.Groups["proof"].Value == ProofOf(request, sent, proof.Groups["names"].Value);
    }

    private string ProofOf(FakeRequest request, string sent, string names)
    {
        var asked = new StringBuilder("POST\n").Append(request.Path).Append("\n\n");
        foreach (var name in names.Split(';'))
        {
            asked.Append(name).Append(':').Append(request.Header(name)).Append('\n');
        }

        asked.Append('\n').Append(names).Append('\n').Append(Hex(SHA256.HashData(request.Bytes)));
        var stated = $"AWS4-HMAC-SHA256\n{sent}\n{sent[..8]}/{Region}/bedrock/aws4_request\n"
            + Hex(SHA256.HashData(Encoding.UTF8.GetBytes(asked.ToString())));
        using var day = new HMACSHA256(Encoding.UTF8.GetBytes($"AWS4{Key}"));
        using var place = new HMACSHA256(Of(day, sent[..8]));
        using var service = new HMACSHA256(Of(place, Region!));
        using var request4 = new HMACSHA256(Of(service, "bedrock"));
        using var signing = new HMACSHA256(Of(request4, "aws4_request"));
        return Hex(Of(signing, stated));
    }

    private static byte[] Of(HMACSHA256 mac, string text) => mac.ComputeHash(Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(one => one.ToString("x2")));

    private bool IsRecent(string sent) => DateTime.TryParseExact(sent, "yyyyMMddTHHmmssZ",
        CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment)
        && (Time.GetUtcNow().UtcDateTime - moment).Duration() < TimeSpan.FromMinutes(5);

    [GeneratedRegex("^AWS4-HMAC-SHA256 Credential=(?<key>\\w+)/(?<day>\\d{8})/(?<region>[a-z0-9-]+)/bedrock/"
        + "aws4_request, SignedHeaders=(?<names>[a-z0-9;-]+), Signature=(?<proof>[0-9a-f]{64})$",
        RegexOptions.None, 1000)]
    private static partial Regex Form();
}
