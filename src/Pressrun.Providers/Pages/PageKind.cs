namespace Pressrun.Providers.Pages;

/// <summary>Where a text is read, which decides what it may lead to and load.</summary>
internal enum PageKind
{
    /// <summary>A page of a site or a folder: links and images of the web and beside the page.</summary>
    Site,

    /// <summary>
    /// An e-mail: no images, because one loaded from elsewhere tells when and where the mail was read; and no links or
    /// images beside it, because there is nothing beside a mail.
    /// </summary>
    Mail,

    /// <summary>
    /// A chapter of a book: links to the web only and no images, because the book must hold all it shows.
    /// </summary>
    Book,
}
