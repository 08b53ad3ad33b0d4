using System.Globalization;
using System.Text.Json;
using Pressrun.Cli.Screens;
using Pressrun.Pipelines.Building;
using Pressrun.Pipelines.Items;
using Pressrun.Providers.Batches;
using Pressrun.Providers.Prices;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>One <c>pressrun run</c>, from the file to the exit code.</summary>
/// <param name="terminal">The world around it.</param>
/// <param name="wishes">What the user said.</param>
internal sealed class RunSession(Terminal terminal, RunWishes wishes)
{
    private const int NotesShown = 10;

    private bool _hasUnknownPrice;

    /// <summary>What a person decided, by the store it is about; null for nothing.</summary>
    public Func<string, Answers>? Answers { get; init; }

    /// <summary>Runs; returns the exit code.</summary>
    public int Run()
    {
        CheckWishes();
        var place = Workplace.Find(wishes.File, terminal);
        var request = place.Request(terminal, wishes.Sets, wishes.IsOffline);
        var pipeline = PipelineLoader.Load(request with
        {
            Overrides = request.Overrides with
            {
                Options = wishes.Budget is { } sum ? [new("--budget", "budget.run", sum)] : [],
            },
            Select = wishes.Items,
            Limit = wishes.Limit,
        });
        var keys = Keys.Require(pipeline, place, terminal);
        var known = new Services(pipeline, PriceBook.Shipped, terminal.Time).Require(wishes.AllowsUnknownPrice);
        _hasUnknownPrice = known.Any(one => one.IsPriceUnknown);
        Programs.Require(pipeline, terminal);
        var folder = place.StoreOf(pipeline.Pipeline.Name, wishes.IsOffline, wishes.Store, terminal);
        Stores.Require(folder, terminal);
        pipeline = Narrowing.Of(pipeline, wishes, folder);
        var selected = StageSelection.Parse(pipeline.Pipeline, wishes.Select, wishes.Until);
        var notAsked = ManualStages.NotAsked(pipeline, wishes.With);
        var stages = ManualStages.Without(pipeline.Pipeline, selected, notAsked);
        var screen = ScreenOf();
        known.ToList().ForEach(one => screen.Line(one.ToString()));
        Introduce(pipeline, selected is null ? null : stages, notAsked, place, screen);
        if (pipeline.Items.Count == 0)
        {
            terminal.Error.WriteLine("there are no items, so there is nothing to do");
            return ExitCode.Done;
        }

        if (pipeline.Selected == 0)
        {
            terminal.Error.WriteLine("no item is selected, so there is nothing to do");
            (screen as JsonScreen)?.Result(json =>
            {
                json.WriteString("pipeline", pipeline.Pipeline.Name);
                json.WriteString("ending", "nothing");
                json.WriteNumber("exit_code", ExitCode.Done);
            });
            return ExitCode.Done;
        }

        var reopenings = wishes.IsRetry || wishes.IsFailedOnly || wishes.RetriesOfFailed > 0
            ? Retrying.Find(folder, pipeline, isNamed: wishes is { IsRetry: true, Items: not null })
            : [];
        var answers = Answers?.Invoke(folder) ?? new();
        new Consent(terminal, wishes, screen).Seek(pipeline, OptionsOf, place.Folder, folder);
        return Run(pipeline, keys, OptionsOf, place, folder, screen);

        RunOptions OptionsOf(Providers providers, IStore store) =>
            new(pipeline.Pipeline, pipeline.Items.Source, providers.All, store)
            {
                Budget = pipeline.Budget,
                Holder = $"pressrun {Environment.ProcessId} on {Environment.MachineName}",
                Selects = pipeline.Selects,
                SelectsStage = stages is null ? null : stages.Contains,
                Window = wishes.Workers,
                CallsAtOnce = wishes.Workers == 1 ? 1 : null,
                Reopenings = [.. reopenings, .. answers.Reopenings],
                Arrivals = answers.Arrivals,
                Decisions = answers.Decisions,
                RetriesOfFailed = wishes.RetriesOfFailed,
            };
    }

