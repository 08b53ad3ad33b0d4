// The process that tests start and kill: folder of the store, port of the provider, number of items, timeout of a call
// in milliseconds. Exit codes are those of the product: 0 done, 6 store not usable, 143 stopped by a signal.
using System.Globalization;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Timing;
using Pressrun.Victim;

// Before anything else: a signal that comes earlier kills.
using var stopping = new StopSignals();
var (folder, port) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
var items = int.Parse(args[2], CultureInfo.InvariantCulture);
var timeout = TimeSpan.FromMilliseconds(int.Parse(args[3], CultureInfo.InvariantCulture));
using var wire = new Wire(port);
try
{
    await using var disk = SqlStore.Open(folder);
    using var loop = new Loop(new RealWaiter());
    wire.Say("opened");
    var result = loop.Run("engine", async node =>
    {
        using var run = new Run(node, Book.Options(items, timeout, wire, new WitnessedStore(disk, wire)));
        stopping.Attach(node, run);
        return await run.RunAsync(CancellationToken.None);
    });
    wire.Say(string.Create(CultureInfo.InvariantCulture,
        $"ended {result.Ending} {result.Spent.Micros} {result.Unknown.Micros} {result.UnknownCalls}"));
    Console.WriteLine($"{result.Ending} {result.Cause}");
    return result.Ending switch
    {
        RunEnding.Complete or RunEnding.Nothing => 0,
        RunEnding.Stopped => 143,
        RunEnding.Store => 6,
        _ => 1,
    };
}
catch (StoreException failure)
{
    await Console.Error.WriteLineAsync($"{failure.Fault}: {failure.Message}");
    return 6;
}
