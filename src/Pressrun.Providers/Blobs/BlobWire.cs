using System.Globalization;
using System.Text.RegularExpressions;
using Pressrun.Model;
using Pressrun.Providers.Folders;
using Pressrun.Providers.Objects;

namespace Pressrun.Providers.Blobs;

/// <summary>
/// How Azure Blob Storage is spoken to (Microsoft, "Put Blob", "Get Blob Properties" and "Specifying conditional
/// headers for Blob service operations", read in November 2026).
/// </summary>
/// <param name="options">Which account, and with which key.</param>
/// <param name="time">The clock, for signatures.</param>
internal sealed partial class BlobWire(BlobOptions options, TimeProvider time) : ObjectWire
{
    private const string Version = "2021-12-02";
    private const int AccessMax = 4096;
    private const string Note = "x-ms-meta-pressrunsha256";

    private readonly string? _access = options.Access;
    private readonly SharedKey? _signer =
        options is { Key: { } key, Access: null } ? SharedKey.Parse(key.Trim()) : null;

    /// <inheritdoc/>
    public override IEnumerable<string?> Secrets => [options.Key, _access, ProofOf(_access)];

    /// <inheritdoc/>
    public override long BytesMax => 256L << 20;

    /// <inheritdoc/>
    public override ObjectRequest Parse(Request request)
    {
        var read = ObjectRequest.Parse(request, "container");
        if (!ContainerForm().IsMatch(read.Bucket) || read.Bucket.Contains("--", StringComparison.Ordinal))
        {
            throw new FormatException($"`{PathRules.Show(read.Bucket)}` is no container: a container has 3 to 63 small "
                + "letters, digits and single hyphens, and begins and ends with a letter or digit");
        }

        if (!BlobOptions.AccountForm().IsMatch(read.Account))
        {
            throw new FormatException($"`{PathRules.Show(read.Account)}` is no storage account: an account has 3 to 24 "
                + "small letters and digits");
        }

        if (options.Account is { } account && account != read.Account)
        {
            throw new FormatException($"the key is the account `{account}`'s, not `{read.Account}`'s");
        }

        return read.Url is null || read.Url == options.Url
            ? read
            : throw new FormatException("it is meant for another store than `url` names");
    }

    /// <inheritdoc/>
    public override Outcome.Failed? Objection(ObjectRequest request)
    {
        if (options.Key is null)
        {
            return new(Failure.Credentials, $"{options.Name} needs a key: write `key: env:NAME`, where NAME holds the "
                + "key of the storage account or a shared access signature");
        }

        if (_access is null)
        {
            return _signer is null
                ? new(Failure.Credentials, $"the key of {options.Name} is neither a storage account's key, which is "
                    + "Base64, nor a shared access signature; of a connection string take the AccountKey alone")
                : null;
        }

        if (options.Account is null)
        {
            return new(Failure.Credentials, $"{options.Name} needs an account: write `account:` beside a shared access "
                + "signature, so that it goes nowhere else");
        }

        if (_access.Length > AccessMax || !AccessForm().IsMatch(_access))
        {
            return new(Failure.Credentials,
                $"the key of {options.Name} is no shared access signature as it stands in an address; copy it anew");
        }

        return AddressOf(request) is { Scheme: "http", IsLoopback: false }
            ? new(Failure.Credentials,
                $"{options.Name} would show its key to everybody on the way; write https in `url`")
            : null;
    }

    /// <inheritdoc/>
    public override string Place(ObjectRequest request) =>
        $"azure://{request.Account}/{request.Bucket}/{PathRules.Show(request.Path)}";

    /// <inheritdoc/>
    public override Uri AddressOf(ObjectRequest request)
    {
        var store = options.Url?.TrimEnd('/') ?? $"https://{request.Account}.blob.core.windows.net";
        return new($"{store}/{request.Bucket}/{request.EscapedPath}");
    }

    /// <inheritdoc/>
    public override HttpRequestMessage Look(ObjectRequest request) => MessageOf(HttpMethod.Head, request, []);

    /// <inheritdoc/>
    public override HttpRequestMessage Put(
        ObjectRequest request, ObjectContent content, ObjectBody body, string? over)
    {
        Dictionary<string, string> headers = new(StringComparer.Ordinal)
        {
            ["content-md5"] = content.Md5Base64,
            ["content-type"] = request.Type,
            [over is null ? "if-none-match" : "if-match"] = over ?? "*",
            ["x-ms-blob-type"] = "BlockBlob",
            [Note] = content.Sha256,
        };
        if (content.Length > 0)
        {
            headers.Add("content-length", content.Length.ToString(CultureInfo.InvariantCulture));
        }

        var message = MessageOf(HttpMethod.Put, request, headers);
        message.Content = body;
        body.Headers.TryAddWithoutValidation("Content-Type", request.Type);
        body.Headers.TryAddWithoutValidation("Content-MD5", content.Md5Base64);
        return message;
    }

    /// <inheritdoc/>
    public override ObjectFound FoundOf(ObjectAnswer answer, string etag)
    {
        string?[] hashes = [ObjectFound.OfBase64(answer.Header("content-md5")), answer.Header(Note)];
        return new(etag, long.TryParse(answer.Header("content-length"), CultureInfo.InvariantCulture, out var length)
            ? length : null, [.. hashes.OfType<string>()]);
    }

    /// <inheritdoc/>
    public override bool IsTaken(ObjectAnswer answer) => answer.Code is "BlobAlreadyExists" or "ConditionNotMet"
        or "BlobNotFound" || (answer.Status == 412 && answer.Code.Length == 0);

    /// <inheritdoc/>
    public override ObjectRule RuleOf(ObjectAnswer answer, ObjectRequest request) =>
        BlobRules.Of(answer, request, isSigned: _signer is not null, time.GetUtcNow());

    private HttpRequestMessage MessageOf(
        HttpMethod method, ObjectRequest request, Dictionary<string, string> headers)
    {
        var address = AddressOf(request);
        headers["x-ms-version"] = Version;
        headers["x-ms-date"] = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        var message = new HttpRequestMessage(method, _access is null ? address : new($"{address}?{_access}"));
        message.Headers.TryAddWithoutValidation("User-Agent", "pressrun");
        var others = headers.Where(header => !header.Key.StartsWith("content-", StringComparison.Ordinal));
        foreach (var (name, value) in others)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (_signer is not null)
        {
            message.Headers.TryAddWithoutValidation(
                "Authorization", _signer.Sign(request.Account, method.Method, address.AbsolutePath, headers));
        }

        return message;
    }

    // Of a shared access signature this alone is secret, wherever it is quoted.
    private static string? ProofOf(string? access) => access?.Split('&')
        .FirstOrDefault(part => part.StartsWith("sig=", StringComparison.Ordinal)) is { } proof
            ? Uri.UnescapeDataString(proof["sig=".Length..])
            : null;

    [GeneratedRegex(@"\A(?:[a-z0-9][a-z0-9-]{1,61}[a-z0-9]|\$web|\$root)\z", RegexOptions.NonBacktracking)]
    private static partial Regex ContainerForm();

    [GeneratedRegex(@"\A[A-Za-z0-9%&=_.~:+/,*!-]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex AccessForm();
}
