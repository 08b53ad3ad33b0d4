using System.Globalization;
using System.Text.RegularExpressions;

namespace Pressrun.Providers.Filings;

/// <summary>
/// Looks whether the Items of a filing are whole and rightly headed, before anything is paid for them. Tools that take
/// Items out of filings fail silently: they give the table of contents, a pointer to another document, half an Item, or
/// one that has swallowed others.
/// </summary>
internal static partial class FilingCheck
{
    // A pointer is one paragraph.
    private const int PointerMax = 1_500;

    private const int QuotedMax = 120;

    /// <summary>What is wrong, one sentence each.</summary>
    /// <param name="form">The form.</param>
    /// <param name="isAmendment">Whether it amends another filing: then it may hold any part of one.</param>
    /// <param name="sections">The selected Items that were found, in the order of the filing.</param>
    /// <param name="isCut">Whether the filing ends where nothing of it is left.</param>
    public static IEnumerable<string> Of(
        FilingForm form, bool isAmendment, IReadOnlyList<FilingSection> sections, bool isCut)
    {
        if (sections.Count == 0)
        {
            return
            [
                $"no Item of Form {form.Name} has a heading in it: look whether the address leads to the main document",
            ];
        }

        if (sections.Count > 1 && sections.All(section => section.Text.Length < 20))
        {
            return ["only the table of contents was found: its Items stand under other headings, or are not there"];
        }

        var found = sections.Select(section => section.Item.Id).ToHashSet(StringComparer.Ordinal);
        var missing = form.Items.Where(item => item is { IsSelected: true, IsOptional: false } && !isAmendment
            && !found.Contains(item.Id)).Select(item => $"{item.Name} is missing");
        var sized = sections.Select(section => Size(section, isAmendment)).OfType<string>();
        return missing.Concat(sized).Concat(Order(form, sections)).Concat(End(sections[^1], isCut));
    }

    private static string? Size(FilingSection section, bool isAmendment)
    {
        var (least, most) = section.Item.Size;
        var length = section.Text.Length;
        if (length > most)
        {
            return Text($"{section.Item.Name} has {length:N0} characters, more than {most:N0}: ")
                + "it seems to hold other Items";
        }

        if (length >= least || (isAmendment && length > 0))
        {
            return null;
        }

        var words = section.Text.ReplaceLineEndings(" ");
        return length == 0 ? $"{section.Item.Name} is empty"
            : length <= PointerMax && Pointer().IsMatch(words)
                ? $"{section.Item.Name} only points elsewhere (“{words[..Math.Min(QuotedMax, words.Length)]}”)"
                : Text($"{section.Item.Name} has {length:N0} characters, fewer than {least:N0}: ")
                    + "it seems to be cut off";
    }

    private static IEnumerable<string> Order(FilingForm form, IReadOnlyList<FilingSection> sections)
    {
        if (form == CurrentReport.Form)
        {
            yield break; // The SEC asks for no order here.
        }

        var places = form.Items.Index().ToDictionary(pair => pair.Item.Id, pair => pair.Index, StringComparer.Ordinal);
        foreach (var (one, next) in sections.Zip(sections.Skip(1)))
        {
            if (places[next.Item.Id] < places[one.Item.Id])
            {
                yield return $"{next.Item.Name} stands behind {one.Item.Name}: one of the two is a quotation";
            }
        }
    }

    private static IEnumerable<string> End(FilingSection last, bool isCut)
    {
        var text = last.Text.TrimEnd(' ', '\n', '"', '”', ')', '\'', '’');
        if (isCut && text.Length > 0 && text[^1] is not ('.' or '!' or '?'))
        {
            yield return $"{last.Item.Name} breaks off in the middle of a sentence, and nothing follows";
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"incorporated (herein )?(here)?by reference|\brefer(red)? to\b|\bsee\b|\bset forth\b|\bappears?\b"
            + @"|\bcontained in\b|\bincluded (in|under)\b|\bpages?\s+\d",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pointer();
}
