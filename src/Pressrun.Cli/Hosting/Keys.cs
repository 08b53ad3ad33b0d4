using Pressrun.Pipelines.Building;

namespace Pressrun.Cli.Hosting;

/// <summary>Keys of the services a pipeline asks: there before anything is sent, or the run does not begin.</summary>
internal static class Keys
{
    /// <exception cref="CommandException">A key is missing, or the service is not known to this version.</exception>
    public static void Require(LoadedPipeline pipeline, Workplace place, Terminal terminal)
    {
        var unasked = Unasked.Of(pipeline);
        var (lines, isMissing) = (new List<string>(), false);
        foreach (var key in pipeline.Keys)
        {
            // Who has to get a key only to learn that it is of no use yet would not come back: both are said at once.
            string?[] causes =
            [
                IsThere(key, place, terminal) ? null : $"the key of `{key.Provider}` is missing: {Cause(key)}",
                unasked.FirstOrDefault(one => one.Service == key)?.ToString(),
            ];
            isMissing |= causes[0] is not null;
            lines.AddRange(causes.Any(cause => cause is not null)
                ? [$"{key.At}  {string.Join("; ", causes.Where(cause => cause is not null))}"]
                : []);
        }

        if (lines.Count > 0)
        {
            lines.Add(unasked.Count > 0 ? "everything runs without them, by stand-ins:"
                : "two ways on: give the keys, or try everything without any:");
            lines.Add($"    pressrun run {place.Name} --offline");
            throw new CommandException(
                isMissing ? ExitCode.Credentials : ExitCode.Usage, string.Join('\n', lines));
        }
    }

    private static bool IsThere(NeededKey key, Workplace place, Terminal terminal) => key.Reference switch
    {
        null => false,
        var reference when reference.StartsWith("env:", StringComparison.Ordinal) =>
            !string.IsNullOrWhiteSpace(terminal.Variable(reference[4..])),
        var reference => File.Exists(Path.Combine(place.Folder, reference["file:".Length..])),
    };

    private static string Cause(NeededKey key) => key.Reference switch
    {
        null => $"the file names none; write `key: env:{key.Provider.ToUpperInvariant()}_API_KEY`",
        var reference when reference.StartsWith("env:", StringComparison.Ordinal) =>
            $"the environment variable {reference[4..]} is not set",
        var reference => $"there is no file {reference["file:".Length..]}",
    };
}
