using System.Buffers;

namespace Pressrun.Providers.Articles;

/// <summary>What stands below a node, in sums: measured once, from the sums of its children.</summary>
/// <param name="Solid">Characters that are not white space.</param>
/// <param name="Gaps">Runs of white space.</param>
/// <param name="OpensBlank">The text starts with white space.</param>
/// <param name="ClosesBlank">The text ends with white space.</param>
internal readonly record struct Tally(int Solid, int Gaps, bool OpensBlank, bool ClosesBlank)
{
    private static readonly SearchValues<char> CommaCharacters =
        SearchValues.Create(",،﹐︐︑⹁⸴⸲，、");

    /// <summary>Characters without edges, runs of white space counted as one.</summary>
    public int Length => Math.Max(0, Solid + Gaps - (OpensBlank ? 1 : 0) - (ClosesBlank ? 1 : 0));

    /// <summary>Commas of all scripts: prose has them, menus have not.</summary>
    public int Commas { get; init; }

    /// <summary>Characters that are links; a link to a place on the same page counts for less.</summary>
    public double LinkLength { get; init; }

    public int HeadingLength { get; init; }

    public int ListLength { get; init; }

    /// <summary>Some element that usually holds text holds some.</summary>
    public bool HasProse { get; init; }

    /// <summary>Some element stands on lines of its own, so that this node is no paragraph.</summary>
    public bool HasBlocks { get; init; }

    public int Paragraphs { get; init; }

    public int Images { get; init; }

    public int ListItems { get; init; }

    public int Inputs { get; init; }

    public int Embeds { get; init; }

    public bool HasDataTables { get; init; }

    public static Tally Of(Node node)
    {
        if (node.Text is { } text)
        {
            return OfText(text);
        }

        var sum = default(Tally);
        for (var child = node.First; child is not null; child = child.Next)
        {
            sum = sum.Plus(child.IsElement ? child.Tally.As(child) : child.Tally);
        }

        return sum;
    }

    private static Tally OfText(string text)
    {
        var (solid, gaps, blank) = (0, 0, false);
        foreach (var character in text)
        {
            var wasBlank = blank;
            blank = char.IsWhiteSpace(character);
            solid += blank ? 0 : 1;
            gaps += blank && !wasBlank ? 1 : 0;
        }

        return new(solid, gaps, text.Length > 0 && char.IsWhiteSpace(text[0]), blank)
        {
            Commas = solid == 0 ? 0 : CountOfCommas(text),
        };
    }

    private static int CountOfCommas(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (int at; (at = text.IndexOfAny(CommaCharacters)) >= 0; text = text[(at + 1)..])
        {
            count++;
        }

        return count;
    }

    private Tally Plus(Tally next)
    {
        var isStart = Solid + Gaps == 0;
        var isEnd = next.Solid + next.Gaps == 0;
        return new(
            Solid + next.Solid,
            Gaps + next.Gaps - (ClosesBlank && next.OpensBlank ? 1 : 0),
            isStart ? next.OpensBlank : OpensBlank,
            isEnd ? ClosesBlank : next.ClosesBlank)
        {
            Commas = Commas + next.Commas,
            LinkLength = LinkLength + next.LinkLength,
            HeadingLength = HeadingLength + next.HeadingLength,
            ListLength = ListLength + next.ListLength,
            HasProse = HasProse || next.HasProse,
            HasBlocks = HasBlocks || next.HasBlocks,
            Paragraphs = Paragraphs + next.Paragraphs,
            Images = Images + next.Images,
            ListItems = ListItems + next.ListItems,
            Inputs = Inputs + next.Inputs,
            Embeds = Embeds + next.Embeds,
            HasDataTables = HasDataTables || next.HasDataTables,
        };
    }

    /// <summary>What the element adds to its parent: all that stands below it, and itself.</summary>
    private Tally As(Node element) => element.Name switch
    {
        "a" => this with { LinkLength = LinkLength + (Length * (IsOnPage(element) ? 0.3 : 1)) },
        "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => this with { HeadingLength = HeadingLength + Length },
        "ol" or "ul" => this with { ListLength = ListLength + Length, HasProse = HasText, HasBlocks = true },
        "li" => this with { ListItems = ListItems + 1, HasProse = HasText },
        "td" or "span" => this with { HasProse = HasText },
        "p" => this with { Paragraphs = Paragraphs + 1, HasProse = HasText, HasBlocks = true },
        "blockquote" or "dl" or "div" or "pre" => this with { HasProse = HasText, HasBlocks = true },
        "table" => this with
        {
            HasProse = HasText,
            HasBlocks = true,
            HasDataTables = HasDataTables || element.IsDataTable,
        },
        "img" => this with { Images = Images + 1, HasBlocks = true },
        "input" => this with { Inputs = Inputs + 1 },
        "object" or "embed" or "iframe" => this with { Embeds = Embeds + 1 },
        _ => this,
    };

    private static bool IsOnPage(Node link) => link.Attribute("href") is ['#', _, ..];

    private bool HasText => HasProse || Length > 0;
}
