namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>What may happen to an answer on its way.</summary>
internal enum FakeMishap
{
    None,

    /// <summary>It takes a while.</summary>
    Slow,

    /// <summary>It never comes.</summary>
    Hang,

    /// <summary>The connection ends in the middle of it.</summary>
    Cut,

    /// <summary>The connection ends before it begins.</summary>
    Drop,
}
