using System.Globalization;
using System.Text.RegularExpressions;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>What a command said and its exit code, looked through for what no user may ever read.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">Results.</param>
/// <param name="Error">Messages.</param>
internal sealed partial record Spoken(int Code, string Output, string Error)
{
    /// <summary>Carries a command out and looks through all it says.</summary>
    public static Spoken By(Shell shell, params string[] words)
    {
        var (code, output, error) = shell.Run(words);
        Inspect(output, shell);
        Inspect(error, shell);
        return new(code, output, error);
    }

    /// <summary>Lines of the messages without the time of day before them.</summary>
    public IReadOnlyList<string> Lines =>
        [.. Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Clock().Replace(line, ""))];

    /// <summary>The only line of the messages that speaks of an item, by its place in the list.</summary>
    public string LineOf(int item) => Assert.Single(Lines, line =>
        line.StartsWith(string.Create(CultureInfo.InvariantCulture, $"failed {item} "), StringComparison.Ordinal)
        || line.StartsWith(string.Create(CultureInfo.InvariantCulture, $"review {item} "), StringComparison.Ordinal));

    /// <summary>Everything it said as one page, without what differs from run to run.</summary>
    public string Page()
    {
        var text = $"{Output}{string.Join('\n', Lines)}\nexit {Code}\n";
        return Process().Replace(RunId().Replace(Took().Replace(Moment().Replace(text, "MOMENT"), "TIME"), "${what}ID"),
            "pressrun PID on HOST").Replace("\n\n", "\n", StringComparison.Ordinal);
    }

    private static void Inspect(string text, Shell shell)
    {
        Assert.DoesNotContain(text, letter => char.IsControl(letter) && letter is not ('\n' or '\r'));
        Assert.DoesNotContain(text, letter => char.GetUnicodeCategory(letter) == UnicodeCategory.Format);
        Assert.DoesNotMatch(@"(?m)^\s+at \w", text);
        Assert.DoesNotMatch(@"\w(Exception|Error)\b|`\d\[|\b(System|Microsoft|Pressrun)\.[A-Z]", text);
        foreach (var place in (string[])[shell.Folder, Path.GetTempPath(), AppContext.BaseDirectory])
        {
            Assert.DoesNotContain(place, text, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"^\d\d:\d\d:\d\d ", RegexOptions.NonBacktracking)]
    private static partial Regex Clock();

    [GeneratedRegex(@"\d+:\d\d:\d\dZ?", RegexOptions.NonBacktracking)]
    private static partial Regex Took();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ?", RegexOptions.NonBacktracking)]
    private static partial Regex Moment();

    [GeneratedRegex(
        @"(?<what>\brun |runs/|show )[0-9a-f]{4,8}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex RunId();

    [GeneratedRegex(@"pressrun \d+ on [^ )]+", RegexOptions.NonBacktracking)]
    private static partial Regex Process();
}
