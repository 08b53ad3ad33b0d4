namespace Pressrun.Providers.Offline;

/// <summary>Turns the text of a page into paragraphs that can be read aloud.</summary>
internal static class SpeechText
{
    /// <summary>A line without an end is a heading or a button up to this length, and a sentence above it.</summary>
    private const int ShortMax = 80;

    /// <summary>A short line that stands before a paragraph of this length is its heading.</summary>
    private const int ParagraphMin = 120;

    /// <summary>If fewer of the characters would stay, the short lines are the text: a poem, a list, a table.</summary>
    private const double KeptMin = 0.75;

    private static readonly HashSet<string> Furniture = new(StringComparer.OrdinalIgnoreCase)
    {
        "advertisement", "advertisements", "share", "share this", "read more", "continue reading", "related",
        "subscribe", "sign up", "log in", "menu", "search", "comments", "follow us", "skip to content", "print",
        "anzeige", "werbung", "teilen", "weiterlesen", "mehr lesen", "kommentare", "anmelden", "suche", "drucken",
        "publicité", "partager", "lire la suite", "commentaires", "s'abonner", "se connecter", "rechercher", "imprimer",
        "publicidad", "compartir", "leer más", "comentarios", "suscribirse", "iniciar sesión", "buscar", "imprimir",
    };

    /// <summary>
    /// The paragraphs in order, without markup, addresses and the short lines around a text; each ends as a sentence
    /// does, and the last one whole. Empty if there is no letter in the text.
    /// </summary>
    public static IReadOnlyList<string> Of(string source)
    {
        var lines = Paragraphs(source)
            .Select(SpokenLine.Of)
            .Where(line => line.Any(char.IsLetter) && !Furniture.Contains(line.TrimEnd(':', '.', '…', '»', '>', ' ')))
            .ToList();
        var kept = lines.Where((_, at) => IsSpoken(lines, at)).ToList();
        var isProse = kept.Sum(line => (long)line.Length) >= KeptMin * lines.Sum(line => (long)line.Length);
        var paragraphs = (isProse ? kept : lines).Select(SpokenSentences.Close).ToList();
        if (paragraphs.Count > 0)
        {
            paragraphs[^1] = SpokenSentences.CloseLast(isProse ? kept[^1] : lines[^1]);
        }

        return paragraphs;
    }

    private static bool IsSpoken(List<string> lines, int at)
    {
        // Of several short lines in a row none is a heading: they are a menu.
        var isHeading = at + 1 < lines.Count && lines[at + 1].Length >= ParagraphMin
            && (at == 0 || !IsShort(lines[at - 1]));
        return isHeading || !IsShort(lines[at]);
    }

    private static bool IsShort(string line) => line.Length <= ShortMax && !SpokenSentences.IsEnded(line);

    /// <summary>
    /// Blank lines part paragraphs. Where a text has none, each line is one if most lines end as sentences do; else the
    /// lines were wrapped. Marked lines are always their own; fenced code is left out.
    /// </summary>
    private static IEnumerable<string> Paragraphs(string source)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        var filled = lines.Count(line => !string.IsNullOrWhiteSpace(line));
        var areWrapped = filled < lines.Length - 2 || lines.Count(SpokenSentences.IsEnded) * 2 < filled;
        var (paragraph, isCode) = (new List<string>(), false);
        foreach (var line in lines)
        {
            var trimmed = line.Trim();
            var isFence = trimmed.StartsWith("```", StringComparison.Ordinal);
            var isOwn = !areWrapped || isFence || IsMarked(trimmed);
            if (paragraph.Count > 0 && (trimmed.Length == 0 || isOwn))
            {
                yield return string.Join(' ', paragraph);
                paragraph.Clear();
            }

            isCode ^= isFence;
            if (!isFence && !isCode && trimmed.Length > 0)
            {
                paragraph.Add(trimmed);
            }
        }

        if (paragraph.Count > 0)
        {
            yield return string.Join(' ', paragraph);
        }
    }

    private static bool IsMarked(string line) =>
        line is ['#' or '>' or '|' or '•' or '‣' or '▪', ..] or ['-' or '*' or '+', ' ', ..];
}
