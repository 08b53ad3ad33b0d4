using System.Text.Json.Serialization;

namespace Pressrun.Providers.Batches;

/// <summary>Reads and writes notes; what a later version adds to one is skipped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(BatchNote))]
internal sealed partial class BatchNoteJson : JsonSerializerContext;
