using System.Text;
using System.Xml;
using Pressrun.Providers.Pages;

namespace Pressrun.Providers.Books;

/// <summary>The XHTML of a book: its chapters, and the page in front that leads to them.</summary>
/// <param name="book">The book.</param>
internal sealed class BookPages(Book book)
{
    private const string Html = "http://www.w3.org/1999/xhtml";
    private const string Ops = "http://www.idpf.org/2007/ops";

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineChars = "\n",
        Indent = false,
    };

    /// <summary>A chapter below its title.</summary>
    public byte[] Chapter(Chapter chapter) => Page(chapter.Title, xml =>
    {
        xml.WriteStartElement("section", Html);
        xml.WriteAttributeString("epub", "type", Ops, "chapter");
        xml.WriteElementString("h1", Html, chapter.Title);
        var text = MarkdownHtml.Render(TitledText.Below(chapter.Title, chapter.Markdown), PageKind.Book);
        using var body = XmlReader.Create(new StringReader($"<div xmlns=\"{Html}\">{text}</div>"));
        body.MoveToContent();
        xml.WriteNode(body, defattr: false);
        xml.WriteEndElement();
    });

    /// <summary>Title, author, what everybody should know, and the chapters.</summary>
    /// <param name="names">The chapters' files, in order.</param>
    public byte[] Front(IReadOnlyList<string> names) => Page(book.Title, xml =>
    {
        xml.WriteElementString("h1", Html, book.Title);
        foreach (var line in new[] { book.Author, book.Comment }.Where(line => line.Length > 0))
        {
            xml.WriteElementString("p", Html, line);
        }

        xml.WriteStartElement("nav", Html);
        xml.WriteAttributeString("epub", "type", Ops, "toc");
        xml.WriteStartElement("ol", Html);
        foreach (var (chapter, name) in book.Chapters.Zip(names))
        {
            xml.WriteStartElement("li", Html);
            xml.WriteStartElement("a", Html);
            xml.WriteAttributeString("href", name);
            xml.WriteString(chapter.Title);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    /// <summary>A document of XML, without a byte order mark.</summary>
    public static byte[] Write(Action<XmlWriter> write)
    {
        using var file = new MemoryStream();
        using (var xml = XmlWriter.Create(file, Settings))
        {
            xml.WriteStartDocument();
            write(xml);
            xml.WriteEndDocument();
        }

        return file.ToArray();
    }

    private byte[] Page(string title, Action<XmlWriter> write) => Write(xml =>
    {
        xml.WriteDocType("html", pubid: null, sysid: null, subset: null);
        xml.WriteStartElement("html", Html);
        xml.WriteAttributeString("xmlns", "epub", ns: null, Ops);
        xml.WriteAttributeString("lang", book.Language);
        xml.WriteAttributeString("xml", "lang", ns: null, book.Language);
        xml.WriteStartElement("head", Html);
        xml.WriteElementString("title", Html, title);
        xml.WriteStartElement("link", Html);
        xml.WriteAttributeString("rel", "stylesheet");
        xml.WriteAttributeString("type", "text/css");
        xml.WriteAttributeString("href", Epub.StyleName);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("body", Html);
        write(xml);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });
}
