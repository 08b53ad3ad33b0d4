using Pressrun.Cli.Hosting;
using Pressrun.Cli.Screens;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>What waits for a person, on a screen or for programs.</summary>
/// <param name="views">The store; null if there is none.</param>
/// <param name="terminal">Where it goes.</param>
internal sealed class ReviewPage(StoreViews? views, Terminal terminal)
{
    private const int LinesListed = 6;

    /// <summary>All of it, each with the beginning of its text, and how to answer.</summary>
    public void Show(IReadOnlyList<Waiting> waiting, RunView run, RunWishes wishes)
    {
        terminal.Say(Cells.Clean(
            $"{run.Pipeline}, run {run.ShortId}: {waiting.Count} {(waiting.Count == 1 ? "waits" : "wait")} for you"));
        foreach (var one in waiting)
        {
            terminal.Say("");
            Show(one, LinesListed);
        }

        terminal.Say("");
        var file = wishes.File is null ? "" : $" {wishes.File}";
        var offline = wishes.IsOffline ? " --offline" : "";
        foreach (var (fits, say) in new (Func<Waiting, bool>, string)[]
                 {
                     (one => one.Judged is not null, "--approve {0} or --reject {0}, with --note \"why\"; "
                         + "--approve {0} --text FILE puts a text of yours in its place"),
                     (one => one.Call is not null, "--arrived {0} or --not-arrived {0}"),
                 })
        {
            if (waiting.FirstOrDefault(fits) is { } first)
            {
                terminal.Say(Cells.Clean($"pressrun review{file}{offline} "
                    + string.Format(System.Globalization.CultureInfo.InvariantCulture, say, first.Name)));
            }
        }

        if (waiting.FirstOrDefault(one => one is { Judged: null, Call: null }) is { } other)
        {
            terminal.Say(Cells.Clean(
                $"pressrun retry{file}{offline} --items {other.Name} when its cause is dealt with"));
        }
    }

    /// <summary>One, with so many lines of its text.</summary>
    public void Show(Waiting one, int linesMax)
    {
        var part = one.Part.Length > 0 ? $" part {one.Part}" : "";
        var title = one.Item.Title is { } name && name != one.Name ? $" \"{name}\"" : "";
        terminal.Say(Cells.Clean($"{one.Name}{title} · {one.Stage}{part}"));
        terminal.Say($"  {Cells.Clean(one.Cause)}");
        if (TextOf(one) is not { } text)
        {
            return;
        }

        var lines = text.Split('\n');
        foreach (var line in lines.Take(linesMax))
        {
            terminal.Say($"  | {Cells.Clean(line)}");
        }

        if (lines.Length > linesMax)
        {
            terminal.Say($"  | … {Words.Count(lines.Length - linesMax)} more lines");
        }
    }

    /// <summary>The same for programs, a line each, with the whole texts.</summary>
    public void Tell(IReadOnlyList<Waiting> waiting)
    {
        var lines = new JsonLines(terminal.Output);
        foreach (var one in waiting)
        {
            lines.Tell("waiting", json =>
            {
                json.WriteNumber("item", one.Item.Ordinal);
                json.WriteString("key", one.Name);
                json.WriteString("stage", one.Stage);
                json.WriteString("part", one.Part);
                json.WriteString("cause", one.Cause);
                var asks = one.Call is not null ? "arrived" : one.Judged is not null ? "approve" : "retry";
                json.WriteString("asks", asks);
                if (TextOf(one) is { } text)
                {
                    json.WriteString("text", text);
                }
            });
        }
    }

    /// <summary>What a person is to look at; a few words in place of sound; null where nothing was kept.</summary>
    public string? TextOf(Waiting one) => one.Result is { } place
        ? Bodies.Read(views!, place) ?? Bodies.Describe(place)
        : null;
}
