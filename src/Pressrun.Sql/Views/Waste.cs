namespace Pressrun.Sql.Views;

/// <summary>Why something was paid for and not used. A call has one cause at most: the first of this order.</summary>
public enum Waste
{
    /// <summary>The provider charged for a call that it answered with an error or declined.</summary>
    FailedCall,

    /// <summary>A second answer to the same call, or one that came when its item had come to its end.</summary>
    LateAnswer,

    /// <summary>The item stands failed; `retry` uses its answers again.</summary>
    FailedItem,

    /// <summary>The answer had the wrong form and was drawn again.</summary>
    DrawnAgain,

    /// <summary>A gate had it revised, and another draw was kept; what judging it cost is part of it.</summary>
    Revised,
}
