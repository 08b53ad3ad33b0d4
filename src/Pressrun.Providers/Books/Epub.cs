using System.Globalization;
using System.Text;
using System.Xml;

namespace Pressrun.Providers.Books;

/// <summary>
/// Writes a book as EPUB 3 (EPUB 3.3, W3C Recommendation of May 2023). The same book gives the same bytes on every
/// machine: no clock, no compression, one order.
/// </summary>
internal static class Epub
{
    /// <summary>The name of the style sheet.</summary>
    public const string StyleName = "style.css";

    private const string Opf = "http://www.idpf.org/2007/opf";
    private const string Dc = "http://purl.org/dc/elements/1.1/";
    private const string Ocf = "urn:oasis:names:tc:opendocument:xmlns:container";
    private const string Page = "application/xhtml+xml";
    private const string Folder = "EPUB/";
    private const string PackageName = "package.opf";
    private const string FrontName = "nav.xhtml";

    // The format wants a time; the identifier tells one version of a book from another.
    private const string Modified = "2000-01-01T00:00:00Z";

    // Sizes and colours are the reader's: only what parts the text is said.
    private const string Style =
        """
        h1 { margin: 2em 0 1em; text-align: center; }
        h1, h2, h3, h4, h5, h6 { line-height: 1.25; break-after: avoid; }
        pre { white-space: pre-wrap; }
        blockquote { margin: 1em 0 1em 1.5em; }
        table { border-collapse: collapse; }
        th, td { padding: 0.3em 0.6em; border: 1px solid; vertical-align: top; }
        nav ol { list-style: none; padding: 0; }
        nav li { margin: 0.4em 0; }

        """;

    /// <summary>The bytes of the file.</summary>
    public static byte[] Write(Book book, CancellationToken ct)
    {
        var names = Enumerable.Range(1, book.Chapters.Count)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"chapter-{number:D4}.xhtml")).ToList();
        var pages = new BookPages(book);
        using var zip = new StoredZip();

        // Readers tell the format by these bytes at the beginning.
        zip.Add("mimetype", "application/epub+zip"u8);
        zip.Add("META-INF/container.xml", BookPages.Write(WriteContainer));
        zip.Add(Folder + PackageName, BookPages.Write(xml => WritePackage(xml, book, names)));
        zip.Add(Folder + FrontName, pages.Front(names));
        zip.Add(Folder + StyleName, Encoding.UTF8.GetBytes(Style.ReplaceLineEndings("\n")));
        foreach (var (chapter, name) in book.Chapters.Zip(names))
        {
            ct.ThrowIfCancellationRequested();
            zip.Add(Folder + name, pages.Chapter(chapter));
        }

        return zip.Complete();
    }

    private static void WriteContainer(XmlWriter xml)
    {
        xml.WriteStartElement("container", Ocf);
        xml.WriteAttributeString("version", "1.0");
        xml.WriteStartElement("rootfiles", Ocf);
        xml.WriteStartElement("rootfile", Ocf);
        xml.WriteAttributeString("full-path", Folder + PackageName);
        xml.WriteAttributeString("media-type", "application/oebps-package+xml");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WritePackage(XmlWriter xml, Book book, List<string> names)
    {
        xml.WriteStartElement("package", Opf);
        xml.WriteAttributeString("version", "3.0");
        xml.WriteAttributeString("unique-identifier", "book");
        WriteMetadata(xml, book);
        xml.WriteStartElement("manifest", Opf);
        WriteItem(xml, "nav", FrontName, Page, "nav");
        WriteItem(xml, "style", StyleName, "text/css");
        foreach (var name in names)
        {
            WriteItem(xml, IdOf(name), name, Page);
        }

        xml.WriteEndElement();
        xml.WriteStartElement("spine", Opf);
        foreach (var id in names.Select(IdOf).Prepend("nav"))
        {
            xml.WriteStartElement("itemref", Opf);
            xml.WriteAttributeString("idref", id);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteMetadata(XmlWriter xml, Book book)
    {
        xml.WriteStartElement("metadata", Opf);
        xml.WriteAttributeString("xmlns", "dc", ns: null, Dc);
        xml.WriteStartElement("identifier", Dc);
        xml.WriteAttributeString("id", "book");
        xml.WriteString(book.Identifier);
        xml.WriteEndElement();
        xml.WriteElementString("title", Dc, book.Title);
        xml.WriteElementString("language", Dc, book.Language);
        foreach (var (name, text) in new[] { ("creator", book.Author), ("description", book.Comment) })
        {
            if (text.Length > 0)
            {
                xml.WriteElementString(name, Dc, text);
            }
        }

        xml.WriteStartElement("meta", Opf);
        xml.WriteAttributeString("property", "dcterms:modified");
        xml.WriteString(Modified);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteItem(XmlWriter xml, string id, string href, string type, string? properties = null)
    {
        xml.WriteStartElement("item", Opf);
        xml.WriteAttributeString("id", id);
        xml.WriteAttributeString("href", href);
        xml.WriteAttributeString("media-type", type);
        if (properties is not null)
        {
            xml.WriteAttributeString("properties", properties);
        }

        xml.WriteEndElement();
    }

    private static string IdOf(string name) => Path.GetFileNameWithoutExtension(name);
}
