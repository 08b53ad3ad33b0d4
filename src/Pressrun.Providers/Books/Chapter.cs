namespace Pressrun.Providers.Books;

/// <summary>A chapter of a book.</summary>
/// <param name="Title">Its title on one line; never blank.</param>
/// <param name="Markdown">Its text, which nobody vouches for; may be blank.</param>
internal sealed record Chapter(string Title, string Markdown);
