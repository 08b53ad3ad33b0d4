namespace Pressrun.Providers.Services;

/// <summary>A request as a service wants it.</summary>
/// <param name="Path">What follows the service's address, such as <c>/chat/completions</c>.</param>
/// <param name="Body">The body, UTF-8; nothing is sent of an empty one.</param>
internal sealed record WireRequest(string Path, ReadOnlyMemory<byte> Body)
{
    /// <summary>The method. <value>POST.</value></summary>
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>What the body is. <value>JSON.</value></summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Headers of its own, such as a version.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
