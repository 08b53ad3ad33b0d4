using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pressrun.Providers.Profiles;

/// <summary>Reads profiles; a field nobody knows is an error, because it would say nothing unnoticed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(ServiceProfile))]
internal sealed partial class ProfileJson : JsonSerializerContext;
