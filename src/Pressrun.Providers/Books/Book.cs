using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pressrun.Providers.Feeds;
using Pressrun.Providers.Local;
using Pressrun.Providers.Pages;

namespace Pressrun.Providers.Books;

/// <summary>A book to be bound, as the content of a request says it.</summary>
/// <param name="Title">Its title on one line; never blank.</param>
/// <param name="Language">Its language, such as <c>en</c>.</param>
/// <param name="Chapters">In order, at least one.</param>
internal sealed record Book(string Title, string Language, IReadOnlyList<Chapter> Chapters)
{
    private const int ChaptersMax = 2_000;
    private const int LengthMax = 64 * 1024 * 1024;

    /// <summary>Who wrote it. <value>Nobody is named.</value></summary>
    public string Author { get; init; } = "";

    /// <summary>What everybody who opens it should know. <value>Nothing.</value></summary>
    public string Comment { get; init; } = "";

    /// <summary>
    /// Names the book among all others, and is another as soon as its title or any of its text is: a UUID of version 8
    /// (RFC 9562, May 2024, section 5.8) made of their SHA-256.
    /// </summary>
    public string Identifier
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Add(hash, Title);
            foreach (var chapter in Chapters)
            {
                Add(hash, chapter.Title);
                Add(hash, chapter.Markdown);
            }

            var bytes = hash.GetHashAndReset().AsSpan(0, 16);
            bytes[6] = (byte)(0x80 | (bytes[6] & 0x0F));
            bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
            return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
        }
    }

    /// <summary>Reads a request's content.</summary>
    /// <exception cref="LocalTaskException">It cannot be read, or is no whole book.</exception>
    public static Book Read(string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            var book = new Book(FeedText.OneLine(ContentText.Find(root, "title")), LanguageOf(root), Read(root))
            {
                Author = FeedText.OneLine(ContentText.Find(root, "author")),
                Comment = FeedText.OneLine(ContentText.Find(root, "comment")),
            };
            book.Check();
            return book;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new LocalTaskException(
                "the book cannot be read: expected title, author, language and comment, and chapters with title and "
                + "markdown, all of them texts",
                fault);
        }
    }

    /// <summary>The language a content names, or English.</summary>
    /// <exception cref="LocalTaskException">It has not the form of a language.</exception>
    public static string LanguageOf(JsonElement root) => ContentText.Find(root, "language") switch
    {
        "" => "en",
        var language when HtmlPage.IsLanguage(language) => language,
        _ => throw new LocalTaskException("`language` is none: write it as `en` or `de-AT`"),
    };

    private static List<Chapter> Read(JsonElement root)
    {
        var chapters = new List<Chapter>();
        foreach (var chapter in root.GetProperty("chapters").EnumerateArray())
        {
            var title = FeedText.OneLine(ContentText.Find(chapter, "title"));
            var number = (chapters.Count + 1).ToString(CultureInfo.InvariantCulture);
            chapters.Add(new(title.Length > 0 ? title : number, ContentText.Find(chapter, "markdown")));
        }

        return chapters;
    }

    private void Check()
    {
        var length = Chapters.Sum(chapter => (long)chapter.Markdown.Length);
        var fault = Chapters.Count == 0
                ? "a book needs a chapter at least, and there is none: look why no item gave one"
            : Chapters.Count > ChaptersMax
                ? $"a book has {ChaptersMax:n0} chapters at most, not {Chapters.Count:n0}: make several of it"
            : Title.Length == 0 ? "a book needs a title: give it one"
            : length > LengthMax ? "a book has 64 million characters at most: make several of it"
            : null;
        if (fault is not null)
        {
            throw new LocalTaskException(fault);
        }
    }

    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
