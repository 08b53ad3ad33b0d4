using Pressrun.Quotas;
using Pressrun.Stages;

namespace Pressrun.Running;

/// <summary>
/// Counts failures of a stage that are alike: what fails five times in a row for the same cause will mostly fail for
/// all the rest, and each costs an item, if not money. The stage is held then, and a person is asked.
/// </summary>
/// <param name="governor">Holds the stage.</param>
/// <param name="most">How many in a row; null for any number.</param>
internal sealed class AlikeFailures(Governor governor, int? most)
{
    private readonly Dictionary<string, (string Alike, int Count)> _last = new(StringComparer.Ordinal);

    /// <summary>A stage has a result: whatever failed before was not everything.</summary>
    public void Succeed(Stage stage) => _last.Remove(stage.Name);

    /// <summary>A stage has failed; true if it is held from now on.</summary>
    public bool Fail(Stage stage, CallFailedException failure)
    {
        if (failure.Alike is not { } alike)
        {
            return false;
        }

        var count = _last.GetValueOrDefault(stage.Name) is var last && last.Alike == alike ? last.Count + 1 : 1;
        _last[stage.Name] = (alike, count);
        if (count != most)
        {
            return false;
        }

        governor.Roster.Stages.Of(stage.Name).Quota.Stop(
            $"stage {stage.Name} is held: it failed {count} times in a row alike, the last so: {failure.Message}");
        governor.MarkAll();
        return true;
    }
}
