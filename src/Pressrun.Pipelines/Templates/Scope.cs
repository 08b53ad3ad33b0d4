namespace Pressrun.Pipelines.Templates;

/// <summary>What a bare name means at one place of a template, known before any value is.</summary>
/// <param name="Block"><c>each</c> or <c>with</c>; null at top level.</param>
/// <param name="Prefix">
/// What a name here begins with, seen from the top, <see cref="TemplateName.Element"/> for each list gone through; null
/// where that cannot be said.
/// </param>
/// <param name="Parent">The scope around it; null at top level.</param>
internal sealed record Scope(string? Block, IReadOnlyList<string>? Prefix, Scope? Parent)
{
    /// <summary>Outside every block.</summary>
    public static Scope Top { get; } = new(null, [], null);

    /// <summary>Whether <c>@index</c> means something here.</summary>
    public bool IsCounted => Block == "each" || Parent is { IsCounted: true };

    /// <summary>The scope so many blocks outward; null beyond the top.</summary>
    public Scope? Outward(int up) => up == 0 ? this : Parent?.Outward(up - 1);

    /// <summary>The path from the top of fields named here; null where there is none.</summary>
    public IReadOnlyList<string>? Full(IReadOnlyList<string> segments) =>
        Prefix is null ? null : [.. Prefix, .. segments];
}
