// dotnet run -c Release --project bench/Pressrun.Benchmarks -- NAME [numbers]; without a name it lists them. Each
// prints rows for docs/benchmarks.md.
using System.Globalization;
using Pressrun.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int Number(int place, int otherwise) =>
    args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;

switch (args.FirstOrDefault())
{
    case nameof(RawFsync):
        Machine.Describe();
        RawFsync.Measure(Number(1, 3_000));
        return 0;
    case nameof(JournalAppend):
        Machine.Describe();
        await JournalAppend.MeasureAsync(Number(1, 10), TimeSpan.FromMilliseconds(Number(2, 1_000)));
        return 0;
    case nameof(EngineOverhead):
        Machine.Describe();
        await EngineOverhead.MeasureAsync(Number(1, 200_000), Number(2, 5));
        return 0;
    case nameof(Memory):
        Machine.Describe();
        await Memory.MeasureAsync(Number(1, 1_000_000));
        return 0;
    case nameof(Resume):
        Machine.Describe();
        await Resume.MeasureAsync(Number(1, 1_000_000));
        return 0;
    case nameof(WhatChanged):
        Machine.Describe();
        await WhatChanged.MeasureAsync(Number(1, 100_000));
        return 0;
    case nameof(Startup):
        Machine.Describe();
        await Startup.MeasureAsync(Environment.CurrentDirectory, Number(1, 15));
        return 0;
    case nameof(QuotaTable):
        QuotaTable.Print(Number(1, 20), args.ElementAtOrDefault(2));
        return 0;
    case nameof(GovernorDecisions):
        Machine.Describe();
        GovernorDecisions.Measure(Number(1, 3));
        return 0;
    case nameof(LoopbackQuotas):
        Machine.Describe();
        await LoopbackQuotas.MeasureAsync(Number(1, 1));
        return 0;
    case nameof(WholeBatch):
        await WholeBatch.RunAsync(args[1], Number(2, 0));
        return 0;
    case nameof(FirstCall):
        await FirstCall.RunAsync(args[1], Number(2, 0));
        return 0;
    default:
        Console.WriteLine($"""
            {nameof(RawFsync)} [writes]                  what the disk takes for 4 KB that survive a power cut
            {nameof(JournalAppend)} [turns] [ms a turn]  records a second through the journal, beside a plain log
            {nameof(EngineOverhead)} [items] [turns]     calls a second when providers answer at once
            {nameof(Memory)} [items]                     peak memory, time and size of a large batch
            {nameof(Startup)} [turns]                    the command from start to end, from the repository's root
            {nameof(QuotaTable)} [runs] [regime]         how close to the bound, in virtual time
            {nameof(LoopbackQuotas)} [number of the run] how close to the bound over real sockets; takes three minutes
            {nameof(GovernorDecisions)} [seconds]        calls a second the governor decides on, on one core
            {nameof(Resume)} [items]                     time to the first call after kill -9 half-way
            {nameof(WhatChanged)} [items]                time to tell what a changed pipeline would pay again
            """);
        return 2;
}
