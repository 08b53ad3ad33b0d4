using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pressrun.Providers.Articles;

/// <summary>An article as the journal keeps it: the same article always gives the same bytes.</summary>
internal static class ArticleJson
{
    private static readonly ArticleJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });

    /// <summary>UTF-8 in the order of the record's members; what is null is left out.</summary>
    public static byte[] Write(Article article) => JsonSerializer.SerializeToUtf8Bytes(article, Context.Article);

    /// <exception cref="JsonException">The bytes are not what <see cref="Write"/> makes.</exception>
    public static Article Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Context.Article)
            ?? throw new JsonException("An article was expected, but the text is null.");
}
