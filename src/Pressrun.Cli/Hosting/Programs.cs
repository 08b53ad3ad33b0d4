using Pressrun.Pipelines.Building;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// Programs of this machine that a pipeline calls: better missed before the first call than after it.
/// </summary>
internal static class Programs
{
    /// <summary>The programs a pipeline needs, in the order of its stages.</summary>
    public static IEnumerable<string> Of(LoadedPipeline pipeline) =>
        pipeline.Graph.Select(stage => Of(stage.Does)).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <exception cref="CommandException">One is not installed.</exception>
    public static void Require(LoadedPipeline pipeline, Terminal terminal)
    {
        var missing = Of(pipeline).Where(program => Find(program, terminal) is null).ToList();
        if (missing.Count > 0)
        {
            throw new CommandException(ExitCode.Usage,
                $"not installed: {string.Join(", ", missing)}; this pipeline calls "
                + $"{(missing.Count == 1 ? "it" : "them")}. On Debian and Ubuntu:\n"
                + $"    sudo apt-get install {string.Join(' ', missing)}");
        }
    }

    private static string? Of(string does) => does == "join sound" ? "ffmpeg"
        : does.StartsWith("speak espeak", StringComparison.Ordinal) ? "espeak-ng" : null;

    /// <summary>Where a program lies; null if it is not on the PATH.</summary>
    public static string? Find(string program, Terminal terminal) =>
        (terminal.Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => (string[])[Path.Combine(folder, program), Path.Combine(folder, program + ".exe")])
            .FirstOrDefault(File.Exists);
}
