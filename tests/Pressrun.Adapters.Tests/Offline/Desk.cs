using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Offline;

namespace Pressrun.Adapters.Tests.Offline;

/// <summary>Asks the offline model as the engine does: sends, then reads the durable reply.</summary>
internal static class Desk
{
    public static OfflineProvider Provider { get; } =
        new(blob => throw new InvalidOperationException($"No blob {blob.Hash} was kept."));

    public static Call Call(string content, string model = "extractive") => new()
    {
        Key = default,
        Request = new("offline", model, content),
        RequestHash = "",
        Ordinal = 1,
        ItemKey = "a",
        Stage = "script",
        Part = "",
        Sample = 0,
    };

    /// <param name="prompt">The whole prompt.</param>
    /// <param name="hints">Lengths as JSON properties, such as <c>"max_words": 9</c>.</param>
    public static Task<Reply> SendAsync(string prompt, string hints = "")
    {
        var rest = hints.Length == 0 ? "" : ", " + hints;
        var content = $"{{\"prompt\": {JsonSerializer.Serialize(prompt)}{rest}}}";
        return Provider.SendAsync(Call(content), 1, TestContext.Current.CancellationToken);
    }

    /// <summary>The answer's text; the article stands in its block.</summary>
    public static async Task<string> AskAsync(string article, string hints = "")
    {
        var reply = await SendAsync($"Rewrite it.\n\n<article>\n{article}\n</article>", hints);
        return Provider.Read(Call("{}"), reply).Text;
    }
}
