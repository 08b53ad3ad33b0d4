using Pressrun.Model;
using Pressrun.Stages;
using Pressrun.Timing;

namespace Pressrun.Testing;

/// <summary>One process of the engine, as those outside know it.</summary>
/// <param name="Holder">Its name in the journal.</param>
/// <param name="Node">What is killed with it.</param>
/// <param name="Pipeline">The definition it works by.</param>
/// <param name="Budget">What it may spend.</param>
/// <param name="CallsMax">The most calls in flight at once that it allows itself.</param>
internal sealed record Process(string Holder, Node Node, Pipeline Pipeline, Budget Budget, int CallsMax)
{
    /// <summary>Which stages may ask anything; null for all.</summary>
    public Func<string, bool>? Selects { get; init; }

    /// <summary>Whether it holds a stage, by its own word.</summary>
    public Func<string, bool> IsHeld { get; set; } = _ => false;

    /// <summary>What it was told would be paid again; null if nothing changed.</summary>
    public ChangeRule? Told { get; init; }

    /// <summary>A stage of its definition.</summary>
    public Stage StageOf(string name) => Pipeline.Stages[Pipeline.PlaceOf(name)];
}
