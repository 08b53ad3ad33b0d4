using System.Text.Json.Serialization;

namespace Pressrun.Providers.Articles;

/// <summary>Reads and writes articles without reflection at run time.</summary>
[JsonSerializable(typeof(Article))]
internal sealed partial class ArticleJsonContext : JsonSerializerContext;
