namespace Pressrun.Pipelines.Files;

/// <summary>What a gate checks without asking anybody: a closed list.</summary>
internal abstract record Rule
{
    private Rule()
    {
    }

    /// <summary>The stage whose result it compares with; null if it needs none.</summary>
    public virtual string? Source => null;

    /// <summary>No word of these lists occurs.</summary>
    /// <param name="Files">Paths or globs; at least one.</param>
    internal sealed record NoneOf(IReadOnlyList<string> Files) : Rule;

    /// <summary>The number of words, both ends allowed.</summary>
    /// <param name="Least">The least.</param>
    /// <param name="Most">The most.</param>
    internal sealed record WordsBetween(int Least, int Most) : Rule;

    /// <summary>The playing time in minutes, both ends allowed.</summary>
    /// <param name="Least">The least.</param>
    /// <param name="Most">The most.</param>
    internal sealed record MinutesBetween(double Least, double Most) : Rule;

    /// <summary>The length as a multiple of that of another stage's result, both ends allowed.</summary>
    /// <param name="Least">The least.</param>
    /// <param name="Most">The most.</param>
    /// <param name="Of">The other stage.</param>
    internal sealed record LengthBetween(double Least, double Most, string Of) : Rule
    {
        public override string? Source => Of;
    }

    /// <summary>Not cut off, no preamble, no markup.</summary>
    internal sealed record Whole : Rule;

    /// <summary>Loudness, peaks, silences and length of audio.</summary>
    internal sealed record Sound : Rule;

    /// <summary>The sections of a filing are whole and rightly headed.</summary>
    internal sealed record Sections : Rule;

    /// <summary>Every number stands in another stage's result.</summary>
    /// <param name="Of">The other stage.</param>
    internal sealed record NumbersFrom(string Of) : Rule
    {
        public override string? Source => Of;
    }

    /// <summary>Every fact names a source that was found.</summary>
    internal sealed record FactsCiteSources : Rule;

    /// <summary>Less than a share repeats what others say.</summary>
    /// <param name="Share">The share, 0 to 1.</param>
    internal sealed record RepeatsBelow(double Share) : Rule;
}
