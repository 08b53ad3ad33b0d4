using System.Text.Json;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>What a service was sent.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="Headers">Headers by lower-case name.</param>
/// <param name="Bytes">The body.</param>
internal sealed record FakeRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    private readonly Lazy<JsonElement> _body = new(() => JsonDocument.Parse(Bytes).RootElement);

    /// <summary>The method.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>The body as JSON.</summary>
    public JsonElement Body => _body.Value;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string? Text(string name) =>
        Body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
