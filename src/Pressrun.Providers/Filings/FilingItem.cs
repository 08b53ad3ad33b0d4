using System.Text.RegularExpressions;

namespace Pressrun.Providers.Filings;

/// <summary>One Item that a form of the SEC may have.</summary>
/// <param name="Id">Its number; within a part <c>I-2</c>, <c>II-1A</c>.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Heading">Recognises the beginning of its title, as companies write it.</param>
internal sealed record FilingItem(string Id, string Title, Regex Heading)
{
    /// <summary>
    /// How long it usually is, in characters without its heading: what is shorter is a pointer or cut off, what is
    /// longer has swallowed another Item.
    /// </summary>
    /// <value>The default is any length.</value>
    public (int Least, int Most) Size { get; init; } = (0, int.MaxValue);

    /// <summary>Whether it is read; the others only end the one before them.</summary>
    /// <value>The default is no.</value>
    public bool IsSelected { get; init; }

    /// <summary>Whether a filing may lack it, or say that there is nothing to say.</summary>
    /// <value>The default is no.</value>
    public bool IsOptional { get; init; }

    /// <summary>When it is left out where a filing is too long: 1 first.</summary>
    /// <value>The default is 0.</value>
    public int Rank { get; init; }

    /// <summary>The number without the part.</summary>
    public string Number => Id[(Id.IndexOf('-', StringComparison.Ordinal) + 1)..];

    /// <summary>Number and title, as a reader wants it.</summary>
    public string Name => (Id.IndexOf('-', StringComparison.Ordinal) is > 0 and var part
        ? $"Part {Id[..part]}, Item {Number}" : $"Item {Id}") + $". {Title}";
}
