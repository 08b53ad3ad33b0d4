using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Pipelines.Building;
using Pressrun.Rehearsing;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// Tells what a run would pay again because something changed, and asks whether to go on, before anything is sent.
/// </summary>
/// <param name="terminal">Who is asked.</param>
/// <param name="wishes">What the user said.</param>
/// <param name="screen">Where it is told.</param>
internal sealed class Consent(Terminal terminal, RunWishes wishes, IScreen screen)
{
    // Runs looked at, and items from which on looking takes more than a moment.
    private const int RunsMax = 5;
    private const int ItemsMax = 5_000;

    /// <summary>Looks for changes, tells them, and asks where they cost money.</summary>
    /// <param name="pipeline">The pipeline as it is now.</param>
    /// <param name="optionsOf">The run to come, with some providers over a store.</param>
    /// <param name="folder">The pipeline's folder.</param>
    /// <param name="store">Where its runs are kept.</param>
    /// <exception cref="CommandException">It costs money and nobody agrees: nothing was sent.</exception>
    public void Seek(
        LoadedPipeline pipeline, Func<Providers, IStore, RunOptions> optionsOf, string folder, string store)
    {
        var definitions = new Definitions(store);
        using var views = StoreViews.Open(store);
        // One that was killed while it was made has nothing to compare with.
        var run = views?.Runs(RunsMax).FirstOrDefault(one => one.Pipeline == pipeline.Pipeline.Name && HasBegun(one));
        if (run is null)
        {
            // Nothing was answered before this run.
            definitions.Agree(pipeline);
            return;
        }

        // A run that was begun with a part of the batch was agreed to for that part alone.
        var isBegun = run.Phase is RunPhase.Filling or RunPhase.Open && !definitions.IsAgreed(pipeline);
        using var source = ReplaySource.Open(store, run.No)!;
        var kept = new SourceStore(source, terminal.Time);
        using var providers = Providers.ForReading(pipeline, folder, kept, terminal.Time);
        var options = optionsOf(providers, kept);
        if (pipeline.Selected > ItemsMax && !wishes.IsQuiet && !wishes.IsJson)
        {
            terminal.Warn($"looking what changed since run {run.ShortId} …");
        }

        var report = Changes.Of(options, source, isBegun);
        if (report is not null)
        {
            var before = source.ReadBeginning().OfType<Record.Run>().First().Fingerprint;
            var since = $"{Words.Local(run.SeenAt, terminal.Time)} (run {run.ShortId})";
            Ask(report, since, definitions.Compare(before, pipeline), pipeline.Budget.Run);
        }

        if (options is { Selects: null, SelectsStage: null })
        {
            definitions.Agree(pipeline);
        }
        else if (report is not null)
        {
            definitions.Forget(pipeline);
        }

        bool HasBegun(RunView one)
        {
            using var begun = ReplaySource.Open(store, one.No)!;
            return begun.ReadBeginning().OfType<Record.Run>().Any();
        }
    }

    /// <summary>Tells what changed, and asks where it costs money.</summary>
    /// <param name="report">What would be paid again.</param>
    /// <param name="since">When the latest run was last at work, as a clock shows it.</param>
    /// <param name="files">The files that are different; null if that is not known.</param>
    /// <param name="budget">What the run may spend; null for no limit.</param>
    /// <exception cref="CommandException">It costs money and nobody agrees: nothing was sent.</exception>
    public void Ask(ChangeReport report, string since, IReadOnlyList<FileChange>? files, Money? budget = null)
    {
        if (report.Likely == Money.Zero && report.Stages.All(stage => stage.Calls == 0))
        {
            // New items, another limit, a feed that is written anew: nothing that anybody need know before.
            return;
        }

        var mustAsk = report.Likely != Money.Zero && !wishes.IsYes;
        if (screen is JsonScreen programs)
        {
            programs.Tell("changes", json => ChangeWords.Write(json, report, since, files));
        }
        else if (mustAsk || !wishes.IsQuiet)
        {
            // Whoever is asked must see it, however quiet the rest is.
            ChangeWords.Lines(report, since, files).ToList().ForEach(terminal.Warn);
        }

        if (mustAsk && !IsAgreed(report, budget))
        {
            throw new CommandException(ExitCode.Usage, CanAsk
                ? "nothing was sent"
                : $"{ChangeWords.Price(report, budget)}, and nobody is there to ask: say --yes to go on, or --items to "
                    + "choose; nothing was sent");
        }
    }

    /// <summary>
    /// Whether a stage that failed alike again and again is to go on with the items that are left; no where nobody can
    /// be asked.
    /// </summary>
    public bool GoesOn() => IsAgreed("Go on with the others all the same? [y/N] ");

    private bool CanAsk => terminal.IsInputTerminal && wishes is { IsSilent: false, IsJson: false };

    private bool IsAgreed(ChangeReport report, Money? budget) => IsAgreed(ChangeWords.Question(report, budget));

    private bool IsAgreed(string question)
    {
        if (!CanAsk)
        {
            return false;
        }

        terminal.Error.Write(question);
        return terminal.Input.ReadLine()?.Trim() is { } answer
            && (answer.Equals("y", StringComparison.OrdinalIgnoreCase)
                || answer.Equals("yes", StringComparison.OrdinalIgnoreCase));
    }
}
