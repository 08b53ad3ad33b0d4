namespace Pressrun.Timing;

/// <summary>Decides which runnable task runs next, and keeps a trace of all decisions. For simulations.</summary>
public abstract class Picker
{
    private ulong _trace = 14695981039346656037;

    /// <summary>Hash over every decision, timer and event so far: equal runs have equal traces.</summary>
    public ulong Trace => _trace;

    /// <summary>Chooses one of <paramref name="count"/> runnable tasks; the list is in no particular order.</summary>
    /// <param name="count">How many are runnable, at least 1.</param>
    /// <param name="nodeOf">The node of each.</param>
    public abstract int Pick(int count, Func<int, Node> nodeOf);

    /// <summary>Adds a number to the trace.</summary>
    public void Note(long value) => _trace = unchecked((_trace ^ (ulong)value) * 1099511628211);
}
