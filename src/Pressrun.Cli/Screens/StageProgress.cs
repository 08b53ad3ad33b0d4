namespace Pressrun.Cli.Screens;

/// <summary>Where one stage stands.</summary>
/// <param name="Name">As in the pipeline file.</param>
/// <param name="Kind">How often it runs: <c>item</c>, <c>each</c> element, or <c>once</c>.</param>
/// <param name="Done">Items it has done; 0 or 1 for <c>once</c>.</param>
/// <param name="Working">Items it works on now.</param>
/// <param name="Failed">Items it failed for.</param>
/// <param name="Total">Items it has to do in all; at least those done and failed.</param>
/// <param name="Parts">For <c>each</c>, how many elements are done; null elsewhere.</param>
/// <param name="WaitsFor">What holds it back, in words (<c>script</c>, <c>anthropic</c>); null if nothing does.</param>
internal sealed record StageProgress(
    string Name,
    string Kind,
    long Done,
    long Working,
    long Failed,
    long Total,
    long? Parts = null,
    string? WaitsFor = null)
{
    /// <summary>Items that wait for a person at this stage.</summary>
    public long Review { get; init; }

    /// <summary>What neither is done nor came to an end here.</summary>
    public long Left => Math.Max(0, Total - Done - Failed - Review);

    /// <summary>
    /// What holds it back without what its line says anyway: <c>2/min</c> for <c>stage script, 2/min</c>; null if
    /// nothing does.
    /// </summary>
    public string? Waits
    {
        get
        {
            var own = $"stage {Name}, ";
            var cause = WaitsFor?.StartsWith(own, StringComparison.Ordinal) == true ? WaitsFor[own.Length..] : WaitsFor;
            return cause is null ? null : Cells.Clean(cause);
        }
    }

    /// <summary>Whether nothing is left to do; while the total is not known yet there is.</summary>
    public bool IsOver => Total > 0 && Done + Failed + Review >= Total;
}
