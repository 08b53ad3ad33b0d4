using System.Globalization;
using Pressrun.Pipelines.Files;
using Pressrun.Running;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>What a person decided, as a run takes it up.</summary>
internal sealed class Answers
{
    private readonly List<Reopening> _reopenings = [];
    private readonly List<Arrival> _arrivals = [];
    private readonly List<Decision> _decisions = [];

    public IReadOnlyList<Reopening> Reopenings => _reopenings;

    public IReadOnlyList<Arrival> Arrivals => _arrivals;

    public IReadOnlyList<Decision> Decisions => _decisions;

    /// <summary>Whether nothing was decided.</summary>
    public bool IsEmpty => _arrivals.Count + _decisions.Count == 0;

    /// <summary>What the user said, over what waits in the latest run of a store.</summary>
    /// <exception cref="CommandException">An item named does not wait, or not for such an answer.</exception>
    public static Answers Of(string store, ReviewWishes said)
    {
        using var views = StoreViews.Open(store);
        var waiting = views?.Runs(1) is [var run] ? Waiting.Of(views, run) : [];
        var answers = new Answers();
        foreach (var one in Named("--approve", said.Approve, waiting, IsResult))
        {
            answers.Decide(one, isApproved: true, said.Text, said.Note);
        }

        if (said.Text is not null && answers._decisions.Count != 1)
        {
            throw new CommandException(ExitCode.Usage, "--text: takes the place of one result, and "
                + $"{answers._decisions.Count} are approved; nothing was sent");
        }

        foreach (var one in Named("--reject", said.Reject, waiting, IsResult))
        {
            answers.Decide(one, isApproved: false, text: null, said.Note);
        }

        foreach (var one in Named("--arrived", said.Arrived, waiting, IsCall))
        {
            answers.Settle(one, isThere: true);
        }

        foreach (var one in Named("--not-arrived", said.NotArrived, waiting, IsCall))
        {
            answers.Settle(one, isThere: false);
        }

        return answers;
    }

    /// <summary>A result is taken, or thrown away.</summary>
    public void Decide(Waiting one, bool isApproved, string? text, string notes)
    {
        _decisions.Add(new(one.Item.Ordinal, one.Stage, one.Part, one.Judged!, isApproved)
        {
            Text = text,
            Notes = notes,
        });
        Reopen(one);
    }

    /// <summary>A call arrived, or did not.</summary>
    public void Settle(Waiting one, bool isThere)
    {
        _arrivals.Add(new(one.Item.Ordinal, one.Item.Key, one.Stage, one.Call!.Value, isThere));
        Reopen(one);
    }

    private void Reopen(Waiting one)
    {
        if (one.Item.Ordinal > 0 && !_reopenings.Exists(item => item.Ordinal == one.Item.Ordinal))
        {
            _reopenings.Add(new(one.Item.Ordinal, one.Item.Key, one.Item.State, one.Stage) { KeepsAnswers = true });
        }
    }

    private static bool IsResult(Waiting one) => one.Judged is not null;

    private static bool IsCall(Waiting one) => one.Call is not null;

    private static List<Waiting> Named(
        string option, string? items, IReadOnlyList<Waiting> waiting, Func<Waiting, bool> fits)
    {
        var found = new List<Waiting>();
        foreach (var name in (items ?? "").Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct())
        {
            var ones = waiting.Where(one => one.Name == name).ToList();
            ones = ones.Count > 0 ? ones : [.. waiting.Where(one => one.Item.Ordinal > 0
                && one.Item.Ordinal.ToString(CultureInfo.InvariantCulture) == name)];
            if (ones.Count == 0)
            {
                var meant = DidYouMean.Of(name, waiting.Select(one => one.Name)) is { } known
                    ? $"; did you mean `{known}`?"
                    : ": `pressrun review` lists what does.";
                throw new CommandException(
                    ExitCode.Usage, $"{option}: `{name}` does not wait for you{meant} Nothing was sent.");
            }

            if (!ones.TrueForAll(one => fits(one)))
            {
                throw new CommandException(ExitCode.Usage, ones[0].Call is not null
                    ? $"{option}: of `{name}` is asked whether a call arrived: say --arrived or --not-arrived; "
                        + "nothing was sent"
                    : ones[0].Judged is not null
                        ? $"{option}: of `{name}` a result waits: say --approve or --reject; nothing was sent"
                        : $"{option}: `{name}` waits for no word, but for its cause to be dealt with: then "
                            + $"`pressrun retry --items {name}`; nothing was sent");
            }

            found.AddRange(ones);
        }

        return found;
    }
}
