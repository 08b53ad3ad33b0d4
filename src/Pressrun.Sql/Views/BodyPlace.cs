using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>Where a body lies, so that it is read only if somebody wants to see it.</summary>
/// <param name="Seq">The record it belongs to.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Blob">The blob that holds it; null if the journal does.</param>
public sealed record BodyPlace(long Seq, long Length, Blob? Blob);
