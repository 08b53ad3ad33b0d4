using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>The stores a user means: all below the folder runs are kept in.</summary>
internal static class Stores
{
    private const string Latest = "latest";
    private const string RootName = ".pressrun";

    // What a store leaves that has lost its database.
    private static readonly string[] Signs = ["blobs", "runs", "lock", "pressrun.db-wal"];

    /// <summary>
    /// The folders of the stores, ascending, one whose database is gone included; none where nothing has run.
    /// </summary>
    /// <param name="file">The pipeline file whose runs are meant; null for all of the working folder.</param>
    /// <param name="given">What <c>--store</c> says; null for the usual place.</param>
    /// <param name="terminal">Whose working folder paths start from.</param>
    /// <exception cref="CommandException">
    /// What was named is not there, or a file lies where their folder should.
    /// </exception>
    public static IReadOnlyList<string> Folders(string? file, string? given, Terminal terminal)
    {
        if (file is not null && !File.Exists(Workplace.Find(file, terminal).File))
        {
            throw new CommandException(
                ExitCode.Usage, $"{file}: there is no such file; leave it out for the runs of this folder");
        }

        var root = RootOf(file, given, terminal);
        Require(root, terminal);
        var named = file is null || given is not null ? null : Workplace.Find(file, terminal).PipelineName();
        return given is null || Directory.Exists(root)
            ? [.. Below(root).Where(folder => named is null || Path.GetFileName(folder) is var name
                && (name == named || name == Workplace.OfflineOf(named)))]
            : throw new CommandException(
                ExitCode.Usage, $"--store: there is no folder `{given}`; leave it out for {RootName} of this folder");
    }

    /// <summary>The same for whoever looks whether all is well: before the first run nothing need be there.</summary>
    /// <exception cref="CommandException">A file lies where their folder should.</exception>
    public static IReadOnlyList<string> FoldersIfAny(string? file, string? given, Terminal terminal)
    {
        var root = RootOf(file, given, terminal);
        Require(root, terminal);
        return Below(root);
    }

    /// <summary>Makes sure that a store can lie where it should.</summary>
    /// <exception cref="CommandException">A file lies there, or where one of the folders above should.</exception>
    public static void Require(string folder, Terminal terminal)
    {
        for (var place = folder; place is not null; place = Path.GetDirectoryName(place))
        {
            if (File.Exists(place))
            {
                var name = Path.GetRelativePath(terminal.Folder, place).Replace('\\', '/');
                throw new CommandException(ExitCode.Store, $"{name} is a file, and runs are kept in a folder of that "
                    + "name: move the file away, or name another folder with --store");
            }
        }
    }

    /// <summary>The run of that id, or the newest of all; the caller disposes the views.</summary>
    /// <exception cref="CommandException">There is none, or several begin like that.</exception>
    public static (StoreViews Views, RunView Run) Find(string id, IReadOnlyList<string> folders)
    {
        var found = new List<(StoreViews Views, RunView Run)>();
        foreach (var folder in folders)
        {
            if (StoreViews.Open(folder) is { } views)
            {
                var run = id == Latest ? views.Runs(1) is [var latest] ? latest : null : views.Run(id);
                if (run is null)
                {
                    views.Dispose();
                }
                else
                {
                    found.Add((views, run));
                }
            }
        }

        if (found.Count > 1 && id != Latest)
        {
            var names = string.Join(", ", found.Select(one => $"{one.Run.Id} ({one.Run.Pipeline})"));
            found.ForEach(one => one.Views.Dispose());
            throw new CommandException(ExitCode.Usage, $"`{id}` begins the id of several runs: {names}");
        }

        var newest = found.OrderByDescending(one => one.Run.StartedAt).FirstOrDefault();
        found.Where(one => one.Views != newest.Views).ToList().ForEach(one => one.Views.Dispose());
        return newest.Run is null
            ? throw new CommandException(ExitCode.Usage, folders.Count == 0 || id == Latest
                ? "nothing has been run here yet; `pressrun run` begins"
                : $"there is no run `{id}`; `pressrun runs` lists them, `latest` is the newest")
            : newest;
    }

    private static string RootOf(string? file, string? given, Terminal terminal) =>
        given is not null ? Path.GetFullPath(Path.Combine(terminal.Folder, given))
            : Path.Combine(file is null ? terminal.Folder : Workplace.Find(file, terminal).Folder, RootName);

    private static string[] Below(string root) => !Directory.Exists(root) ? []
        : [.. Directory.EnumerateDirectories(root)
            .Where(folder => HasDatabase(folder) || Signs.Any(sign => Path.Exists(Path.Combine(folder, sign))))
            .Concat(HasDatabase(root) ? [root] : []).Order(StringComparer.Ordinal)];

    private static bool HasDatabase(string folder) => File.Exists(Path.Combine(folder, "pressrun.db"));
}
