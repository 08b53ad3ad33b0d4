namespace Pressrun.Providers.Filings;

/// <summary>One Item of a filing, as it stands there.</summary>
/// <param name="Item">Which.</param>
/// <param name="Heading">Its heading, as the filing writes it.</param>
/// <param name="Text">What stands below the heading; may be empty.</param>
internal sealed record FilingSection(FilingItem Item, string Heading, string Text)
{
    /// <summary>UTF-16 code units, the heading and the empty line below it included.</summary>
    public int Characters => Heading.Length + 2 + Text.Length;
}
