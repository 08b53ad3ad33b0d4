namespace Pressrun.Pipelines.Files;

/// <summary>Where a secret is; never the secret itself.</summary>
/// <param name="IsVariable">Whether it is in an environment variable; else in a file.</param>
/// <param name="Name">The variable, or the path of the file.</param>
internal sealed record Secret(bool IsVariable, string Name)
{
    /// <summary>The reference as it was written.</summary>
    public override string ToString() => (IsVariable ? "env:" : "file:") + Name;
}
