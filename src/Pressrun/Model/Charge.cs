namespace Pressrun.Model;

/// <summary>When and how a provider takes output tokens out of a token limit.</summary>
public enum Charge
{
    /// <summary>Input and maximum output at admission; the unused rest is returned when the work ends.</summary>
    Reserve,

    /// <summary>Input at admission, the actual output at the end, possibly below zero.</summary>
    Actual,

    /// <summary>Input and maximum output at admission; nothing is returned.</summary>
    NoRefund,
}