    private void CheckWishes()
    {
        if (wishes.Workers < 1)
        {
            throw new CommandException(ExitCode.Usage, $"--workers: {wishes.Workers} is none; give a number from 1");
        }

        if (wishes.RetriesOfFailed < 0)
        {
            throw new CommandException(
                ExitCode.Usage, $"--retry-failed: {wishes.RetriesOfFailed} times is none; give a number from 0");
        }

        if (wishes.Items is { } items && items.AsSpan().Trim(" ,").IsEmpty)
        {
            throw new CommandException(ExitCode.Usage, "--items: names none; name some, or leave it out for all");
        }
    }

    private int Run(
        LoadedPipeline pipeline, IReadOnlyDictionary<string, string> keys,
        Func<Providers, IStore, RunOptions> optionsOf, Workplace place, string folder, IScreen screen)
    {
        using var signals = new Signals();
        TellUnknown(folder, screen);
        using var guard = screen is LiveScreen live ? new CursorGuard(live) : null;
        var started = terminal.Time.GetUtcNow();
        var driver = DriverOf(screen);
        RunResult result;
        var contact = Contact(pipeline.Web.Contact);
        var store = SqlStore.Open(folder, terminal.Time);
        try
        {
            new Definitions(folder).Keep(pipeline);
            var patient = new PatientStore(store, terminal.Time, () => signals.ExitCode is not null);
            using var providers = new Providers(
                pipeline, keys, new BatchLog(folder), contact, place.Folder, patient, store.Scratch, terminal.Time,
                () => Saved(folder, place.Folder));
            var options = optionsOf(providers, patient);
            result = driver.Drive(options, () => patient.Trouble);
            if (result.Ending == RunEnding.Held && Asked(() => new Consent(terminal, wishes, screen).GoesOn()))
            {
                var before = driver.Told;
                driver = DriverOf(ScreenOf());
                driver.Told.UnionWith(before);
                var again = options with { HoldAfter = null, Reopenings = [], Arrivals = [], Decisions = [] };
                result = driver.Drive(again, () => patient.Trouble);
            }
        }
        finally
        {
            // The command line has no loop: whoever waits here waits on this thread.
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        using var views = StoreViews.Open(folder);
        if (views?.Run(result.RunId) is not { } run)
        {
            throw new StoreException(StoreFault.Unusable,
                $"the folder of run {result.RunId} was removed while it worked: what it knew is gone with it");
        }

        var (mended, lost) = result.Ending is RunEnding.Complete or RunEnding.Nothing
            ? new SavedFiles(views, place.Folder).Mend(run)
            : (0, []);
        var standing = new Standing(views, run, pipeline.Selects);
        var summary = Summarise(
            () => Summary.Write(views, run, standing, pipeline, result, folder, started, terminal));
        var finished = new Finished(run, result, standing, views.Lost(run.No), mended, lost, summary);
        var code = finished.Code(signals.ExitCode);
        new Farewell(terminal, wishes, driver.Told, wishes is { IsQuiet: true, IsJson: false } ? new HashSet<string>()
            : driver.Stopped, _hasUnknownPrice).Say(finished);
        TellLeftOut(pipeline.Items, place);
        (screen as JsonScreen)?.Result(json => Write(json, finished, code, LeftOut(pipeline.Items)));
        return code;

        // Whoever is asked may also leave.
        bool Asked(Func<bool> ask)
        {
            signals.Detach();
            return ask();
        }

        Driver DriverOf(IScreen screen) => new(screen, signals, pipeline.Items.Count, wishes.IsOffline)
        {
            HasUnknownPrice = _hasUnknownPrice,
            HasFallbacks = pipeline.HasFallbacks,
        };
    }

    // The newest run is the one that is driven, as soon as any call of it is sent.
    private static List<SavedFile> Saved(string store, string folder)
    {
        using var views = StoreViews.Open(store);
        return views?.Runs(1) is [var run] ? [.. new SavedFiles(views, folder).Of(run)] : [];
    }

    // What a process left that was killed: whoever goes on should know before more is paid.
    private static void TellUnknown(string store, IScreen screen)
    {
        using var views = StoreViews.Open(store);
        if (views?.Runs(1) is [{ EndedAt: null, IsLive: false } run]
            && LostWords.Of(run.UnknownCalls, run.Unknown) is { } lost)
        {
            screen.Line($"run {run.ShortId} was left unfinished: {lost}; which: pressrun show {run.ShortId}");
        }
    }

    private IScreen ScreenOf()
    {
        var around = new Surroundings(
            terminal.IsErrorTerminal, terminal.Variable("TERM"), terminal.Variable("CI"), terminal.Variable("NO_COLOR"),
            wishes.IsColorless, wishes.IsQuiet);
        var mode = wishes.IsJson ? ProgressMode.Json : Enum.Parse<ProgressMode>(wishes.Progress, ignoreCase: true);
        return ScreenChoice.Choose(mode, around, terminal.Output, terminal.Error, terminal.Size, terminal.Time);
    }

    // What is worth knowing before the first call: lines that are no items, and that nothing here is the real thing.
    private void Introduce(
        LoadedPipeline pipeline, IReadOnlySet<string>? stages, IReadOnlyList<string> notAsked, Workplace place,
        IScreen screen)
    {
        foreach (var note in pipeline.Items.Notes.Take(NotesShown))
        {
            screen.Line(note.ToString());
        }

        var more = pipeline.Items.Notes.Count - NotesShown + pipeline.Items.NotesLeftOut;
        if (more > 0)
        {
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"and {more} more lines of {place.Name}'s items"));
        }

