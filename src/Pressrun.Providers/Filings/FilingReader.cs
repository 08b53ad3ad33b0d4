using Pressrun.Providers.Articles;

namespace Pressrun.Providers.Filings;

/// <summary>
/// Reads a filing as the SEC keeps it: HTML with or without inline XBRL, plain text with page marks, or a whole
/// submission. Pure: nothing of it runs or is loaded.
/// </summary>
internal static class FilingReader
{
    /// <param name="page">The raw file.</param>
    /// <param name="contentType">The header it came with.</param>
    /// <param name="form">Which form it is, if that is known; empty asks the filing itself.</param>
    /// <param name="tokensMax">How many tokens a model may be asked with, at least 1.</param>
    public static Filing Read(ReadOnlyMemory<byte> page, string? contentType, string form, int tokensMax)
    {
        var source = FilingSource.Of(PageDecoder.Decode(page, contentType));
        var name = form.Trim() is { Length: > 0 } given ? given : source.Form ?? "";
        var isTooLong = page.Length > PageDecoder.BytesMax;
        if (FilingForm.Of(name) is not { } known)
        {
            var why = name.Length == 0 ? "it does not say which form it is; give its item a field `form`"
                : $"its form is {name}, and only 10-K, 10-Q and 8-K are read";
            return new(name, [], [why]) { Extract = new("", []) };
        }

        var sections = FilingSections.Of(known, source.Lines, out var isEnded);
        List<FilingSection> selected = [.. sections.Where(section => section.Item.IsSelected)];
        var isAmendment = name.EndsWith("/A", StringComparison.OrdinalIgnoreCase);
        var isCut = !isEnded && selected.Count > 0 && sections[^1] == selected[^1];
        List<string> problems = [.. FilingCheck.Of(known, isAmendment, selected, isCut)];
        if (isTooLong)
        {
            problems.Add($"it is larger than {PageDecoder.BytesMax / 1_000_000} MB, and only that much of it is read");
        }

        return new(name, selected, problems) { Extract = FilingExtract.Of(selected, tokensMax) };
    }
}
