using System.Text;

namespace Pressrun.Pipelines.Files.Reading;

/// <summary>Shows what the user wrote inside a message: on one line, short, and without controls.</summary>
internal static class Quote
{
    private const int Most = 60;

    public static string Of(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.Trim().EnumerateRunes().Take(Most + 1))
        {
            shown.Append(Rune.IsControl(rune) || rune.Value == '`' ? " " : rune.ToString());
        }

        return text.Trim().EnumerateRunes().Count() > Most ? $"`{shown}…`" : $"`{shown}`";
    }

    /// <summary>Several words, each quoted, in one phrase.</summary>
    public static string All(IEnumerable<string> words) => string.Join(", ", words.Select(Of));
}
