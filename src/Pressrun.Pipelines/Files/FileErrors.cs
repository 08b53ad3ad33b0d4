using System.Globalization;
using System.Text;

namespace Pressrun.Pipelines.Files;

/// <summary>Errors as people read them: place and cause, the line itself, a marker with the way out.</summary>
public static class FileErrors
{
    /// <summary>The most errors that are collected from one reading; what follows is not looked for.</summary>
    internal const int Most = 100;

    /// <summary>Writes all errors, sorted by place, and how many there are. Lines end in <c>\n</c>.</summary>
    /// <param name="errors">At least one error, in any order.</param>
    /// <param name="sources">The files they speak of; an error of another file is shown without its line.</param>
    public static string Render(IReadOnlyList<FileError> errors, params IEnumerable<SourceText> sources)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var texts = sources.ToList();
        var page = new StringBuilder();
        foreach (var error in Sorted(errors))
        {
            Append(page, error, texts.Find(text => text.Name == error.At.File));
        }

        var count = errors.Count switch
        {
            1 => "1 error",
            >= Most => $"the first {Most} errors",
            var several => $"{several} errors",
        };
        return page.Append($"({count}, nothing was sent)\n").ToString();
    }

    // What stands in one place keeps the order in which it was found.
    internal static IReadOnlyList<FileError> Sorted(IEnumerable<FileError> errors) => [.. errors
        .OrderBy(error => error.At.File, StringComparer.Ordinal)
        .ThenBy(error => error.At.Line)
        .ThenBy(error => error.At.Column)];

    private static void Append(StringBuilder page, FileError error, SourceText? source)
    {
        page.Append(CultureInfo.InvariantCulture, $"{error.At}  {error.Message}\n");
        if (error.At.Line == 0 || source is null)
        {
            page.Append(error.Hint is null ? "" : $"      {error.Hint}\n");
            return;
        }

        var number = error.At.Line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        var excerpt = Excerpt.Of(source.Line(error.At.Line), error.At.Column, error.At.Length);
        page.Append($"{number} | {excerpt.Text}".TrimEnd()).Append('\n');
        page.Append(' ', number.Length + 1).Append("| ").Append(' ', excerpt.Indent).Append('^', excerpt.Width);
        page.Append(error.Hint is null ? "\n" : $"  {error.Hint}\n");
    }
}