        if (pipeline.Selected < pipeline.Items.Count)
        {
            screen.Line($"{Words.Count(pipeline.Selected)} of {Words.Count(pipeline.Items.Count)} items selected");
        }

        if (stages is not null)
        {
            screen.Line($"only {string.Join(", ", pipeline.Pipeline.Stages.Select(stage => stage.Name)
                .Where(stages.Contains))}: the other stages ask nothing");
        }

        if (notAsked.Count > 0)
        {
            screen.Line(ManualStages.Line(notAsked));
        }

        if (wishes.IsOffline)
        {
            screen.Line($"offline: {StandIns}; everything goes to offline/");
        }
    }

    private static void Write(Utf8JsonWriter json, Finished finished, int code, int leftOut)
    {
        json.WriteNumber("lines_left_out", leftOut);
        finished.Write(json, code);
    }

    private static int LeftOut(ItemReading items) => items.Notes.Count + items.NotesLeftOut;

    // What is told before thousands of calls is forgotten after them.
    private void TellLeftOut(ItemReading items, Workplace place)
    {
        if (items.Notes is [var first, ..] && !wishes.IsJson)
        {
            var lines = LeftOut(items) == 1 ? $"1 line gave no item: {first}"
                : $"{Words.Count(LeftOut(items))} lines gave no item, the first {first}";
            terminal.Warn(Cells.Clean($"{lines}; all of them: pressrun check {place.Name}"));
        }
    }

    private const string StandIns = "stand-ins answer (an extractive text model, espeak-ng), nothing is paid";

    // Whom a site may ask is nobody else's business: the file may name the variable that says it.
    private string? Contact(string? given)
    {
        if (given?.StartsWith("env:", StringComparison.Ordinal) != true)
        {
            return given;
        }

        if (wishes.IsOffline && terminal.Variable(given[4..]) is null or "")
        {
            return null; // The samples are files, and nobody is asked.
        }

        return terminal.Variable(given[4..]) is { } contact && WebSettings.IsContact(contact)
            ? contact
            : throw new CommandException(ExitCode.Usage, $"providers: `contact: {given}` names a variable that is not "
                + "set, or holds more than printable ASCII without brackets; set it to a mail address");
    }

    // A disk may be full, or closed to writing, when all the work is done and kept.
    private string? Summarise(Func<string> write)
    {
        try
        {
            return Relative(write());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string Relative(string path) => Path.GetRelativePath(terminal.Folder, path).Replace('\\', '/');
}
