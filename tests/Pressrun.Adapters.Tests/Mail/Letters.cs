using System.Text.Json;
using System.Text.Json.Nodes;
using Pressrun.Adapters.Tests.Folders;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Mail;

/// <summary>Requests for mails, made from one that is good.</summary>
internal static class Letters
{
    /// <summary>The good one with one member changed; a null takes it away.</summary>
    public static string With(string member, JsonNode? value, string? html = "<p>Hello <b>Ann</b></p>")
    {
        var content = new JsonObject
        {
            ["outbox"] = "outbox",
            ["name"] = "0001",
            ["from"] = "News <news@example.org>",
            ["to"] = new JsonArray("ann@example.net"),
            ["subject"] = "Good morning",
            ["text"] = "Hello Ann",
            ["html"] = html,
            ["date"] = "2026-11-22",
        };
        content[member] = value;
        foreach (var missing in content.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            content.Remove(missing);
        }

        return content.ToJsonString(new JsonSerializerOptions());
    }

    public static string Good => With("name", "0001");

    public static Call CallOf(string provider, string content) => TargetCalls.Of(provider, "mail", content);
}
