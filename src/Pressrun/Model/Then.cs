namespace Pressrun.Model;

/// <summary>What follows a gate's judgement.</summary>
public enum Then
{
    /// <summary>The result is good: the flow goes on.</summary>
    Pass,

    /// <summary>The stage runs again with the gate's notes.</summary>
    Revise,

    /// <summary>The item fails.</summary>
    Fail,

    /// <summary>The item waits for a person.</summary>
    Review,

    /// <summary>The best result so far is kept although it did not pass.</summary>
    Keep,

    /// <summary>The item leaves the batch.</summary>
    Skip,
}
