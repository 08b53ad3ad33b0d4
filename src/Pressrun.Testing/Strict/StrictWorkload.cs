namespace Pressrun.Testing.Strict;

/// <summary>Draws the calls of a run; the same generator gives the same calls.</summary>
internal static class StrictWorkload
{
    /// <summary>Draws this many calls of one kind, numbered from 0.</summary>
    public static StrictCall[] Draw(StrictWork work, int calls, Random random) =>
        [.. Enumerable.Range(0, calls).Select(number => work switch
        {
            StrictWork.Speech => Speech(number, random),
            StrictWork.Text => Text(number, Lognormal(500, 0.5, random), 2000, random),
            _ => Text(number, 150 * Math.Pow(1 - random.NextDouble(), -1 / 1.3), 4000, random),
        })];

    /// <summary>One draw of a lognormal distribution.</summary>
    /// <param name="median">Half of the draws lie below it; above 0.</param>
    /// <param name="sigma">The standard deviation of the logarithm.</param>
    /// <param name="random">Two numbers are taken from it.</param>
    public static double Lognormal(double median, double sigma, Random random)
    {
        // G. Box, M. Muller 1958; one minus the draw keeps the logarithm finite.
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return median * Math.Exp(sigma * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
    }

    private static StrictCall Speech(int number, Random random) =>
        new(number, TimeSpan.FromSeconds(Math.Clamp(Lognormal(4, 0.35, random), 1, 20)));

    private static StrictCall Text(int number, double output, long maxOutput, Random random)
    {
        var input = Whole(Math.Min(8000, Lognormal(1200, 0.5, random)));
        var whole = Whole(Math.Min(maxOutput, output));
        var estimate = Whole(input * (0.8 + (0.4 * random.NextDouble())));
        return new(number, TimeSpan.FromSeconds(1 + (whole / 60.0)), input, whole, maxOutput, estimate);
    }

    // A call without a single token would test nothing.
    private static long Whole(double tokens) => Math.Max(1, (long)Math.Round(tokens));
}
