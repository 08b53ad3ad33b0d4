using System.Globalization;
using System.Text;

namespace Pressrun.Pipelines.Texts;

/// <summary>The free rules on texts. Pure: the same arguments give the same finding.</summary>
internal static class TextRules
{
    /// <summary>More findings than this are counted, not quoted: people read a note, and prompts carry it.</summary>
    private const int QuotedMax = 5;

    /// <summary>How many characters around a word show where it stands.</summary>
    private const int Around = 25;

    /// <summary>No word of any list. The notes mask the words, because notes are shown, sent and kept.</summary>
    public static Finding NoneOf(IReadOnlyList<WordList> lists, string text)
    {
        var folded = FoldedText.Of(text);
        var findings = lists.SelectMany(list => list.Find(folded))
            .OrderBy(finding => finding.Position)
            .DistinctBy(finding => finding.Position)
            .ToList();
        if (findings.Count == 0)
        {
            return Finding.Passed;
        }

        var masked = Mask(text, findings);
        var quotes = findings.Take(QuotedMax).Select(finding => Quote(masked, finding)).ToList();
        var more = findings.Count - quotes.Count;
        var rest = more > 0 ? $"; and {Number(more)} more" : "";
        return Finding.Failed(
            $"The text uses words that must not be used: {string.Join("; ", quotes)}{rest}. "
                + "Say it without them, or take the passage out.");
    }

    /// <summary>A number of words, both ends included; what a word is, <see cref="WordCount"/> says.</summary>
    public static Finding WordsBetween(int min, int max, string text) => WordCount.Of(text) switch
    {
        var words when words < min => Finding.Failed(
            $"The text has {Number(words)} words and needs at least {Number(min)}; add {Number(min - words)} or more."),
        var words when words > max => Finding.Failed(
            $"The text has {Number(words)} words and may have {Number(max)}; take out {Number(words - max)} or more."),
        _ => Finding.Passed,
    };

    /// <summary>
    /// A length in relation to a source's, both ends included. Characters are code points; white space counts as one
    /// wherever it stands.
    /// </summary>
    public static Finding LengthBetween(double minRatio, double maxRatio, string text, string source)
    {
        var (length, whole) = (Length(text), Length(source));
        if (whole == 0)
        {
            return Finding.Failed("The source is empty, so the length of the text cannot be compared with it.");
        }

        var ratio = (double)length / whole;
        if (ratio >= minRatio && ratio <= maxRatio)
        {
            return Finding.Passed;
        }

        var (least, most) = ((long)Math.Ceiling(minRatio * whole), (long)(maxRatio * whole));
        var advice = ratio < minRatio
            ? $"it needs at least {Percent(minRatio)}, {Number(least)} characters: keep more of the source"
            : $"it may have at most {Percent(maxRatio)}, {Number(most)} characters: shorten it and add nothing";
        return Finding.Failed(
            $"The text has {Number(length)} characters, {Percent(ratio)} of the source's {Number(whole)}; {advice}.");
    }

    /// <summary>
    /// The text alone and all of it: not cut off, nothing said before or after it, no markup that a voice would read.
    /// </summary>
    /// <param name="text">The text to judge.</param>
    /// <param name="isTruncated">Whether the provider says that it cut the answer off at its length limit.</param>
    public static Finding Whole(string text, bool isTruncated)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Finding.Failed("The text is empty; write all of it.");
        }

        var notes = new List<string>();
        if (isTruncated)
        {
            notes.Add("The text was cut off at the length limit; write a shorter one that comes to its end.");
        }
        else if (!SentenceEnds.IsAtEndOf(text))
        {
            notes.Add($"The text stops in the middle of a sentence (“{Quotation.End(text)}”); finish it.");
        }

        notes.AddRange(Chatter.NotesOn(text));
        notes.AddRange(Markup.NotesOn(text));
        return notes.Count == 0 ? Finding.Passed : Finding.Failed(string.Join(' ', notes));
    }

    /// <summary>Less than a share of the words repeat what the text said before, five words in a row.</summary>
    public static Finding RepeatsBelow(double share, string text)
    {
        var (repeated, longest) = Repetition.Of(text);
        return repeated < share ? Finding.Passed : Finding.Failed(
            $"{Percent(repeated)} of the text repeats what it said before, and less than {Percent(share)} may: the "
                + $"longest such passage is “{Quotation.Of(longest)}”. Say it once, or in other words.");
    }

    /// <summary>Every amount, percentage, date and count of the text stands in its source, rounded at most.</summary>
    public static Finding NumbersFrom(string text, string source)
    {
        var unfounded = Figures.Unfounded(text, source);
        return unfounded.Count == 0 ? Finding.Passed : Finding.Failed(
            $"The source does not say {string.Join(", ", unfounded.Take(QuotedMax).Select(one => $"“{one}”"))}"
                + (unfounded.Count > QuotedMax ? $" and {Number(unfounded.Count - QuotedMax)} more numbers" : "")
                + ". Write numbers and dates as the source has them, or leave them out.");
    }

    private static string Quote(string masked, WordFinding finding)
    {
        var from = Math.Max(0, finding.Position - Around);
        var to = Math.Min(masked.Length, finding.Position + finding.Length + Around);
        var line = 1 + masked.AsSpan(0, finding.Position).Count('\n');
        var word = Quotation.Of(masked.AsSpan(finding.Position, finding.Length));
        var passage = Quotation.Of(masked.AsSpan(from, to - from));
        return $"“{word}” in line {Number(line)} (“{passage}”, listed in {finding.List})";
    }

    /// <summary>The text with the inner letters of every finding as asterisks; of the same length.</summary>
    private static string Mask(string text, IReadOnlyList<WordFinding> findings)
    {
        var masked = text.ToCharArray();
        foreach (var finding in findings)
        {
            var end = finding.Position + finding.Length;
            for (var at = finding.Position + 1; at < end; at++)
            {
                var isLast = at == end - 1 && finding.Length > 2 && !char.IsSurrogate(text[at]);
                masked[at] = isLast || char.IsWhiteSpace(text[at]) ? text[at] : '*';
            }
        }

        return new(masked);
    }

    private static long Length(string text)
    {
        var (length, isBlank) = (0L, true);
        foreach (var rune in text.AsSpan().Trim().EnumerateRunes())
        {
            length += isBlank && Rune.IsWhiteSpace(rune) ? 0 : 1;
            isBlank = Rune.IsWhiteSpace(rune);
        }

        return length;
    }

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    internal static string Percent(double ratio) => (ratio * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
