using System.CommandLine;
using Pressrun.Cli.Hosting;

namespace Pressrun.Cli.Commands;

/// <summary>The words that <c>run</c> and <c>retry</c> understand.</summary>
internal sealed class RunWords
{
    private readonly Argument<string?> _file = new("file")
    {
        Description = "the pipeline file",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _offline = new("--offline")
    {
        Description = "stand-ins of this machine answer, at no cost",
    };

    private readonly Option<string?> _items = new("--items")
    {
        Description = "only these: 1-5,opening (places or keys)",
        HelpName = "ITEMS",
    };

    private readonly Option<int?> _limit = new("--limit") { Description = "only the first N", HelpName = "N" };

    private readonly Option<string?> _select = new("--select")
    {
        Description = "only these stages: script, +script (and before), script+ (and after); the others ask nothing",
        HelpName = "STAGES",
    };

    private readonly Option<string?> _until = new("--until")
    {
        Description = "only this stage and what it needs, as --select +STAGE",
        HelpName = "STAGE",
    };

    private readonly Option<string[]> _with = new("--with")
    {
        Description = "run this manual stage too; again, or with commas, for several",
        HelpName = "STAGE",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<bool> _failed = new("--failed")
    {
        Description = "only items that failed in the latest run, tried again",
    };

    private readonly Option<bool> _changed = new("--changed")
    {
        Description = "only items that are new or edited since the latest run",
    };

    private readonly Option<int> _retryFailed = new("--retry-failed")
    {
        Description = "try failed items again, those of earlier runs first, N times at most",
        HelpName = "N",
    };

    private readonly Option<int?> _workers = new("--workers")
    {
        Description = "at most N items at a time; 1 = one call at a time",
        HelpName = "N",
    };

    private readonly Option<string?> _budget = new("--budget")
    {
        Description = "the most that may be spent",
        HelpName = "$",
    };

    private readonly Option<bool> _yes = new("--yes", "-y")
    {
        Description = "pay again for what changed without being asked",
    };

    private readonly Option<bool> _unknownPrice = new("--allow-unknown-price")
    {
        Description = "ask models whose price nobody knows under a budget too",
    };

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isReading">Whether it only reads: then words about working are left out.</param>
    /// <param name="isReviewing">Whether it names its items itself, and says little of how to work.</param>
    public void AddTo(Command command, bool isReading = false, bool isReviewing = false)
    {
        command.Add(_file);
        if (isReviewing)
        {
            foreach (var option in (Option[])[_offline, _with, _workers, _budget, _yes, _unknownPrice])
            {
                command.Add(option);
            }

            return;
        }

        Option[] reading = [_offline, _items, _limit];
        Option[] working =
            [_select, _until, _with, _failed, _changed, _workers, _budget, _retryFailed, _yes, _unknownPrice];
        foreach (var option in isReading ? reading : [.. reading, .. working])
        {
            command.Add(option);
        }
    }

    /// <summary>What the user said with them.</summary>
    public RunWishes Read(ParseResult parsed, GlobalOptions options) => new()
    {
        File = parsed.GetValue(_file) ?? parsed.GetValue(options.File),
        IsOffline = parsed.GetValue(_offline),
        Items = parsed.GetValue(_items),
        Limit = parsed.GetValue(_limit),
        Select = parsed.GetValue(_select),
        Until = parsed.GetValue(_until),
        With = parsed.GetValue(_with) ?? [],
        IsFailedOnly = parsed.GetValue(_failed),
        IsChangedOnly = parsed.GetValue(_changed),
        RetriesOfFailed = parsed.GetValue(_retryFailed),
        Workers = parsed.GetValue(_workers),
        Sets = parsed.GetValue(options.Set) ?? [],
        Budget = parsed.GetValue(_budget),
        Store = parsed.GetValue(options.Store),
        IsJson = parsed.GetValue(options.Json) || parsed.GetValue(options.Progress) == "json",
        Progress = parsed.GetValue(options.Progress)!,
        IsColorless = parsed.GetValue(options.NoColor),
        IsQuiet = parsed.GetValue(options.Quiet),
        IsYes = parsed.GetValue(_yes),
        AllowsUnknownPrice = parsed.GetValue(_unknownPrice),
        IsSilent = parsed.GetValue(options.NoInput),
    };
}
