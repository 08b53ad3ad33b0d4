using System.CommandLine;
using System.Text;
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
        command.SetAction(parsed => Write(terminal, parsed.GetValue(name)!, parsed.GetValue(options.Quiet)));
        return command;
    }

    /// <summary>The pipelines there are, ascending.</summary>
    public static IEnumerable<string> Kinds() => Files()
        .Select(file => file[Prefix.Length..].Split('/')[0]).Distinct(StringComparer.Ordinal);

    private static int Write(Terminal terminal, string kind, bool isQuiet)
    {
        var files = Files().Where(file => file.StartsWith($"{Prefix}{kind}/", StringComparison.Ordinal)).ToList();
        if (files.Count == 0)
        {
            var near = DidYouMean.Of(kind, Kinds());
            throw new CommandException(ExitCode.Usage,
                $"there is no pipeline `{kind}`; {(near is null ? "" : $"did you mean `{near}`? ")}"
                + $"there is: {string.Join(", ", Kinds())}");
        }

        var (written, kept) = (0, new List<string>());
        foreach (var file in files)
        {
            Put(terminal, file[(Prefix.Length + kind.Length + 1)..], Content(file), ref written, kept);
        }

        Put(terminal, ".gitignore", Encoding.UTF8.GetBytes(Ignored), ref written, kept);
        Put(terminal, ".pressrun/schema.json", Encoding.UTF8.GetBytes(SchemaWriter.Write()), ref written, kept);
        if (!isQuiet)
        {
            terminal.Output.WriteLine($"{written} files written");
        }

        if (kept.Count > 0)
        {
            terminal.Error.WriteLine($"left alone, because they were changed: {string.Join(", ", kept)}");
        }

        if (!isQuiet)
        {
            terminal.Output.WriteLine($"next: pressrun run {kind}.yaml --offline");
        }

        return ExitCode.Done;
    }

    private static void Put(Terminal terminal, string path, byte[] content, ref int written, List<string> kept)
    {
        var target = Path.Combine(terminal.Folder, path);
        try
        {
            if (!File.Exists(target))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllBytes(target, content);
                written++;
            }
            else if (!File.ReadAllBytes(target).AsSpan().SequenceEqual(content))
            {
                kept.Add(path);
            }
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
}
