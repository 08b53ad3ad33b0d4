// The process that tests start and kill; what it takes is in VictimOptions. Exit codes are those of the product:
// 0 done, 6 store not usable, 143 stopped by a signal.
using System.Globalization;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Working;
using Pressrun.Timing;
using Pressrun.Victim;

// Before anything else: a signal that comes earlier kills.
using var stopping = new StopSignals();
var options = VictimOptions.Parse(args);
using var wire = new Wire(options.Port);
try
{
    var settings = SqliteDialect.Session.Replace(
        "synchronous=FULL", $"synchronous={options.Synchronous}", StringComparison.Ordinal);
    await using var disk = SqlStore.Open(
        options.Folder, TimeProvider.System, new SqliteDialect(settings), name => new ThreadWorker(name));
    using var loop = new Loop(new RealWaiter());
    wire.Say("opened");
    var witnessed = new WitnessedStore(new TightStore(new WaitingStore(disk), disk, options), wire);
    var store = new HeldStore(witnessed, options, stopping, wire);
    var result = loop.Run("engine", async node =>
    {
        using var run = new Run(node, Book.Options(options, wire, store));
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
