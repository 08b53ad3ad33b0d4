namespace Pressrun.Quotas;

/// <summary>
/// Place of a waiting call among those of its stage: item priority, then item order, then part order.
/// </summary>
internal readonly record struct Rank(long Priority, long Ordinal, int Part) : IComparable<Rank>
{
    public int CompareTo(Rank other)
    {
        var byPriority = Priority.CompareTo(other.Priority);
        if (byPriority != 0)
        {
            return byPriority;
        }

        var byOrdinal = Ordinal.CompareTo(other.Ordinal);
        return byOrdinal != 0 ? byOrdinal : Part.CompareTo(other.Part);
    }
}
