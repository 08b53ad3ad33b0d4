using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Pressrun.Adapters.Tests.Objects;

namespace Pressrun.Adapters.Tests.S3;

/// <summary>A store that speaks as S3 does: signatures, hashes and conditions are held to the letter.</summary>
internal sealed partial class S3Server : ObjectServer
{
    public const string Access = "AKIDCANARY4Z7Q1X9B2M";
    public const string Secret = "s3cr3t/CANARY+wJalrXUtnFEMIK7MDENG";
    public const string Region = "eu-central-1";

    /// <summary>What it tells of an object; a store that encrypts tells an ETag that is no hash.</summary>
    public bool Encrypts { get; set; }

    /// <summary>Whether it knows of checksums at all, as the oldest of its kind do not.</summary>
    public bool TellsChecksums { get; set; } = true;

    public string Session { get; init; } = "";

    public string Key => Session.Length > 0 ? $"{Access}:{Secret}:{Session}" : $"{Access}:{Secret}";

    protected override ObjectSaid? Refuse(ObjectVisit visit)
    {
        if (Form().Match(visit.Header("authorization") ?? "") is not { Success: true } proof)
        {
            return new(403, "AccessDenied");
        }

        if (proof.Groups["key"].Value != Access)
        {
            return new(403, "InvalidAccessKeyId");
        }

        var names = proof.Groups["names"].Value.Split(';');
        var mustBeSigned = visit.Headers.Keys.Where(name => name.StartsWith("x-amz-", StringComparison.Ordinal));
        if (proof.Groups["region"].Value != Region || mustBeSigned.Append("host").Except(names).Any()
            || proof.Groups["proof"].Value != ProofOf(visit, names)
            || (visit.Header("x-amz-security-token") ?? "") != Session)
        {
            return new(403, "SignatureDoesNotMatch");
        }

        if (visit.Header("x-amz-content-sha256") != visit.Sha256)
        {
            return new(400, "XAmzContentSHA256Mismatch");
        }

        return visit.Headers.ContainsKey("transfer-encoding") || visit.Headers.ContainsKey("x-amz-trailer")
            ? new(411, "MissingContentLength") : null;
    }

    protected override ObjectSaid Work(ObjectVisit visit)
    {
        if (visit.Path.Split('/').ElementAtOrDefault(1) != "shows")
        {
            return new(404, "NoSuchBucket");
        }

        var there = Objects.GetValueOrDefault(visit.Path);
        if (visit.Method == "HEAD")
        {
            return there is null ? new(404) : new(200, "", About(there));
        }

        if (visit.Header("x-amz-checksum-sha256") != Convert.ToBase64String(Hex(visit.Sha256)))
        {
            return new(400, "BadDigest");
        }

        var isAllowed = (visit.Header("if-none-match"), visit.Header("if-match")) switch
        {
            ("*", null) => there is null,
            (null, { } etag) => there?.ETag == etag,
            _ => throw new InvalidOperationException("An order says what it may overwrite."),
        };
        if (!isAllowed)
        {
            return there is null ? new(404, "NoSuchKey") : new(412, "PreconditionFailed");
        }

        var stored = Stored(visit);
        Objects[visit.Path] = stored;
        return new(200, "", ("ETag", stored.ETag));
    }

    protected override (string Body, string Header) Error(string code, ObjectVisit visit) => (
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>{code}</Code><Message>You sent {SecurityElement.Escape(Key)}.</Message>
        <AWSAccessKeyId>{Access}</AWSAccessKeyId><StringToSign>{visit.Header("authorization")}</StringToSign></Error>
        """, "");

    private StoredObject Stored(ObjectVisit visit)
    {
        var md5 = Encrypts ? ObjectVisit.Md5Of([.. visit.Md5, 1]) : visit.Md5;
        List<(string, string)> headers =
        [
            ("Content-Type", visit.Header("content-type")!),
            .. visit.Headers.Where(header => header.Key.StartsWith("x-amz-meta-", StringComparison.Ordinal))
                .Select(header => (header.Key, header.Value)),
        ];
        if (TellsChecksums)
        {
            headers.Add(("x-amz-checksum-sha256", visit.Header("x-amz-checksum-sha256")!));
        }

        return new(visit.Body, $"\"{Convert.ToHexStringLower(md5)}\"", [.. headers]);
    }

    private static string ProofOf(ObjectVisit visit, string[] names)
    {
        var sent = visit.Header("x-amz-date")!;
        var asked = new StringBuilder($"{visit.Method}\n{visit.Path}\n{visit.Query}\n");
        foreach (var name in names)
        {
            asked.Append($"{name}:{visit.Header(name)?.Trim()}\n");
        }

        asked.Append($"\n{string.Join(';', names)}\n{visit.Header("x-amz-content-sha256")}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked.ToString())));
        var key = Encoding.UTF8.GetBytes($"AWS4{Secret}");
        foreach (var part in (string[])[sent[..8], Region, "s3", "aws4_request"])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(
            $"AWS4-HMAC-SHA256\n{sent}\n{sent[..8]}/{Region}/s3/aws4_request\n{hash}")));
    }

    [GeneratedRegex("^AWS4-HMAC-SHA256 Credential=(?<key>\\w+)/(?<day>\\d{8})/(?<region>[a-z0-9-]+)/s3/"
        + "aws4_request, SignedHeaders=(?<names>[a-z0-9;-]+), Signature=(?<proof>[0-9a-f]{64})$",
        RegexOptions.None, 1000)]
    private static partial Regex Form();
}
