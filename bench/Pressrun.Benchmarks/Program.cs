using Pressrun.Benchmarks;
using Pressrun.Providers;
using Pressrun.Rehearsing;

for (var turn = 0; turn < 4; turn++)
{
    Console.WriteLine($"loop    {EngineOverhead.Measure(200_000, new MemoryStore(TimeProvider.System), p => p, 1000):N0}");
    Console.WriteLine($"offloop {EngineOverhead.Measure(200_000, new MemoryStore(TimeProvider.System), p => new OffLoop(p), 1000):N0}");
}
