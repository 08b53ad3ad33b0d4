namespace Pressrun.Pipelines.Items;

/// <summary>Where a database is. It may hold a password: it is never shown.</summary>
/// <param name="Scheme">What kind it is: <c>sqlite</c>.</param>
/// <param name="Place">Of SQLite the file, absolute.</param>
public sealed record DatabaseAddress(string Scheme, string Place)
{
    /// <summary>The kind alone, so that no message ever holds a password.</summary>
    public override string ToString() => Scheme;
}
