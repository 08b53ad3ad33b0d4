using System.Runtime.CompilerServices;

namespace Pressrun.Testing;

/// <summary>
/// Chance as a pure function: the same seed and the same words always give the same number, so that neither the order
/// of events nor a retry changes what the world answers.
/// </summary>
internal readonly struct Draws(ulong seed)
{
    /// <summary>A seed of its own for one concern, so that one draw more in one shifts no other.</summary>
    public Draws For(string concern) => new(Mix(seed, concern));

    /// <summary>A seed of its own for one thing.</summary>
    public Draws For(string concern, ulong thing) => new(Mix(Mix(seed, concern), thing));

    /// <summary>Evenly in [0, 1).</summary>
    public double Unit(string what) => (Mix(seed, what) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Evenly among the whole numbers from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Int(string what, int least, int most) => least + (int)(Unit(what) * (most - least + 1));

    /// <summary>True with this probability.</summary>
    public bool Chance(string what, double probability) => Unit(what) < probability;

    /// <summary>Lognormal with this median and spread.</summary>
    public double LogNormal(string what, double median, double sigma)
    {
        // Box and Muller; the shift keeps the logarithm finite.
        var radius = Math.Sqrt(-2 * Math.Log(1 - Unit(what + ".r")));
        return median * Math.Exp(sigma * radius * Math.Cos(2 * Math.PI * Unit(what + ".a")));
    }

    /// <summary>One of several.</summary>
    public T Of<T>(string what, params ReadOnlySpan<T> choices) => choices[Int(what, 0, choices.Length - 1)];

    /// <summary>An ordinary generator for draws whose order is fixed.</summary>
    public Random ToRandom(string concern) => new(unchecked((int)Mix(seed, concern)));

    private static ulong Mix(ulong value, string text)
    {
        foreach (var letter in text)
        {
            value = unchecked((value ^ letter) * 1099511628211UL);
        }

        return Mix(value, (ulong)text.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value, ulong with)
    {
        // SplitMix64 (Steele, Lea, Flood 2014).
        unchecked
        {
            value += with + 0x9E3779B97F4A7C15UL;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
