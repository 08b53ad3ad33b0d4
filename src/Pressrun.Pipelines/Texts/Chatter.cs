using System.Text.RegularExpressions;

namespace Pressrun.Pipelines.Texts;

/// <summary>
/// What a model says about its text instead of the text: "Sure, here is…", "Let me know if…", a refusal.
/// </summary>
/// <remarks>
/// Articles begin with "Of course" and end with "Let me know in the comments" too. So a phrase alone counts only where
/// no article uses it; the others count together with a word for the task, or with the colon that follows.
/// </remarks>
internal static class Chatter
{
    /// <summary>Remarks are short: what lies deeper in the text is the text.</summary>
    private const int Reach = 300;

    // No quotation marks: who is quoted speaks in the article.
    private const string Start = @"^[¡*_#(\[\s]*";

    private const string Near = @"^([^""“„«]{0,40}[^\w""“„«])?";

    private static readonly Regex Eager = Of(Start, ChatterPhrases.Assents, @"\s*!");

    private static readonly Regex Agreeing = Of(Start, ChatterPhrases.Assents, @"\s*[!,.:;—–-]");

    // "Here is the cleaned text", but not "Here is your chance to win a new text book".
    private static readonly Regex Presenting = Of(
        Near, ChatterPhrases.Presents, $@"\W+(\w+\W+){{0,4}}({string.Join('|', ChatterPhrases.Kinds)})");

    private static readonly Regex Reporting = Of(
        Near, ChatterPhrases.Reports, $@"\W.*\b({string.Join('|', ChatterPhrases.Kinds)})");

    private static readonly Regex Task = Of(@"\b", ChatterPhrases.Tasks, "");

    private static readonly Regex Label = Of(Start, ChatterPhrases.Labels, @"[*_]*\s*:");

    private static readonly Regex Refusal = Of(Start, ChatterPhrases.Refusals, "");

    private static readonly Regex Closing = Of(@"\b", ChatterPhrases.Closings, "");

    private static readonly Regex Remark = Of(Start, ChatterPhrases.Remarks, "");

    /// <summary>What to change, one sentence each; empty where the text stands alone.</summary>
    public static IEnumerable<string> NotesOn(string text)
    {
        var head = Head(text);
        if (Refusal.IsMatch(head))
        {
            yield return "The answer declines instead of giving the text; give the text alone.";
        }
        else if (IsPreamble(head))
        {
            yield return $"The answer begins with a remark (“{Quotation.Begin(head)}”); "
                + "begin with the first sentence of the text.";
        }

        var tail = Tail(text);
        if (Closing.IsMatch(LastSentences(tail)) || Remark.IsMatch(tail))
        {
            yield return $"The answer ends with a remark (“{Quotation.End(tail)}”); "
                + "end with the last sentence of the text.";
        }
    }

    private static bool IsPreamble(string head)
    {
        if (Eager.IsMatch(head) || Label.IsMatch(head))
        {
            return true;
        }

        var isAnnounced = head.EndsWith(':') || Agreeing.IsMatch(head);
        return (Presenting.IsMatch(head) && (isAnnounced || Task.IsMatch(head)))
            || (Reporting.IsMatch(head) && isAnnounced && Task.IsMatch(head));
    }

    /// <summary>The first line, or of a long one the first sentence and what agreed before it.</summary>
    private static string Head(string text)
    {
        var start = text.AsSpan().TrimStart();
        var line = start[..Math.Min(Reach, start.Length)];
        line = line.IndexOfAny('\n', '\r') is >= 0 and var end ? line[..end] : line;
        var sentences = Sentences.Of(Straight(line), language: null);
        return string.Join(' ', sentences.Take(sentences is [{ Length: < 20 }, ..] ? 2 : 1));
    }

    /// <summary>The last line, at most as much as a remark has.</summary>
    private static string Tail(string text)
    {
        var end = text.AsSpan().TrimEnd();
        var line = end[Math.Max(0, end.Length - Reach)..];
        return Straight(line[(line.LastIndexOfAny('\n', '\r') + 1)..]);
    }

    private static string LastSentences(string tail) =>
        string.Join(' ', Sentences.Of(tail, language: null).TakeLast(2));

    private static string Straight(ReadOnlySpan<char> text) => text.Trim().ToString().Replace('’', '\'');

    // NonBacktracking takes time in proportion to the text, so that no clock decides about a result.
    private static Regex Of(string before, string[] phrases, string after) => new(
        $"{before}({string.Join('|', phrases)}){after}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
            | RegexOptions.ExplicitCapture);
}
