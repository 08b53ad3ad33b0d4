using Pressrun.Pipelines.Templates;

namespace Pressrun.Pipelines.Verbs;

/// <summary>Values on their way into a path: a title with a slash is a name, not a folder.</summary>
internal static class PathText
{
    private const string Separators = "/\\";

    /// <summary>The value with every separator and control character replaced by <c>-</c>, fields included.</summary>
    public static Fields Of(Fields value)
    {
        if (value.Elements is { } elements)
        {
            return Fields.From(elements.Select(Of));
        }

        return value.Names is { } names
            ? Fields.From(names.Select(name => KeyValuePair.Create(name, Of(value.Find(name)!))), Of(value.Text))
            : Fields.From(Of(value.Text));
    }

    private static string Of(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var place = 0; place < target.Length; place++)
        {
            var unit = source[place];
            target[place] = char.IsControl(unit) || Separators.Contains(unit, StringComparison.Ordinal) ? '-' : unit;
        }
    });
}
