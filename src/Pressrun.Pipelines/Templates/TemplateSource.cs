using System.Globalization;

namespace Pressrun.Pipelines.Templates;

/// <summary>A template's text and what the user calls it: knows where in it an offence stands.</summary>
internal sealed record TemplateSource(string Text, string Name)
{
    private const int ShownMax = 40;

    /// <summary>Line and column, both from 1, of an offset into the text.</summary>
    public (int Line, int Column) Locate(int at)
    {
        var before = Text.AsSpan(0, at);
        return (before.Count('\n') + 1, at - before.LastIndexOf('\n'));
    }

    /// <summary>The exception for an offence at an offset.</summary>
    public TemplateException Fault(int at, string cause, Exception? inner = null)
    {
        var (line, column) = Locate(at);
        return new(Name, line, column, cause, inner);
    }

    /// <summary>A piece of text fit to stand in a message: names of fields come from pages and models.</summary>
    public static string Show(string text)
    {
        var shown = string.Concat(text.Select(unit => IsShowable(unit) ? unit : '?'));
        return shown.Length <= ShownMax ? shown : shown[..ShownMax] + "…";
    }

    private static bool IsShowable(char unit) =>
        char.GetUnicodeCategory(unit) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
