using System.Text.RegularExpressions;

namespace Pressrun.Tests.Tidying;

/// <summary>One text file of the repository; the path is relative to its root, with forward slashes.</summary>
internal sealed partial record Source(string Path, string Text)
{
    private string? _code;

    /// <summary>The name up to the first dot: <c>Caller</c> for <c>src/Pressrun/Calling/Caller.cs</c>.</summary>
    public string Name => System.IO.Path.GetFileName(Path).Split('.')[0];

    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>The text with comments and literals blanked, so that a rule meets code only.</summary>
    public string Code => _code ??= Scanner.CodeOf(Text);

    /// <summary>Every place where the pattern matches the given text of this file.</summary>
    public IEnumerable<string> Places(Regex pattern, string text, string why) =>
        pattern.Matches(text).Select(match => Place(text, match.Index, $"{match.Value.Trim()}: {why}"));

    public string Place(string text, int index, string offence) => $"{Path}:{LineOf(text, index)}: {offence}";

    public static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    /// <summary>Every source and document under a folder of the repository; none if the folder is not there.</summary>
    public static IEnumerable<Source> Under(string folder, string pattern) =>
        Directory.Exists(System.IO.Path.Combine(Root, folder))
            ? Directory.EnumerateFiles(System.IO.Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
                .Select(file => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'))
                .Where(path => !Written().IsMatch(path))
                .Order(StringComparer.Ordinal)
                .Select(path => new Source(path, File.ReadAllText(System.IO.Path.Combine(Root, path))))
            : [];

    /// <summary>Where the repository lies; a path the compiler noted is rewritten by a reproducible build.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "pressrun.slnx"))
            ? folder
            : FindRoot(Directory.GetParent(folder)?.FullName
                ?? throw new DirectoryNotFoundException("pressrun.slnx lies in no folder above the tests."));

    // What builds, editors and runs leave behind (.gitignore) is nobody's source.
    [GeneratedRegex(
        @"(^|/)(\.git|\.idea|\.vs|\.vscode|\.pressrun|artifacts|bin|obj|TestResults)/",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Written();
}
