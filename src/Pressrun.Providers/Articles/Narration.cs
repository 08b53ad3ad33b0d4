using System.Text;

namespace Pressrun.Providers.Articles;

/// <summary>The article as it is read aloud: paragraphs of plain text, a blank line between them.</summary>
internal sealed class Narration
{
    private const int FootnoteMarkMax = 6;

    private readonly List<string> _paragraphs = [];
    private readonly StringBuilder _current = new();

    private Narration()
    {
    }

    public static string Of(Node article)
    {
        var narration = new Narration();
        narration.Tell(article, isVerbatim: false);
        narration.Close();
        return string.Join("\n\n", narration._paragraphs);
    }

    private void Tell(Node node, bool isVerbatim)
    {
        if (node.Text is { } text)
        {
            CleanText.Append(_current, text, isVerbatim);
        }
        else if (node.Name == "br")
        {
            CleanText.Append(_current, "\n", keepsLines: true);
        }
        else if (IsDataRow(node))
        {
            Close();
            TellRow(node);
            Close();
        }
        else if (!IsUnspoken(node))
        {
            TellElement(node, isVerbatim || node.Name == "pre");
        }
    }

    private void TellElement(Node element, bool isVerbatim)
    {
        var isBlock = Tags.Blocks.Contains(element.Name);
        if (isBlock)
        {
            Close();
        }

        foreach (var child in element.Children)
        {
            Tell(child, isVerbatim);
        }

        if (isBlock)
        {
            Close();
        }
    }

    // A row of data is one sentence: its cells mean something only together.
    private void TellRow(Node row) => _current.AppendJoin(
        ", ",
        row.Elements.Select(cell => CleanText.Line(Of(cell))).Where(cell => cell.Length > 0));

    private void Close()
    {
        if (_current.ToString().Trim() is { Length: > 0 } paragraph)
        {
            _paragraphs.Add(paragraph);
        }

        _current.Clear();
    }

    private static bool IsDataRow(Node node) =>
        node.Name == "tr" && node.Ancestors.Take(2).Any(above => above.IsDataTable);

    /// <summary>Marks for the eye: [1] behind a word, the reading above a character, a link to edit.</summary>
    private static bool IsUnspoken(Node node) =>
        node.Name switch
        {
            "rt" => true,
            "sup" => node.Length is > 0 and <= FootnoteMarkMax && node.Line is ['[', .., ']'],
            "span" => node.Attribute("class").Contains("mw-editsection", StringComparison.Ordinal),
            _ => false,
        };
}
