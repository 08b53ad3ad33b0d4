using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Running;
using Pressrun.Seams;

namespace Pressrun.Testing;

/// <summary>
/// What a process was told would be paid again, before it began: whatever it asks anew where something was answered is
/// of a stage that was named.
/// </summary>
internal sealed class ChangeRule
{
    private readonly HashSet<string> _told;
    private readonly ILookup<(string Item, string Stage, string Part, int Sample), CallKey> _answered;

    private ChangeRule(
        HashSet<string> told, ILookup<(string Item, string Stage, string Part, int Sample), CallKey> answered) =>
        (_told, _answered) = (told, answered);

    /// <summary>Looks what a run would pay again; null if nothing changed since the latest run.</summary>
    /// <param name="options">What is to be run.</param>
    /// <param name="keeper">What is known.</param>
    public static ChangeRule? Look(RunOptions options, IKeeper keeper)
    {
        if (keeper.Runs == 0 || Changes.Of(options, new KeptRun(keeper)) is not { } report)
        {
            return null;
        }

        var answered = new List<((string, string, string, int) Place, CallKey Key)>();
        for (var run = 1; run <= keeper.Runs; run++)
        {
            var records = keeper.Read(RunLease.None with { Run = run }, new Query.Tail(0));
            var items = records.OfType<Record.Item>().Where(item => item.Added is not null)
                .ToDictionary(item => item.Number, item => item.Added!.Key);
            var replied = records.OfType<Record.Reply>().Where(reply => reply.Content.Outcome is Outcome.Answered)
                .Select(reply => reply.Key).ToHashSet();
            answered.AddRange(records.OfType<Record.Intent>().Where(intent => replied.Contains(intent.Key))
                .Select(intent => ((items.GetValueOrDefault(intent.Number, ""), intent.Stage, intent.Part,
                    intent.Sample), intent.Key)));
        }

        return new(report.Stages.Select(stage => stage.Stage).ToHashSet(StringComparer.Ordinal),
            answered.ToLookup(one => one.Place, one => one.Key));
    }

    /// <summary>A call is sent.</summary>
    public void Check(Call call)
    {
        var keys = _answered[(call.ItemKey, call.Stage, call.Part, call.Sample)];
        if (keys.Any() && !keys.Contains(call.Key) && !_told.Contains(call.Stage))
        {
            throw new Violation(32, $"{call.Ordinal}/{call.Stage}/{call.Part} is paid again, and nobody was told: of "
                + $"{string.Join(", ", _told)} alone");
        }
    }
}
