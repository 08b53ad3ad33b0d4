using System.Globalization;
using System.Text.RegularExpressions;
using Pressrun.Model;
using Pressrun.Providers.Folders;
using Pressrun.Providers.Objects;
using Pressrun.Providers.Signing;

namespace Pressrun.Providers.S3;

/// <summary>
/// How S3 is spoken to (Amazon S3 API reference: PutObject, HeadObject; user guide: conditional writes; all read in
/// November 2026). The content goes as it is, with its hash in a plain header: the chunks with a checksum behind them
/// that Amazon's own libraries send are stored as content by others that speak the language.
/// </summary>
/// <param name="options">Which store, and with which key.</param>
/// <param name="time">The clock, for signatures.</param>
internal sealed partial class S3Wire(S3Options options, TimeProvider time) : ObjectWire
{
    private const string Note = "x-amz-meta-pressrun-sha256";

    private readonly AwsKey? _pair = options.Pair;
    private readonly SigV4? _signer = options.Pair is { } pair
        ? new(pair, options.Region ?? "us-east-1", "s3")
        : null;

    /// <inheritdoc/>
    // The access key id is no secret, but nobody's business either.
    public override IEnumerable<string?> Secrets => [options.Key, .. _pair?.Parts ?? []];

    /// <inheritdoc/>
    public override long BytesMax => 5L << 30;

    /// <inheritdoc/>
    public override ObjectRequest Parse(Request request)
    {
        var read = ObjectRequest.Parse(request, "bucket");
        if (!BucketForm().IsMatch(read.Bucket) || read.Bucket.Contains("..", StringComparison.Ordinal)
            || AddressForm().IsMatch(read.Bucket))
        {
            throw new FormatException($"`{PathRules.Show(read.Bucket)}` is no bucket: a bucket has 3 to 63 small "
                + "letters, digits, dots and hyphens, and begins and ends with a letter or digit");
        }

        return read.Url is null || read.Url == options.Url
            ? read
            : throw new FormatException("it is meant for another store than `url` names");
    }

    /// <inheritdoc/>
    public override Outcome.Failed? Objection(ObjectRequest request)
    {
        if (_signer is null)
        {
            return new(Failure.Credentials, options.Key is null
                ? $"{options.Name} needs a key: write `key: env:NAME`, where NAME holds ACCESS:SECRET"
                : $"the key of {options.Name} is no pair: it is ACCESS:SECRET, or ACCESS:SECRET:SESSION");
        }

        return options.Region is null && options.Url is null
            ? new(Failure.Credentials,
                $"{options.Name} needs a region: write one beside the key, such as `region: us-east-1`")
            : null;
    }

    /// <inheritdoc/>
    public override string Place(ObjectRequest request) =>
        $"{options.Name}://{request.Bucket}/{PathRules.Show(request.Path)}";

    /// <inheritdoc/>
    public override Uri AddressOf(ObjectRequest request)
    {
        if (options.Url is { } url)
        {
            return new($"{url.TrimEnd('/')}/{request.Bucket}/{request.EscapedPath}");
        }

        var ending = options.Region!.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";
        var host = $"s3.{options.Region}.{ending}";

        // A certificate for *.s3… is for one name before the dot.
        return new(request.Bucket.Contains('.', StringComparison.Ordinal)
            ? $"https://{host}/{request.Bucket}/{request.EscapedPath}"
            : $"https://{request.Bucket}.{host}/{request.EscapedPath}");
    }

    /// <inheritdoc/>
    public override HttpRequestMessage Look(ObjectRequest request) =>
        MessageOf(HttpMethod.Head, request, SigV4.Hash([]), [new("x-amz-checksum-mode", "ENABLED")]);

    /// <inheritdoc/>
    public override HttpRequestMessage Put(
        ObjectRequest request, ObjectContent content, ObjectBody body, string? over)
    {
        var message = MessageOf(HttpMethod.Put, request, content.Sha256,
        [
            new("content-type", request.Type),
            over is null ? new("if-none-match", "*") : new("if-match", over),
            new("x-amz-checksum-sha256", content.Sha256Base64),
            new(Note, content.Sha256),
        ]);
        message.Content = body;
        body.Headers.TryAddWithoutValidation("Content-Type", request.Type);
        return message;
    }

    /// <inheritdoc/>
    public override ObjectFound FoundOf(ObjectAnswer answer, string etag)
    {
        string?[] hashes =
        [
            ObjectFound.OfBase64(answer.Header("x-amz-checksum-sha256")), answer.Header(Note), etag.Trim('"'),
        ];
        return new(etag, long.TryParse(answer.Header("content-length"), CultureInfo.InvariantCulture, out var length)
            ? length : null, [.. hashes.OfType<string>()]);
    }

    /// <inheritdoc/>
    public override bool IsTaken(ObjectAnswer answer) =>
        answer.Status == 412 || answer.Code is "PreconditionFailed" or "ConditionalRequestConflict"
        // What was to be replaced is gone.
        || answer is { Status: 404, Code: "NoSuchKey" };

    /// <inheritdoc/>
    public override ObjectRule RuleOf(ObjectAnswer answer, ObjectRequest request) =>
        S3Rules.Of(answer, request.Bucket, time.GetUtcNow());

    private HttpRequestMessage MessageOf(
        HttpMethod method, ObjectRequest request, string bodyHash, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var url = AddressOf(request);
        var message = new HttpRequestMessage(method, url);
        message.Headers.TryAddWithoutValidation("User-Agent", "pressrun");
        List<KeyValuePair<string, string>> signed = [.. headers, new("x-amz-content-sha256", bodyHash)];
        var proof = _signer!.Sign(method.Method, url.AbsolutePath, "",
            [.. signed, new("host", url.Authority)], bodyHash, time.GetUtcNow());
        foreach (var (name, value) in signed.Concat(proof).Where(header => header.Key != "content-type"))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.NonBacktracking)]
    private static partial Regex BucketForm();

    [GeneratedRegex(@"\A[0-9]{1,3}(?:\.[0-9]{1,3}){3}\z", RegexOptions.NonBacktracking)]
    private static partial Regex AddressForm();
}
