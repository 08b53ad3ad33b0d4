using System.Text.RegularExpressions;

namespace Pressrun.Pipelines.Items;

/// <summary>Tells lines that name something to fetch from lines that are text.</summary>
internal static partial class Address
{
    /// <summary>Whether a line looks like an address or the path of a file.</summary>
    public static bool IsLike(string line) => Shape().IsMatch(line);

    /// <summary>Why a line that looks like an address is none, or null.</summary>
    public static string? FaultOf(string line) =>
        !IsLike(line) ? "is neither an address nor a path"
        : Web().IsMatch(line) && !(Uri.TryCreate(line, UriKind.Absolute, out var uri) && uri.Host.Length > 0)
            ? "is no complete web address"
            : null;

    // A scheme; or no space and a slash in it; or the suffix of a page or a text.
    [GeneratedRegex(
        @"^(?:[A-Za-z][A-Za-z0-9+.-]*://\S*|[^\s]*[/\\][^\s]*|\S+\.[A-Za-z][A-Za-z0-9]{1,4}" +
        @"|.*\.(?:html?|xhtml|txt|md|pdf))$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Shape();

    [GeneratedRegex("^https?:", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Web();
}
