namespace Pressrun.Sql.Views;

/// <summary>What the money of a run is told apart by; several together make a row for each combination.</summary>
[Flags]
public enum SpendBy
{
    /// <summary>Nothing: one row.</summary>
    None = 0,

    /// <summary>The stage that asked.</summary>
    Stage = 1,

    /// <summary>Provider and model, as they were asked.</summary>
    Model = 2,

    /// <summary>The item.</summary>
    Item = 4,

    /// <summary>The day on which the call was sent, UTC.</summary>
    Day = 8,
}
