using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>A file a run has written.</summary>
/// <param name="Path">Where, below the pipeline's folder.</param>
/// <param name="Bytes">Its size; null where the receipt does not say it.</param>
/// <param name="Call">The call that wrote it.</param>
/// <param name="Ordinal">The item it belongs to; 0 for the whole batch.</param>
/// <param name="Key">That item's key; empty for the whole batch.</param>
internal sealed record SavedFile(string Path, long? Bytes, HistoryEntry.Attempt Call, long Ordinal, string Key);
