using Pressrun.Seams;

namespace Pressrun.Sql.Examining;

/// <summary>What was found wrong so far; the first few are kept, the rest is counted.</summary>
internal sealed class Faults
{
    private readonly List<string> _kept = [];

    public IReadOnlyList<string> Kept => _kept;

    public long LeftOut { get; private set; }

    /// <summary>Adds one; the same is not told twice in a row, as by an index and its table.</summary>
    public void Add(string fault)
    {
        if (_kept.Count > 0 && _kept[^1] == fault)
        {
            return;
        }

        if (_kept.Count < StoreExaminer.FaultsMax)
        {
            _kept.Add(fault);
        }
        else
        {
            LeftOut++;
        }
    }

    /// <summary>Does a piece of the work; what ends it is a fault, and the next piece is done all the same.</summary>
    public void Try(Action work)
    {
        try
        {
            work();
        }
        catch (StoreException found)
        {
            Add(found.Message);
        }
    }
}
