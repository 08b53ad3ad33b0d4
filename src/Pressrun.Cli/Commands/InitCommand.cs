using System.CommandLine;
using System.Globalization;
using System.Text;
using Pressrun.Cli.Screens;
using Pressrun.Pipelines.Files;

namespace Pressrun.Cli.Commands;

/// <summary>Writes a ready pipeline into the working folder; what is there already is left alone.</summary>
internal static class InitCommand
{
    private const string Prefix = "init/";
    private const string Ignored = ".pressrun/\npressrun.local.yaml\noffline/\nout/\nwork/\n";

    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var name = new Argument<string>("pipeline")
        {
            Description = $"which one: {string.Join(", ", Kinds())}",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => "podcast",
        };
        var command = new Command("init", "write a ready pipeline with sample items into this folder") { name };
        command.SetAction(parsed =>
        {
            var kind = parsed.GetValue(name)!;
            var files = Write(terminal, kind);
            if (parsed.GetValue(options.Json))
            {
                Tell(new(terminal.Output), kind, files);
            }
            else
            {
                Say(terminal, kind, files, parsed.GetValue(options.Quiet));
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The pipelines there are, ascending.</summary>
    public static IEnumerable<string> Kinds() => Files()
        .Select(file => file[Prefix.Length..].Split('/')[0]).Distinct(StringComparer.Ordinal);

    private static List<(string Path, Fate Fate)> Write(Terminal terminal, string kind)
    {
        var files = Files().Where(file => file.StartsWith($"{Prefix}{kind}/", StringComparison.Ordinal)).ToList();
        if (files.Count == 0)
        {
            var near = DidYouMean.Of(kind, Kinds());
            throw new CommandException(ExitCode.Usage,
                $"there is no pipeline `{kind}`; {(near is null ? "" : $"did you mean `{near}`? ")}"
                + $"there is: {string.Join(", ", Kinds())}");
        }

        return
        [
            .. files.Select(file => (Path: file[(Prefix.Length + kind.Length + 1)..], Content: Content(file)))
                .Append((Path: ".gitignore", Content: Encoding.UTF8.GetBytes(Ignored)))
                .Append((Path: ".pressrun/schema.json", Content: Encoding.UTF8.GetBytes(SchemaWriter.Write())))
                .Select(file => (file.Path, Put(terminal, file.Path, file.Content))),
        ];
    }

    private static void Say(Terminal terminal, string kind, List<(string Path, Fate Fate)> files, bool isQuiet)
    {
        if (!isQuiet)
        {
            var written = files.Count(file => file.Fate == Fate.Written);
            terminal.Output.WriteLine(written == 1 ? "1 file written"
                : string.Create(CultureInfo.InvariantCulture, $"{written} files written"));
        }

        var kept = files.Where(file => file.Fate == Fate.Kept).Select(file => file.Path).ToList();
        if (kept.Count > 0)
        {
            terminal.Error.WriteLine($"left alone, because they were changed: {string.Join(", ", kept)}");
        }

        if (!isQuiet)
        {
            terminal.Output.WriteLine($"next: pressrun run {kind}.yaml --offline");
        }
    }

    private static void Tell(JsonLines lines, string kind, List<(string Path, Fate Fate)> files)
    {
        foreach (var (path, fate) in files)
        {
            lines.Tell("file", json =>
            {
                json.WriteString("path", path);
                json.WriteString("fate", fate.ToString().ToLowerInvariant());
            });
        }

        lines.Tell("init", json =>
        {
            json.WriteString("pipeline", kind);
            json.WriteString("file", $"{kind}.yaml");
        });
    }

    private static Fate Put(Terminal terminal, string path, byte[] content)
    {
        var target = Path.Combine(terminal.Folder, path);
        var folder = Path.GetDirectoryName(target)!;
        if (File.Exists(folder))
        {
            throw new CommandException(ExitCode.Usage,
                $"{Path.GetDirectoryName(path)} is a file here, and a folder of that name is needed: move it away");
        }

        try
        {
            if (!File.Exists(target))
            {
                Directory.CreateDirectory(folder);
                File.WriteAllBytes(target, content);
                return Fate.Written;
            }

            return File.ReadAllBytes(target).AsSpan().SequenceEqual(content) ? Fate.Unchanged : Fate.Kept;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage,
                $"{path} cannot be written here: choose a folder that you may write to, with room left");
        }
    }

    private static IEnumerable<string> Files() => typeof(InitCommand).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static byte[] Content(string file)
    {
        using var stream = typeof(InitCommand).Assembly.GetManifestResourceStream(file)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    // What became of a file: its name in lower case is what programs are told.
    private enum Fate
    {
        Written,
        Unchanged,
        Kept,
    }
}
