using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>What is known of the paid answers of an item that is worked on.</summary>
internal sealed class PaidItem
{
    private readonly HashSet<CallKey> _answered = [];
    private readonly Dictionary<(string Stage, string Part), PaidTask> _tasks = [];

    /// <summary>Whether an answer is the first to its call.</summary>
    public bool IsFirst(CallKey key) => _answered.Add(key);

    /// <summary>The answers of one of its stages or parts.</summary>
    public PaidTask Task(string stage, string part)
    {
        if (!_tasks.TryGetValue((stage, part), out var task))
        {
            _tasks.Add((stage, part), task = new());
        }

        return task;
    }

    /// <summary>Nothing more is asked for it.</summary>
    public void End()
    {
        foreach (var task in _tasks.Values)
        {
            task.End();
        }
    }
}
