using System.Text.Json;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Templates;

namespace Pressrun.Surfaces.Tests.Templates;

/// <summary>Renders a template over a scope given as JSON.</summary>
internal static class Rendering
{
    public static TemplateEngine Engine() =>
        new(text => text.ToLowerInvariant().Replace(' ', '-'), DidYouMean.Of);

    public static Template Parse(string text, bool isHtml = false) => Engine().Parse(text, "prompt.md", isHtml);

    public static string Render(string text, string scope = "{}", bool isHtml = false) =>
        Parse(text, isHtml).Render(Scope(scope));

    /// <summary>The message of the fault that reading or rendering ends in.</summary>
    public static string Fault(string text, string scope = "{}", bool isHtml = false) =>
        Assert.Throws<TemplateException>(() => Render(text, scope, isHtml)).Message;

    public static Dictionary<string, object> Scope(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!
            .ToDictionary(pair => pair.Key, pair => (object)pair.Value);
}
