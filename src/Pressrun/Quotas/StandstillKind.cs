namespace Pressrun.Quotas;

/// <summary>What only a person can change.</summary>
internal enum StandstillKind
{
    /// <summary>The budget.</summary>
    Money,

    /// <summary>A lane that was stopped: a key refused, no credit, a model gone.</summary>
    Lane,

    /// <summary>A stage that is held.</summary>
    Stage,
}
