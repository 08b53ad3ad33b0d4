using Pressrun.Pipelines.Templates;

namespace Pressrun.Pipelines.Verbs;

/// <summary>
/// Values on their way into a path: a title with a slash is a name, not a folder, and one with a question mark is a
/// name that every system can store.
/// </summary>
internal static class PathText
{
    private const string Unfit = "/\\<>:\"|?*";

    /// <summary>
    /// The value with every separator, every character that not all systems store and every control character and
    /// direction mark replaced by <c>-</c>, fields included.
    /// </summary>
    public static Fields Of(Fields value) => FieldTexts.Map(value, Of);

    private static string Of(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var place = 0; place < target.Length; place++)
        {
            var unit = source[place];
            target[place] = IsHidden(unit) || Unfit.Contains(unit, StringComparison.Ordinal) ? '-' : unit;
        }
    });

    // With a direction mark `exe.3pm` reads as `mp3.exe`. Other hidden characters belong to words of some languages.
    private static bool IsHidden(char unit) => char.IsControl(unit)
        || unit is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F'
            or '\u2028' or '\u2029';
}
