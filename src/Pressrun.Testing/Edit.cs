namespace Pressrun.Testing;

/// <summary>What a person changes between two lives of a run.</summary>
internal enum Edit
{
    /// <summary>The prompt of a stage.</summary>
    Prompt,

    /// <summary>The gates of a stage.</summary>
    Gates,

    /// <summary>One more stage at the end.</summary>
    StageAdded,

    /// <summary>The last stage goes.</summary>
    StageRemoved,

    /// <summary>The last stage has another name.</summary>
    StageRenamed,

    /// <summary>Two neighbours that do not need each other change places.</summary>
    StagesReordered,

    /// <summary>Limits of the stages, calls at once, the window: nothing a result depends on.</summary>
    Limits,

    /// <summary>More items.</summary>
    ItemsAdded,

    /// <summary>The first item goes.</summary>
    ItemRemoved,

    /// <summary>A field of the last item.</summary>
    ItemEdited,

    /// <summary>The items come in another order.</summary>
    ItemsReordered,
}
