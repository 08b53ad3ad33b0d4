using Pressrun.Timing;

namespace Pressrun.Testing;

/// <summary>How a simulation orders what could run at the same moment.</summary>
internal static class Pickers
{
    /// <summary>60 % evenly, 10 % first in, 10 % last in, 20 % starving one node: each finds other defects.</summary>
    public static Picker Draw(Draws draws)
    {
        var random = draws.ToRandom("pick");
        return draws.Unit("policy") switch
        {
            < 0.6 => new Even(random),
            < 0.7 => new First(),
            < 0.8 => new Last(),
            _ => new Starving(random, draws.Chance("starve the engine", 0.5) ? "engine" : "world"),
        };
    }

    private sealed class Even(Random random) : Picker
    {
        public override int Pick(int count, Func<int, Node> nodeOf) => count == 1 ? 0 : random.Next(count);
    }

    private sealed class First : Picker
    {
        public override int Pick(int count, Func<int, Node> nodeOf) => 0;
    }

    private sealed class Last : Picker
    {
        public override int Pick(int count, Func<int, Node> nodeOf) => count - 1;
    }

    private sealed class Starving(Random random, string starved) : Picker
    {
        public override int Pick(int count, Func<int, Node> nodeOf)
        {
            var index = random.Next(count);
            for (var tried = 0; tried < count && nodeOf(index).Name == starved; tried++)
            {
                index = (index + 1) % count;
            }

            return index;
        }
    }
}
