namespace Pressrun.Testing.Strict;

/// <summary>What a client knows of the limits in one column of the acceptance table.</summary>
internal enum RegimeMode
{
    /// <summary>Limits given, reply headers read.</summary>
    Headers,

    /// <summary>Nothing given, all learned from headers.</summary>
    Zero,

    /// <summary>Limits given, no headers at all.</summary>
    Silent,
}
