namespace Pressrun.Benchmarks;

/// <summary>Figures of several turns or of many samples.</summary>
internal static class Figures
{
    /// <summary>The middle one; with an even number, the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The figure below which so many of a hundred lie.</summary>
    public static double Percentile(double[] sorted, double percent) =>
        sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * percent / 100))];
}
