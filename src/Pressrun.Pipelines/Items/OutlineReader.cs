namespace Pressrun.Pipelines.Items;

/// <summary>
/// Reads an outline line by line. In Markdown a chapter begins with <c>##</c>, or with <c>#</c> if at least two of
/// those are numbered chapters; in plain text with <c>Chapter 3: The Storm</c>.
/// </summary>
internal sealed class OutlineReader
{
    /// <summary>The longest outline, in characters.</summary>
    public const int LengthMax = 16 * 1024 * 1024;

    private const int AboutMax = 40_000;
    private const int SampleMax = 200;
    private const int FrontMax = 20;

    private readonly SourceFile _file;
    private readonly bool _isMarkdown;
    private readonly int _level;
    private readonly List<OutlineChapter> _chapters = [];
    private readonly List<Row> _faults = [];
    private readonly List<string> _front = [];
    private List<string> _block;
    private (int Line, OutlineHeading Heading)? _open;
    private string? _title;
    private string? _fence;

    private OutlineReader(SourceFile file, bool isMarkdown, int level)
    {
        _file = file;
        _isMarkdown = isMarkdown;
        _level = level;
        _block = _front;
    }

    /// <summary>The outline a Markdown file is; without chapters if it is none.</summary>
    /// <exception cref="PressrunException">It is too long, or has two titles.</exception>
    public static Outline ReadMarkdown(SourceFile file) => Read(file, isMarkdown: true);

    /// <summary>The outline a text file is.</summary>
    /// <exception cref="PressrunException">It is too long, or has two titles.</exception>
    public static Outline ReadText(SourceFile file) =>
        Read(file, Sample(file).Find(line => NumberOf(line) is not null)?.StartsWith('#') ?? false);

    /// <summary>
    /// Whether a text file looks like an outline and not like a list: among its first 200 lines that are not blank are
    /// two chapters with rising numbers, the first of them within the first 20.
    /// </summary>
    public static bool IsIn(SourceFile file)
    {
        var lines = Sample(file);
        var places = Enumerable.Range(0, lines.Count).Where(place => NumberOf(lines[place]) is not null).Take(2)
            .ToList();
        return places is [< FrontMax, _] && NumberOf(lines[places[0]]) < NumberOf(lines[places[1]]);
    }

    private static List<string> Sample(SourceFile file) =>
    [
        .. LineReader.Read(file).Where(line => !string.IsNullOrWhiteSpace(line.Text)).Take(SampleMax)
            .Select(line => line.Text),
    ];

    // One `#` begins a comment in a list.
    private static int? NumberOf(string line) => OutlineHeading.OfText(
        line.StartsWith("##", StringComparison.Ordinal) ? line.TrimStart('#').TrimStart() : line)?.Number;

    private static Outline Read(SourceFile file, bool isMarkdown)
    {
        var (lines, length) = (new List<TextLine>(), 0L);
        foreach (var line in LineReader.Read(file))
        {
            lines.Add(line);
            length += line.Text.Length;
            if (length > LengthMax)
            {
                throw file.Fault("is longer than 16 million characters, too long for an outline. Split it.");
            }
        }

        var isFlat = isMarkdown
            && lines.Count(line => OutlineHeading.OfMarkdown(line.Text) is { Level: 1, Number: not null }) > 1;
        var reader = new OutlineReader(file, isMarkdown, isFlat ? 1 : 2);
        foreach (var line in lines)
        {
            reader.Add(line);
        }

        return reader.Complete();
    }

    private void Add(TextLine line)
    {
        if (line.Fault is { } fault)
        {
            _faults.Add(Row.Bad(_file.Name, line.Number, fault));
            return;
        }

        var heading = IsCode(line.Text) ? null
            : _isMarkdown ? OutlineHeading.OfMarkdown(line.Text) : OutlineHeading.OfText(line.Text);
        if (heading is null || heading.Level > _level)
        {
            _block.Add(line.Text);
        }
        else if (heading.Title.Length == 0)
        {
            _faults.Add(Row.Bad(_file.Name, line.Number, "is a heading without words"));
        }
        else if (heading.Level == _level && (_level > 1 || heading.Number is not null || _title is not null))
        {
            Close();
            (_open, _block) = ((line.Number, heading), []);
        }
        else
        {
            _title = _title is null && _open is null ? heading.Title : throw _file.Fault(
                "has a second title there. Only the book's begins with `#`; begin a chapter's with `##`.", line.Number);
        }
    }

    // Between fences a line may begin with marks and be no heading.
    private bool IsCode(string line)
    {
        var text = line.AsSpan().TrimStart();
        var fence = !_isMarkdown ? null : text.StartsWith("```", StringComparison.Ordinal) ? "```"
            : text.StartsWith("~~~", StringComparison.Ordinal) ? "~~~" : null;
        var isInside = _fence is not null;
        _fence = !isInside ? fence : fence == _fence ? null : _fence;
        return isInside || fence is not null;
    }

    private void Close()
    {
        if (_open is { } open)
        {
            _chapters.Add(new(open.Line, open.Heading, OutlineBlock.Of(_block)));
        }
    }

    private Outline Complete()
    {
        Close();
        var named = _front.FindIndex(line => OutlineBlock.FieldOf(line)?.Name == "title");
        var first = named >= 0 || _isMarkdown ? named : _front.FindIndex(line => !string.IsNullOrWhiteSpace(line));
        if (_title is null && first >= 0)
        {
            _title = named >= 0 ? OutlineBlock.FieldOf(_front[first])!.Value.Value : _front[first].Trim();
            _front.RemoveAt(first);
        }

        var title = _title ?? Path.GetFileNameWithoutExtension(_file.Name);
        var front = OutlineBlock.Of(_front);
        return front.Text.Length <= AboutMax ? new(title, front, _chapters, _faults) : throw _file.Fault(
            $"has {front.Text.Length:n0} characters before its first chapter, and {AboutMax:n0} are the most: every "
            + "chapter carries them. Put them into a file of its own.");
    }
}
