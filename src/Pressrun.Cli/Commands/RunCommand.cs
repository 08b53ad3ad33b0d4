using System.CommandLine;
using Pressrun.Cli.Hosting;

namespace Pressrun.Cli.Commands;

/// <summary>Brings a batch to done, however often it is called.</summary>
internal static class RunCommand
{
    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var file = new Argument<string?>("file") { Description = "the pipeline file", Arity = ArgumentArity.ZeroOrOne };
        var offline = new Option<bool>("--offline") { Description = "stand-ins of this machine answer, at no cost" };
        var items = new Option<string?>("--items")
        {
            Description = "only these: 1-5,opening (places or keys)",
            HelpName = "ITEMS",
        };
        var limit = new Option<int?>("--limit") { Description = "only the first N", HelpName = "N" };
        var workers = new Option<int?>("--workers")
        {
            Description = "at most N items at a time; 1 = one call at a time",
            HelpName = "N",
        };
        var budget = new Option<string?>("--budget") { Description = "the most that may be spent", HelpName = "$" };
        var command = new Command("run", "bring the batch to done; call it again to go on")
        {
            file, offline, items, limit, workers, budget,
        };
        command.SetAction(parsed => new RunSession(terminal, new()
        {
            File = parsed.GetValue(file) ?? parsed.GetValue(options.File),
            IsOffline = parsed.GetValue(offline),
            Items = parsed.GetValue(items),
            Limit = parsed.GetValue(limit),
            Workers = parsed.GetValue(workers),
            Sets = parsed.GetValue(budget) is { } sum
                ? [.. parsed.GetValue(options.Set) ?? [], $"budget.run={sum}"]
                : parsed.GetValue(options.Set) ?? [],
            Store = parsed.GetValue(options.Store),
            IsJson = parsed.GetValue(options.Json),
            Progress = parsed.GetValue(options.Progress)!,
            IsColorless = parsed.GetValue(options.NoColor),
            IsQuiet = parsed.GetValue(options.Quiet),
        }).Run());
        return command;
    }
}
