using AngleSharp.Dom;

namespace Pressrun.Providers.Articles;

/// <summary>
/// One element or one run of text of the page, in a tree made to be cut: siblings are linked, so that a cut costs the
/// same anywhere, and every node remembers what it measured until something below it changes.
/// </summary>
internal sealed class Node
{
    // Longer values are not written by people; what they say beyond this decides nothing.
    private const int ValueMax = 1000;

    private readonly IElement? _source;
    private string? _label;
    private Tally? _tally;

    private Node(string name, string? text, IElement? source)
    {
        Name = name;
        Text = text;
        _source = source;
    }

    /// <summary>The tag in lower case; <c>#text</c> for text.</summary>
    public string Name { get; private set; }

    /// <summary>The characters of a run of text; null for an element.</summary>
    public string? Text { get; }

    public Node? Parent { get; private set; }

    public Node? First { get; private set; }

    public Node? Last { get; private set; }

    public Node? Previous { get; private set; }

    public Node? Next { get; private set; }

    /// <summary>What scoring gave it; null if nothing scored stands below it.</summary>
    public double? Score { get; set; }

    /// <summary>A table that tells something, as opposed to one that lays out the page.</summary>
    public bool IsDataTable { get; private set; }

    public bool IsElement => Text is null;

    /// <summary>Class and id, where pages say what a part is for.</summary>
    public string Label => _label ??= $"{Attribute("class")} {Attribute("id")}";

    /// <summary>What stands below this node, measured again only after a change.</summary>
    public Tally Tally => _tally ??= Tally.Of(this);

    /// <summary>The text of an element as one clean line.</summary>
    public string Line => CleanText.Line(string.Concat(Descendants.Select(node => node.Text)));

    /// <summary>Text without edges, runs of white space counted as one character.</summary>
    public int Length => Tally.Length;

    public double LinkDensity => Length == 0 ? 0 : Tally.LinkLength / Length;

    public IEnumerable<Node> Children
    {
        get
        {
            for (var child = First; child is not null; child = child.Next)
            {
                yield return child;
            }
        }
    }

    public IEnumerable<Node> Elements => Children.Where(child => child.IsElement);

    /// <summary>Every node below this one in document order; the tree may not change meanwhile.</summary>
    public IEnumerable<Node> Descendants
    {
        get
        {
            for (var node = Following(this); node is not null; node = node.Following(this))
            {
                yield return node;
            }
        }
    }

    public IEnumerable<Node> Ancestors
    {
        get
        {
            for (var node = Parent; node is not null; node = node.Parent)
            {
                yield return node;
            }
        }
    }

    public static Node OfElement(string name, IElement? source = null) => new(name, null, source);

    public static Node OfText(string text) => new("#text", text, null);

    /// <summary>The value, at most its first 1,000 characters; empty if there is none.</summary>
    public string Attribute(string name) => Cut(_source?.GetAttribute(name) ?? "");

    /// <summary>The next node in document order below <paramref name="root"/>; null at the end.</summary>
    public Node? Following(Node root) => First ?? After(root);

    /// <summary>As <see cref="Following"/>, leaving out what stands below this node.</summary>
    public Node? After(Node root)
    {
        for (var node = this; node is not null && node != root; node = node.Parent)
        {
            if (node.Next is not null)
            {
                return node.Next;
            }
        }

        return null;
    }

    public void Rename(string name)
    {
        Name = name;
        Parent?.Forget();
    }

    public void MarkAsDataTable()
    {
        IsDataTable = true;
        Parent?.Forget();
    }

    public void Append(Node child) => Insert(child, null);

    /// <summary>Moves a node here, before the given child; at the end if that is null.</summary>
    public void Insert(Node child, Node? before)
    {
        child.Remove();
        child.Parent = this;
        child.Next = before;
        child.Previous = before is null ? Last : before.Previous;
        if (child.Previous is null)
        {
            First = child;
        }
        else
        {
            child.Previous.Next = child;
        }

        if (before is null)
        {
            Last = child;
        }
        else
        {
            before.Previous = child;
        }

        Forget();
    }

    public void Remove()
    {
        if (Parent is not { } parent)
        {
            return;
        }

        if (Previous is null)
        {
            parent.First = Next;
        }
        else
        {
            Previous.Next = Next;
        }

        if (Next is null)
        {
            parent.Last = Previous;
        }
        else
        {
            Next.Previous = Previous;
        }

        (Parent, Previous, Next) = (null, null, null);
        parent.Forget();
    }

    public void ReplaceWith(Node other)
    {
        Parent?.Insert(other, this);
        Remove();
    }

    /// <summary>A copy of this node and all below it, free to be cut.</summary>
    public Node Copy()
    {
        var copy = new Node(Name, Text, _source) { _label = _label, _tally = _tally, IsDataTable = IsDataTable };
        foreach (var child in Children)
        {
            var below = child.Copy();
            (below.Parent, below.Previous) = (copy, copy.Last);
            _ = copy.Last is null ? copy.First = below : copy.Last.Next = below;
            copy.Last = below;
        }

        return copy;
    }

    // A node that has forgotten has forgetful ancestors already: to measure it again is the only way to remember.
    private void Forget()
    {
        for (var node = this; node?._tally is not null; node = node.Parent)
        {
            node._tally = null;
        }
    }

    private static string Cut(string value) => value.Length <= ValueMax ? value : value[..ValueMax];
}
