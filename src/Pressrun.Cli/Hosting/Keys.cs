using Pressrun.Pipelines.Building;

namespace Pressrun.Cli.Hosting;

/// <summary>Keys of the services a pipeline asks: there before anything is sent, or the run does not begin.</summary>
internal static class Keys
{
    /// <summary>Kinds of services this version can ask.</summary>
    private static readonly string[] Known = ["espeak", "fetch", "feed", "folder", "local", "offline"];

    /// <exception cref="CommandException">A key is missing, or the service is not known to this version.</exception>
    public static void Require(LoadedPipeline pipeline, Workplace place, Terminal terminal)
    {
        var missing = pipeline.Keys.Where(key => !IsThere(key, place, terminal)).ToList();
        if (missing.Count > 0)
        {
            throw new CommandException(ExitCode.Credentials, string.Join('\n',
            [
                .. missing.Select(key => $"{key.At}  the key of `{key.Provider}` is missing: {Cause(key)}"),
                "two ways on: give the keys, or try everything without any:",
                $"    pressrun run {place.Name} --offline",
            ]));
        }

        if (pipeline.Keys.FirstOrDefault(key => !Known.Contains(key.Kind, StringComparer.Ordinal)) is { } unknown)
        {
            throw new CommandException(ExitCode.Usage,
                $"{unknown.At}  this version cannot ask services of the kind `{unknown.Kind}` yet\n"
                + $"everything runs without them:  pressrun run {place.Name} --offline");
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
