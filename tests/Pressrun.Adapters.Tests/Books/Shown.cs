using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using Pressrun.Adapters.Tests.Audio;
using Pressrun.Adapters.Tests.Pages;
using Pressrun.Providers.Local;

namespace Pressrun.Adapters.Tests.Books;

/// <summary>A book that was bound, opened again.</summary>
internal sealed class Shown
{
    public static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";
    public static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    public static readonly XNamespace Opf = "http://www.idpf.org/2007/opf";

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    private Shown(byte[] bytes)
    {
        Bytes = bytes;
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            _files.Add(entry.FullName, content.ToArray());
        }

        Names = [.. zip.Entries.Select(entry => entry.FullName)];
    }

    public byte[] Bytes { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The content of a request for a book.</summary>
    public static string Content(string title, params (string Title, string Markdown)[] chapters) =>
        JsonSerializer.Serialize(new
        {
            title,
            author = "A. Writer",
            language = "en",
            comment = "Made by stand-ins.",
            chapters = chapters.Select(chapter => new { title = chapter.Title, markdown = chapter.Markdown }),
        });

    public static async Task<Shown> BindAsync(string content) =>
        new((await new EpubTask().RunAsync(Shelf.CallOf("epub", content), Shelf.Token)).Bytes.ToArray());

    public static async Task<string> RefusalAsync(string content) => (await Assert.ThrowsAsync<LocalTaskException>(
        () => new EpubTask().RunAsync(Shelf.CallOf("epub", content), Shelf.Token))).Message;

    public byte[] File(string name) => _files[name];

    public XElement Xml(string name) => Fragment.Parse(System.Text.Encoding.UTF8.GetString(_files[name]));

    public XElement Chapter(int number) => Xml($"EPUB/chapter-{number:D4}.xhtml");
}
