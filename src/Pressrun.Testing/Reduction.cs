namespace Pressrun.Testing;

/// <summary>What is left out of a seed's run, to see whether it still fails: the rest stays as it was drawn.</summary>
internal sealed record Reduction
{
    /// <summary>Nothing is left out.</summary>
    public static Reduction None { get; } = new();

    /// <summary>Faults that never strike.</summary>
    public IReadOnlySet<Fault> Without { get; init; } = new HashSet<Fault>();

    /// <summary>Lives that are passed over, by number.</summary>
    public IReadOnlySet<int> WithoutLives { get; init; } = new HashSet<int>();

    /// <summary>The most items.</summary>
    public int ItemsMax { get; init; } = int.MaxValue;

    /// <summary>The most stages.</summary>
    public int StagesMax { get; init; } = int.MaxValue;

    /// <summary>Whether nobody changes anything between two lives.</summary>
    public bool IsUnedited { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var parts = new List<string>();
        if (Without.Count > 0)
        {
            parts.Add("without " + string.Join(", ", Without.Order()));
        }

        if (WithoutLives.Count > 0)
        {
            parts.Add("without life " + string.Join(", ", WithoutLives.Order()));
        }

        if (ItemsMax < int.MaxValue)
        {
            parts.Add($"at most {ItemsMax} items");
        }

        if (StagesMax < int.MaxValue)
        {
            parts.Add($"at most {StagesMax} stages");
        }

        if (IsUnedited)
        {
            parts.Add("without edits");
        }

        return parts.Count == 0 ? "nothing left out" : string.Join("; ", parts);
    }
}
