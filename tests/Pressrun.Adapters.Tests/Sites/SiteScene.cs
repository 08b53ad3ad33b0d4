using System.Text;
using System.Text.Json.Nodes;
using Pressrun.Adapters.Tests.Folders;
using Pressrun.Model;
using Pressrun.Providers.Sites;

namespace Pressrun.Adapters.Tests.Sites;

/// <summary>A folder, pages to lie in it, and the request for their site.</summary>
internal sealed class SiteScene : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pressrun-site-");
    private readonly JsonArray _pages = [];
    private readonly List<Blob> _inputs = [];

    public TargetCalls Calls { get; } = new();

    /// <summary>The request's members beside the pages.</summary>
    public JsonObject Site { get; } = new()
    {
        ["path"] = "public",
        ["title"] = "Filings",
        ["link"] = "https://example.org/news",
        ["description"] = "What companies say",
        ["language"] = "en",
        ["comment"] = "Written by stand-ins",
    };

    /// <summary>Is asked before a page's content is opened; the real one unless a test says otherwise.</summary>
    public Action<Blob> BeforeOpening { get; set; } = _ => { };

    public string Root => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    public Blob Add(string path, string? date = "2026-11-22", string? title = null, string? summary = null)
    {
        var blob = Calls.Keep(Encoding.UTF8.GetBytes($"<p>{path}</p>"));
        _pages.Add(new JsonObject
        {
            ["path"] = path,
            ["title"] = title ?? $"Title of {path}",
            ["summary"] = summary ?? $"Summary of {path}",
            ["date"] = date,
            ["key"] = $"key of {path}",
            ["blob"] = blob.Hash,
            ["bytes"] = blob.Length,
            ["input"] = _inputs.Count,
        });
        _inputs.Add(blob);
        return blob;
    }

    /// <summary>Changes a member of the last page.</summary>
    public void Change(string member, JsonNode? value) => _pages[^1]![member] = value;

    public Call Call()
    {
        var content = Site.DeepClone().AsObject();
        content["pages"] = _pages.DeepClone();
        return TargetCalls.Of("site", "site", content.ToJsonString(), [.. _inputs]);
    }

    public Task<Reply> SendAsync() => new SiteProvider(Root, blob =>
    {
        BeforeOpening(blob);
        return Calls.Open(blob);
    }).SendAsync(Call(), 1, TestContext.Current.CancellationToken);

    public async Task WriteAsync() => Assert.IsType<Outcome.Answered>((await SendAsync()).Outcome);

    public string At(string path) => Path.Combine(Root, "public", path);

    public string Text(string path) => File.ReadAllText(At(path));
}
