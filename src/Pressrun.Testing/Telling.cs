namespace Pressrun.Testing;

/// <summary>What the headers of a simulated provider's replies tell.</summary>
internal enum Telling
{
    /// <summary>There are none.</summary>
    Nothing,

    /// <summary>What is left when the reply leaves.</summary>
    Exactly,

    /// <summary>The same in thousands of tokens.</summary>
    Rounded,

    /// <summary>Whatever comes to mind.</summary>
    Lies,
}
