using System.Text;
using System.Text.Json;
using Pressrun.Cli.Screens;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>Requests and replies as texts.</summary>
internal static class Bodies
{
    private const int Most = 1024 * 1024;

    /// <summary>The text, or its first megabyte; null where it is none, such as sound.</summary>
    public static string? Read(StoreViews views, BodyPlace body)
    {
        using var stream = views.Open(body);
        var bytes = new byte[Math.Min(body.Length, Most)];
        stream.ReadExactly(bytes);
        var text = Encoding.UTF8.GetString(bytes);
        return text.Contains('\uFFFD', StringComparison.Ordinal) ? null : text;
    }

    /// <summary>What stands for a body that is no text.</summary>
    public static string Describe(BodyPlace body) =>
        $"({Words.Count(body.Length)} bytes that are no text, blob {body.Blob?.Hash ?? "none"})";

    /// <summary>A request or reply is JSON: its texts are shown as texts, a line each.</summary>
    public static string Readable(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind != JsonValueKind.Object ? text : string.Join('\n',
                document.RootElement.EnumerateObject().Select(field => $"{field.Name}: {field.Value}"));
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
