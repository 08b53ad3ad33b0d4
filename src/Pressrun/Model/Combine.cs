namespace Pressrun.Model;

/// <summary>How a limit on tokens puts the input and the output of a call together.</summary>
public enum Combine
{
    /// <summary>Input and output are added.</summary>
    Sum,

    /// <summary>The larger of the two counts; nothing is returned when the work ends.</summary>
    Max,
}
