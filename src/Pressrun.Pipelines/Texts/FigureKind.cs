namespace Pressrun.Pipelines.Texts;

/// <summary>What a number of a text is.</summary>
internal enum FigureKind
{
    /// <summary>A number without a sign.</summary>
    Number,

    /// <summary>A sum of money.</summary>
    Amount,

    /// <summary>So many of a hundred.</summary>
    Percentage,

    /// <summary>A day.</summary>
    Date,
}
