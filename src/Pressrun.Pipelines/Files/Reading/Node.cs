namespace Pressrun.Pipelines.Files.Reading;

/// <summary>A value of a file as it was written, with its place: text, a list, a mapping.</summary>
/// <param name="At">Where it begins; the length is that of its first line.</param>
/// <param name="Extent">What it covers in its file.</param>
internal abstract record Node(Position At, SourceText.Span Extent)
{
    /// <summary>What a message calls it.</summary>
    public abstract string Title { get; }

    /// <param name="At">Where it begins.</param>
    /// <param name="Extent">What it covers.</param>
    /// <param name="Value">The text without its quotes.</param>
    /// <param name="IsQuoted">Whether it was quoted or a block: then it is never a number, a truth or nothing.</param>
    internal sealed record Text(Position At, SourceText.Span Extent, string Value, bool IsQuoted) : Node(At, Extent)
    {
        public override string Title => IsEmpty ? "nothing" : "a text";

        public bool IsEmpty => !IsQuoted && Value is "" or "~" or "null";
    }

    /// <param name="At">Where it begins.</param>
    /// <param name="Extent">What it covers.</param>
    /// <param name="Nodes">Its elements, in order.</param>
    internal sealed record List(Position At, SourceText.Span Extent, IReadOnlyList<Node> Nodes) : Node(At, Extent)
    {
        public override string Title => "a list";
    }

    /// <param name="At">Where it begins.</param>
    /// <param name="Extent">What it covers.</param>
    /// <param name="Pairs">Its pairs in order, no key twice.</param>
    internal sealed record Map(Position At, SourceText.Span Extent, IReadOnlyList<Pair> Pairs) : Node(At, Extent)
    {
        public override string Title => "a mapping";

        public Node? this[string key] => Pairs.FirstOrDefault(pair => pair.Key.Value == key)?.Value;
    }

    /// <summary>Something whose error is reported already: whoever meets it says nothing more.</summary>
    /// <param name="At">Where it begins.</param>
    /// <param name="Extent">What it covers.</param>
    internal sealed record Faulty(Position At, SourceText.Span Extent) : Node(At, Extent)
    {
        public override string Title => "something else";
    }

    /// <summary>A key and its value.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Value">The value.</param>
    internal sealed record Pair(Text Key, Node Value);
}
