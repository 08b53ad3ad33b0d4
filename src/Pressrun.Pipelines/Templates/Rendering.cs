namespace Pressrun.Pipelines.Templates;

/// <summary>A rendered text that still knows where in its template each piece of it comes from.</summary>
/// <param name="source">The template.</param>
/// <param name="text">What it made.</param>
/// <param name="marks">The values printed, in the order of the text.</param>
internal sealed class Rendering(TemplateSource source, string text, IReadOnlyList<Mark> marks)
{
    /// <summary>What the template made.</summary>
    public string Text => text;

    /// <summary>The exception for something wrong in the text, at the place of the template that made it.</summary>
    /// <param name="at">Where in the text, in UTF-16 units.</param>
    /// <param name="cause">What is wrong and what to do; the item whose turn it was is named behind it.</param>
    public TemplateException Fault(int at, string cause)
    {
        var mark = marks.LastOrDefault(mark => mark.Start <= at);
        var fault = mark?.Item is { } item ? $"{cause} (item `{TemplateSource.Show(item)}`)" : cause;
        return source.Fault(mark is null ? Math.Min(at, source.Text.Length) : PlaceOf(mark, at), fault);
    }

    // Behind a value the text is the template's own, letter by letter, unless a block begins or ends there.
    private int PlaceOf(Mark mark, int at)
    {
        var end = mark.Start + mark.Length;
        var braces = source.Text.IndexOf("}}", mark.At, StringComparison.Ordinal);
        if (at < end || braces < 0)
        {
            return mark.At;
        }

        var own = braces + 2;
        return own + at - end <= source.Text.Length
            && source.Text.AsSpan(own, at - end).SequenceEqual(text.AsSpan(end, at - end)) ? own + at - end : mark.At;
    }
}
