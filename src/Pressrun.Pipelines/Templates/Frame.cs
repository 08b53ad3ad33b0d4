namespace Pressrun.Pipelines.Templates;

/// <summary>What bare names are looked up in while a template renders: all names, or what a block opened.</summary>
internal sealed class Frame(Evaluator evaluator, Fields value, Frame? parent)
{
    /// <summary>Knows the template this frame belongs to.</summary>
    public Evaluator Evaluator => evaluator;

    /// <summary>The element of an <c>#each</c>, the value of a <c>#with</c>, or all names.</summary>
    public Fields Value => value;

    /// <summary>The frame around it; null for all names.</summary>
    public Frame? Parent => parent;

    /// <summary>The frame around all others.</summary>
    public Frame Root => parent?.Root ?? this;

    /// <summary>In the root: how often the <c>#each</c> blocks have run in all.</summary>
    public long Rounds { get; set; }

    /// <summary>In the root: where the text goes; null where nobody asks.</summary>
    public LimitedWriter? Writer { get; init; }

    /// <summary>The key of the item whose turn it is in <c>{{#each items}}</c>; null outside of it.</summary>
    public string? Item
    {
        get => field ?? parent?.Item;
        init;
    }

    /// <summary>From 0 inside an <c>#each</c>; null elsewhere.</summary>
    public int? Index { get; init; }

    /// <summary>How many elements the <c>#each</c> has.</summary>
    public int Count { get; init; }

    /// <summary>The name of the field, if the <c>#each</c> runs over fields.</summary>
    public string? Key { get; init; }
}
