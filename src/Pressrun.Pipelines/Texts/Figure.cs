namespace Pressrun.Pipelines.Texts;

/// <summary>A number of a text: an amount, a percentage, a date or a count.</summary>
/// <param name="Text">As it stands there.</param>
/// <param name="Value">Its value, words such as <c>million</c> worked in; of a date <c>yyyymmdd</c>.</param>
/// <param name="Step">What its last digit stands for: it may be rounded to that.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct Figure(string Text, decimal Value, decimal Step, FigureKind Kind)
{
    /// <summary>
    /// Whether another text's figure is the one this stands for: the same, the one it was rounded from, or one of a
    /// table in thousands, millions or billions.
    /// </summary>
    public bool StandsFor(Figure other)
    {
        if (Kind == FigureKind.Date || other.Kind == FigureKind.Date)
        {
            return Kind == other.Kind && Value == other.Value;
        }

        if (Kind == FigureKind.Percentage || other.Kind == FigureKind.Percentage)
        {
            // In tables the sign stands in the head.
            return other.Kind is FigureKind.Percentage or FigureKind.Number && Near(other.Value, 1);
        }

        return Near(other.Value, 1) || Near(other.Value, 1_000) || Near(other.Value, 1_000_000)
            || Near(other.Value, 1_000_000_000);
    }

    // Losses stand in brackets or with a sign, and are told as amounts.
    private bool Near(decimal value, decimal unit) => Math.Abs(value) <= 1_000_000_000_000_000
        && Math.Abs(Math.Abs(Value) - (Math.Abs(value) * unit)) <= Step / 2;
}
