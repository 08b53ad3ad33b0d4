using Pressrun.Cli;

namespace Pressrun.Surfaces.Tests.FirstRun;

/// <summary>
/// A folder and a terminal that is none: commands are carried out in this process, as a script would.
/// </summary>
internal sealed class Shell : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pressrun-shell-");

    public string Folder => _folder.FullName;

    /// <summary>Environment variables, beside the search path.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal)
    {
        ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "",
    };

    public string Input { get; set; } = "";

    /// <summary>Told each line of the messages as soon as it is written, on the thread that writes it.</summary>
    public Action<string>? Heard { get; set; }

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    /// <summary>Files below a folder with their content's hash: two equal trees give equal texts.</summary>
    public string Tree(string relative) => Trees.Describe(PathOf(relative));

    public (int Code, string Output, string Error) Run(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new HeardWriter(line => Heard?.Invoke(line));
        using var input = new StringReader(Input);
        var code = App.Run(words, new Terminal
        {
            Output = output,
            Error = error,
            Input = input,
            Variable = name => Variables.GetValueOrDefault(name),
            Variables = () => Variables,
            Folder = Folder,
        });
        return (code, output.ToString(), error.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
