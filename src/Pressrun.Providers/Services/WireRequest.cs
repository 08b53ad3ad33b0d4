namespace Pressrun.Providers.Services;

/// <summary>A request as a service wants it; always a POST of JSON.</summary>
/// <param name="Path">What follows the service's address, such as <c>/chat/completions</c>.</param>
/// <param name="Body">The body, UTF-8.</param>
internal sealed record WireRequest(string Path, ReadOnlyMemory<byte> Body)
{
    /// <summary>Headers of its own, such as a version.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
