namespace Pressrun.Adapters.Tests.Batches.Fakes;

/// <summary>A point of a request's way.</summary>
internal enum Moment
{
    /// <summary>It has not left.</summary>
    Before,

    /// <summary>The vendor has done what was asked, and the answer has not come.</summary>
    After,

    /// <summary>Half of the answer has come.</summary>
    Half,
}
