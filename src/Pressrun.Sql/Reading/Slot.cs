using Pressrun.Model;

namespace Pressrun.Sql.Reading;

/// <summary>One record of an answer: at hand already, or still to be read from the journal.</summary>
/// <param name="Seq">The record to read; 0 if it is at hand.</param>
/// <param name="Ordinal">The item it is to be of.</param>
/// <param name="Known">The record at hand.</param>
internal readonly record struct Slot(long Seq, long Ordinal, Record? Known = null);
