using System.CommandLine;
using System.Globalization;
using Pressrun.Cli.Hosting;
using Pressrun.Cli.Screens;
using Pressrun.Pipelines.Building;
using Pressrun.Providers.Prices;

namespace Pressrun.Cli.Commands;

/// <summary>Lists the prices that calls are booked at.</summary>
internal static class PricesCommand
{
    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var models = new Argument<string[]>("model")
        {
            Description = "openai/gpt-6-luna, gpt-6-luna, openai; -f FILE: all it asks",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var all = new Option<bool>("--all") { Description = "past, announced and withdrawn prices too" };
        var command = new Command("prices", "list the prices in force today, where and when they were read")
        {
            models, all,
        };
        command.SetAction(parsed =>
        {
            var day = DateOnly.FromDateTime(terminal.Time.GetUtcNow().UtcDateTime);
            var list = new PriceList(PriceBook.Shipped, day, parsed.GetValue(all));
            var words = parsed.GetValue(models) ?? [];
            foreach (var word in words)
            {
                list.Add(word);
            }

            if (parsed.GetValue(options.File) is { } file)
            {
                var place = Workplace.Find(file, terminal);
                var pipeline = PipelineLoader.Load(
                    place.Request(terminal, parsed.GetValue(options.Set) ?? [], isOffline: false));
                pipeline.Services.ToList().ForEach(list.Add);
            }
            else if (words.Length == 0)
            {
                list.AddAll();
            }

            if (parsed.GetValue(options.Json))
            {
                PricesJson.Tell(new(terminal.Output), list);
            }
            else
            {
                Show(list, terminal, terminal.HasColor(parsed.GetValue(options.NoColor)));
            }

            return list.Without.Count == 0 ? ExitCode.Done : ExitCode.SomeFailed;
        });
        return command;
    }

    /// <summary>Writes the tables, and as messages what has no price and what is old.</summary>
    public static void Show(PriceList list, Terminal terminal, bool hasColor)
    {
        int? width = terminal.IsOutputTerminal ? terminal.Size().Width : null;
        var rows = new PriceRows(list);
        if (list.Tariffs.Count > 0)
        {
            rows.Write(terminal.Output, width, hasColor);
            terminal.Say("US dollars for a million tokens, a million characters of speech, or a call, on "
                + Text(list.Day));
        }

        foreach (var model in list.Free)
        {
            terminal.Say($"{model}: costs nothing, it runs where you run");
        }

        if (list.Tariffs.Count + list.Free.Count + list.Without.Count == 0)
        {
            terminal.Say("the pipeline asks no model that is paid");
        }

        rows.WriteRetiring(terminal.Output, width, hasColor);
        foreach (var message in list.Without)
        {
            terminal.Warn(message);
        }

        if (list.Oldest is { } oldest
            && list.Day.DayNumber - oldest.DayNumber is > PriceBook.AgeMaxDays and var age)
        {
            terminal.Warn($"the oldest of these prices was read on {Text(oldest)}, {Words.Count(age)} days ago: "
                + "compare it with the service's price page before you rely on it");
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
