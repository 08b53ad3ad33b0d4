using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Building;

namespace Pressrun.Cli.Hosting;

/// <summary>Which pipeline file a command means, and where its runs are kept.</summary>
/// <param name="File">The pipeline file, absolute.</param>
/// <param name="Name">The file as the user named it.</param>
internal sealed record Workplace(string File, string Name)
{
    private const string LocalName = "pressrun.local.yaml";
    private const string NameKey = "name:";
    private const int LinesRead = 200;

    /// <summary>The folder the file lies in: everything it names is below.</summary>
    public string Folder => Path.GetDirectoryName(File)!;

    /// <summary>The file that was named, else the only one in the working folder.</summary>
    /// <exception cref="CommandException">There is none, or there are several.</exception>
    public static Workplace Find(string? named, Terminal terminal)
    {
        if (named is not null)
        {
            return new(Path.GetFullPath(Path.Combine(terminal.Folder, named)), named);
        }

        var found = Directory.EnumerateFiles(terminal.Folder, "*.yaml").Concat(
                Directory.EnumerateFiles(terminal.Folder, "*.yml"))
            .Where(file => Path.GetFileName(file) != LocalName && IsPipeline(file))
            .Order(StringComparer.Ordinal).ToList();
        return found switch
        {
            [var only] => new(only, Path.GetFileName(only)),
            [] => throw new CommandException(ExitCode.Usage,
                "there is no pipeline file in this folder; `pressrun init podcast` writes one to start from"),
            _ => throw new CommandException(ExitCode.Usage,
                $"which pipeline? there are {string.Join(", ", found.Select(Path.GetFileName))}: name one of them"),
        };
    }

    /// <summary>Everything laid over the file: flags, variables, the local file.</summary>
    public Overrides Overrides(Terminal terminal, IReadOnlyList<string> flags)
    {
        var local = Path.Combine(Folder, LocalName);
        return new()
        {
            Flags = flags,
            Variables = terminal.Variables(),
            Local = System.IO.File.Exists(local) ? SourceText.Read(local) : null,
        };
    }

    /// <summary>The folder the runs of a pipeline are kept in.</summary>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="isOffline">Whether stand-ins answer: what they made is kept apart.</param>
    /// <param name="given">What <c>--store</c> says; null for the usual place.</param>
    /// <param name="terminal">Whose working folder a given path starts from.</param>
    public string StoreOf(string pipeline, bool isOffline, string? given, Terminal terminal) => Path.Combine(
        given is null ? Path.Combine(Folder, ".pressrun") : Path.GetFullPath(Path.Combine(terminal.Folder, given)),
        isOffline ? OfflineOf(pipeline) : pipeline);

    /// <summary>The folder of what stand-ins made for a pipeline.</summary>
    public static string OfflineOf(string pipeline) => $"{pipeline}.offline";

    /// <summary>The pipeline's name as the file has it; null where it says none that could be read.</summary>
    public string? PipelineName()
    {
        try
        {
            return System.IO.File.ReadLines(File).Take(LinesRead)
                .Where(line => line.StartsWith(NameKey, StringComparison.Ordinal))
                .Select(line => line[NameKey.Length..].Split(" #")[0].Trim().Trim('"', '\''))
                .FirstOrDefault(name => name.Length > 0);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What is wanted of the loader.</summary>
    public LoadRequest Request(Terminal terminal, IReadOnlyList<string> flags, bool isOffline) => new(File, Name)
    {
        Overrides = Overrides(terminal, flags),
        IsOffline = isOffline,
        StandardInput = terminal.Input,
        OpenDatabase = address => Databases.Open(address, terminal.Time),
        Variable = terminal.Variable,
    };

    private static bool IsPipeline(string file)
    {
        try
        {
            return System.IO.File.ReadLines(file).Take(LinesRead).Any(line =>
                line.StartsWith("pressrun:", StringComparison.Ordinal));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
