using System.Text.Json.Serialization;

namespace Pressrun.Providers.Services;

/// <summary>Reads a text alone.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class WireTexts : JsonSerializerContext;
