using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Objects;
using Pressrun.Seams;

namespace Pressrun.Providers.S3;

/// <summary>
/// Amazon S3, and whatever speaks its language, as a target: each call puts one object. The request's content is
/// <c>{"bucket":"shows","path":"a/b.mp3","blob":"HASH"}</c> with that blob as its only input, or with a <c>text</c>
/// instead of the blob; besides <c>"type"</c>, a media type, else by the end of the name; <c>"replace":true</c>
/// for what may change, as a feed; and <c>"url"</c>, which must then be the store's. The answer is
/// <c>{"url":…,"bytes":…,"sha256":…,"etag":…}</c>. Nothing is ever overwritten unseen: without <c>replace</c> an object
/// that holds something else is a failure, and one that holds the same is a success, so putting twice does no harm.
/// Costs nothing that is known here. Safe to use from several threads.
/// </summary>
public sealed class S3Provider : IProvider, IDisposable
{
    /// <summary>The provider's name, unless its options say otherwise.</summary>
    public const string Name = "s3";

    private readonly ObjectTarget _target;

    /// <summary>Throws <see cref="ArgumentException"/> if an option is outside its range.</summary>
    /// <param name="options">Which store, and with which key.</param>
    /// <param name="open">Opens a blob of Pressrun's store for reading.</param>
    /// <param name="time">Tells time, for signatures and time limits.</param>
    public S3Provider(S3Options options, Func<Blob, Stream> open, TimeProvider time)
    {
        options.Check();
        _target = new(new S3Wire(options, time), open, options.Timeout, time);
        Profile = new(options.Name, Limit.AtOnce(10)) { KeyName = options.KeyName };
    }

    /// <inheritdoc/>
    public Profile Profile { get; }

    /// <summary>The request for an upload.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="path">The object's path in it, such as <c>episodes/one.mp3</c>.</param>
    /// <param name="blob">What is put there.</param>
    /// <param name="replaces">Whether an object with another content is replaced.</param>
    /// <param name="name">The provider's name.</param>
    public static Request RequestOf(
        string bucket, string path, Blob blob, bool replaces = false, string name = Name) =>
        RequestOf(bucket, path, json => json.WriteString("blob", blob.Hash), replaces, name) with { Inputs = [blob] };

    /// <summary>The request for an upload of a text, as UTF-8.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="path">The object's path in it, such as <c>episodes/one.txt</c>.</param>
    /// <param name="text">What is put there.</param>
    /// <param name="replaces">Whether an object with another content is replaced.</param>
    /// <param name="name">The provider's name.</param>
    public static Request RequestOf(
        string bucket, string path, string text, bool replaces = false, string name = Name) =>
        RequestOf(bucket, path, json => json.WriteString("text", text), replaces, name);

    /// <inheritdoc/>
    public Demand Estimate(Call call) => default;

    /// <inheritdoc/>
    public Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct) => _target.SendAsync(call, attempt, ct);

    /// <inheritdoc/>
    public Answer Read(Call call, Reply reply) => reply.Body.Blob is null
        ? new(reply.Body.ToText())
        : throw new FormatException("What is kept of an upload is short, and this is not.");

    /// <inheritdoc/>
    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    /// <inheritdoc/>
    public void Dispose() => _target.Dispose();

    private static Request RequestOf(
        string bucket, string path, Action<Utf8JsonWriter> content, bool replaces, string name) => new(
        name, bucket, ObjectRequest.Write(json => json.WriteString("bucket", bucket), path, content, replaces));
}
