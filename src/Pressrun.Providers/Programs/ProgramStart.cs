namespace Pressrun.Providers.Programs;

/// <summary>What to run, and what of it to keep.</summary>
/// <param name="Program">A name looked up in the search path, or a path.</param>
/// <param name="Arguments">Each reaches the program as it stands: no shell reads them.</param>
internal sealed record ProgramStart(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>What the program reads from standard input, as UTF-8.</summary>
    public string Input { get; init; } = "";

    /// <summary>The working folder. <value>The default is the one of this process.</value></summary>
    public string? Folder { get; init; }

    /// <summary>
    /// Variables of its environment, besides the few that every program has. <value>None.</value>
    /// </summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = NoVariables;

    /// <summary>The most bytes of standard output; more ends the program. <value>1 MiB.</value></summary>
    public int OutputMax { get; init; } = 1024 * 1024;

    /// <summary>How much of the end of standard error is kept, in bytes. <value>64 KiB.</value></summary>
    public int ErrorMax { get; init; } = 64 * 1024;

    private static IReadOnlyDictionary<string, string> NoVariables { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}
