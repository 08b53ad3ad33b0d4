namespace Pressrun.Adapters.Tests.Batches.Fakes;

/// <summary>What becomes of a row.</summary>
internal enum RowFate
{
    Done,

    /// <summary>The vendor's own fault.</summary>
    Broken,

    /// <summary>The request is wrong.</summary>
    Wrong,

    /// <summary>A limit of the vendor.</summary>
    Limited,

    /// <summary>The batch ended before it was begun.</summary>
    Expired,

    /// <summary>Nothing is said of it.</summary>
    Missing,

    /// <summary>It is done, and the answer is none.</summary>
    Garbage,
}
