using Pressrun.Model;

namespace Pressrun.Calling;

/// <summary>What the pipeline's earlier runs know of a call.</summary>
internal sealed class Earlier
{
    private readonly List<Record.Intent> _lost = [];

    /// <summary>Nothing.</summary>
    public static Earlier None { get; } = new();

    /// <summary>The latest answer, or null.</summary>
    public Record.Reply? Answer { get; set; }

    /// <summary>The highest number of an attempt.</summary>
    public int Attempts { get; private set; }

    /// <summary>Attempts whose outcome is unknown.</summary>
    public IReadOnlyList<Record.Intent> Lost => _lost;

    /// <summary>An attempt was made.</summary>
    public void Add(Record.Intent intent, bool isLost)
    {
        Attempts = Math.Max(Attempts, intent.Attempt);
        if (isLost)
        {
            _lost.Add(intent);
        }
    }

    /// <summary>An attempt's outcome is known.</summary>
    public void Settle(long intent) => _lost.RemoveAll(lost => lost.Seq == intent);
}
