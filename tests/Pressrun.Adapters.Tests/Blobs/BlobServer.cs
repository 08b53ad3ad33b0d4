using System.Security.Cryptography;
using System.Text;
using Pressrun.Adapters.Tests.Objects;

namespace Pressrun.Adapters.Tests.Blobs;

/// <summary>A store that speaks as Azure Blob Storage does: signatures, hashes and conditions to the letter.</summary>
internal sealed class BlobServer : ObjectServer
{
    public const string Account = "canaryshows";
    public const string Access = "sv=2021-12-02&sr=c&sp=rcw&sig=c4n4ryPr00f%2BOf%2FAccess%3D";

    public static readonly string Key =
        Convert.ToBase64String(SHA512.HashData("canary of a storage account"u8));

    /// <summary>Whether a shared access signature is wanted, and no signature of each request.</summary>
    public bool IsOpened { get; set; }

    protected override ObjectSaid? Refuse(ObjectVisit visit)
    {
        if (IsOpened)
        {
            return visit.Query == Access && visit.Header("authorization") is null
                ? null : new(403, "AuthenticationFailed");
        }

        using var mac = new HMACSHA256(Convert.FromBase64String(Key));
        var proof = Convert.ToBase64String(mac.ComputeHash(Encoding.UTF8.GetBytes(Stated(visit))));
        return visit.Header("authorization") == $"SharedKey {Account}:{proof}"
            ? null : new(403, "AuthenticationFailed");
    }

    protected override ObjectSaid Work(ObjectVisit visit)
    {
        if (visit.Path.Split('/') is not ["", "public" or "$web", ..])
        {
            return new(404, "ContainerNotFound");
        }

        var there = Objects.GetValueOrDefault(visit.Path);
        if (visit.Method == "HEAD")
        {
            return there is null ? new(404, "BlobNotFound") : new(200, "", About(there));
        }

        if (visit.Header("x-ms-blob-type") != "BlockBlob"
            || visit.Header("content-md5") != Convert.ToBase64String(visit.Md5))
        {
            return new(400, "Md5Mismatch");
        }

        switch (visit.Header("if-none-match"), visit.Header("if-match"))
        {
            case ("*", null) when there is not null:
                return new(409, "BlobAlreadyExists");
            case (null, { } etag) when there?.ETag != etag:
                return new(412, "ConditionNotMet");
            case ("*", not null) or (null, null):
                throw new InvalidOperationException("An order says what it may overwrite.");
        }

        var stored = new StoredObject(visit.Body, $"\"0x{visit.Sha256[..15].ToUpperInvariant()}\"",
            ("Content-Type", visit.Header("content-type")!), ("Content-MD5", visit.Header("content-md5")!));
        Objects[visit.Path] = stored;
        return new(201, "", ("ETag", stored.ETag));
    }

    protected override (string Body, string Header) Error(string code, ObjectVisit visit) => (
        $"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>You sent {Key} and {Access}.</Message>"
            + $"<AuthenticationErrorDetail>{Stated(visit)}</AuthenticationErrorDetail></Error>",
        "x-ms-error-code");

    // As Microsoft's page "Authorize with Shared Key" spells it, line for line.
    private static string Stated(ObjectVisit visit) =>
        $"{visit.Method}\n\n\n{(visit.Header("content-length") is "0" or null ? "" : visit.Header("content-length"))}\n"
        + $"{visit.Header("content-md5")}\n{visit.Header("content-type")}\n\n\n{visit.Header("if-match")}\n"
        + $"{visit.Header("if-none-match")}\n\n\n"
        + string.Concat(visit.Headers.Where(header => header.Key.StartsWith("x-ms-", StringComparison.Ordinal))
            .OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}:{header.Value}\n"))
        + $"/{Account}{visit.Path}";
}
