namespace Pressrun.Sql.Views;

/// <summary>What became of an attempt.</summary>
public enum Fate
{
    /// <summary>It is under way, and the process that sent it lives.</summary>
    UnderWay,

    /// <summary>It brought an answer.</summary>
    Answered,

    /// <summary>The provider declined it for a limit.</summary>
    Refused,

    /// <summary>The provider answered with an error.</summary>
    Failed,

    /// <summary>It was sent, perhaps done and paid, and nothing came back.</summary>
    Unknown,

    /// <summary>It was not sent: an earlier run had the answer, at no cost.</summary>
    Remembered,
}
