using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Pipelines.Files.Wording;

/// <summary>Names, references to models and secrets, ranges.</summary>
internal static partial class NameWords
{
    private const int PartsMax = 10_000;

    /// <summary>A name of the user's own: it becomes a word in templates, a folder, a part of a command line.</summary>
    public static Meaning<string> Name(string kind, string text) =>
        NameForm().IsMatch(text)
            ? new Meaning<string>(text)
            : Meaning<string>.Bad(
                $"{Quote.Of(text)} is no name for {kind}",
                Proper(text) is { } proper
                    ? $"small letters, digits, `-` and `_`, a letter first: `{proper}`"
                    : "small letters, digits, `-` and `_`, a letter first, at most 64");

    /// <summary>Where a key is: <c>env:NAME</c> or <c>file:PATH</c>. The complaint never repeats the text.</summary>
    public static Meaning<Secret> Secret(string text)
    {
        var match = SecretForm().Match(text);
        if (match.Success)
        {
            return new Secret(match.Groups["kind"].Value == "env", match.Groups["name"].Value);
        }

        return Meaning<Secret>.Bad(
            "a key is given by reference, never written into the file",
            "put it into a variable and write `env:NAME`, or into a file and write `file:PATH`");
    }

    /// <summary>A range <c>first..last</c>; null if the text is none at all.</summary>
    public static Meaning<(int First, int Last)>? Range(string key, string text)
    {
        var match = RangeForm().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var first = int.Parse(match.Groups["first"].Value, CultureInfo.InvariantCulture);
        var last = int.Parse(match.Groups["last"].Value, CultureInfo.InvariantCulture);
        return (first > last, last - first >= PartsMax && key == "each") switch
        {
            (true, _) => Meaning<(int, int)>.Bad(
                $"the range {Quote.Of(text)} is empty", $"write it as `{last}..{first}`"),
            (_, true) => Meaning<(int, int)>.Bad($"the range {Quote.Of(text)} has more than {PartsMax} parts"),
            _ => (first, last),
        };
    }

    /// <summary>The nearest proper name to a text, or null if nothing of it can be kept.</summary>
    private static string? Proper(string text)
    {
        var proper = new StringBuilder();
        foreach (var letter in text.Trim().ToLowerInvariant().Take(64))
        {
            var isKept = char.IsAsciiLetterLower(letter)
                || (proper.Length > 0 && (char.IsAsciiDigit(letter) || letter is '_'));
            var isGap = proper.Length > 0 && proper[^1] != '-';
            proper.Append(isKept ? letter.ToString() : isGap ? "-" : "");
        }

        var name = proper.ToString().TrimEnd('-');
        return name.Length > 0 && char.IsAsciiLetter(text.Trim()[0]) ? name : null;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_-]{0,63}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameForm();

    [GeneratedRegex(
        @"\A((?<kind>env):(?<name>[A-Za-z_][A-Za-z0-9_]{0,127})|(?<kind>file):(?<name>[^\s:][^\r\n]{0,999}))\z",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex SecretForm();

    [GeneratedRegex(@"\A(?<first>[0-9]{1,9})\.\.(?<last>[0-9]{1,9})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RangeForm();
}
