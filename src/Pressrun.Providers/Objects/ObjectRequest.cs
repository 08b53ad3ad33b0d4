using System.Net.Http.Headers;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Folders;

namespace Pressrun.Providers.Objects;

/// <summary>What is put into a store of objects.</summary>
/// <param name="Bucket">The bucket or container; its rules are the store's.</param>
/// <param name="Path">The object's path in it, which is also a path that any folder takes.</param>
internal sealed record ObjectRequest(string Bucket, string Path)
{
    private const int TypeMax = 200;

    /// <summary>Whose bucket, where the store's address says that; empty where it does not.</summary>
    public string Account { get; init; } = "";

    /// <summary>Which store is meant, where there are several; null for the one that is asked.</summary>
    public string? Url { get; init; }

    /// <summary>The media type that readers are told.</summary>
    public required string Type { get; init; }

    /// <summary>Whether an object with another content is replaced, as a feed is. <value>No.</value></summary>
    public bool Replaces { get; init; }

    /// <summary>The content, where it is a text; null where it is the only input of the call.</summary>
    public string? Text { get; init; }

    /// <summary>The path with everything escaped that is not plain in an address; once, not twice.</summary>
    public string EscapedPath => string.Join('/', Path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="bucket">What the store calls a bucket.</param>
    /// <exception cref="FormatException">It makes no sense; the message is the middle of a sentence.</exception>
    public static ObjectRequest Parse(Request request, string bucket)
    {
        using var content = TargetContent.Parse(request.Content);
        var root = content.RootElement;
        var path = Require(root, "path");
        if (PathRules.Objection(path) is { } objection)
        {
            throw new FormatException($"{PathRules.Show(path)}: {objection}");
        }

        var text = root.Text("text");
        var blob = root.Text("blob");
        if (text is null == blob is null)
        {
            throw new FormatException($"`{PathRules.Show(path)}` needs either `text` or `blob`");
        }

        if (blob is null ? request.Inputs is not [] : request.Inputs is not [var input] || input.Hash != blob)
        {
            throw new FormatException($"the inputs are not what `{PathRules.Show(path)}` says");
        }

        return new(Require(root, bucket), path)
        {
            Account = root.Text("account") ?? "",
            Url = root.Text("url"),
            Type = TypeOf(root.Text("type") ?? ObjectTypes.Of(path)),
            Replaces = IsTrue(root, "replace"),
            Text = text,
        };
    }

    /// <summary>The content of a request, with its members in their order.</summary>
    /// <param name="where">Writes where it goes, before the path.</param>
    /// <param name="path">The object's path.</param>
    /// <param name="content">Writes its content: a text or the hash of the only input.</param>
    /// <param name="replaces">Whether an object with another content is replaced.</param>
    public static string Write(
        Action<Utf8JsonWriter> where, string path, Action<Utf8JsonWriter> content, bool replaces) =>
        System.Text.Encoding.UTF8.GetString(TargetContent.Write(json =>
        {
            where(json);
            json.WriteString("path", path);
            content(json);
            if (replaces)
            {
                json.WriteBoolean("replace", true);
            }
        }));

    private static string Require(JsonElement parent, string name) =>
        parent.Text(name) ?? throw new FormatException($"`{name}` is missing");

    private static bool IsTrue(JsonElement parent, string name) => parent.Member(name)?.ValueKind switch
    {
        null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw new FormatException($"`{name}` is neither true nor false"),
    };

    // It becomes a header, and a part of what is signed.
    private static string TypeOf(string type) =>
        type.Length <= TypeMax && type.All(letter => letter is >= ' ' and <= '~')
        && MediaTypeHeaderValue.TryParse(type, out var read)
            ? read.ToString()
            : throw new FormatException("`type` is no media type; write for instance `audio/mpeg`");
}
