using System.Text.RegularExpressions;

namespace Pressrun.Providers.Filings;

/// <summary>
/// The main document of a filing: out of a submission of several (<c>.txt</c>, SGML) the one of the form, with neither
/// its head nor its exhibits.
/// </summary>
/// <param name="Form">The form it says it is; null where it does not say.</param>
/// <param name="Lines">Its lines.</param>
internal sealed partial record FilingSource(string? Form, IReadOnlyList<string> Lines)
{
    private const int HeadMax = 20_000;
    private const int CoverLines = 80;

    /// <param name="text">The whole file.</param>
    public static FilingSource Of(string text)
    {
        var normal = text.ReplaceLineEndings("\n");
        var head = normal[..Math.Min(HeadMax, normal.Length)];
        var stated = Submission().Match(head) is { Success: true } found ? found.Groups["form"].Value : null;
        var (type, document) = MainOf(normal, stated);
        var lines = Html().IsMatch(document) ? FilingHtml.Lines(document) : FilingLines.Of(document);
        return new(stated ?? type ?? OnCover(lines), lines);
    }

    private static (string? Type, string Text) MainOf(string text, string? form)
    {
        (string? Type, string Text)? first = null;
        for (var at = 0; (at = text.IndexOf("<DOCUMENT>", at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            var end = text.IndexOf("</DOCUMENT>", at, StringComparison.OrdinalIgnoreCase);
            end = end < 0 ? text.Length : end;
            var body = text.IndexOf("<TEXT>", at, end - at, StringComparison.OrdinalIgnoreCase);
            var from = body < 0 ? at + "<DOCUMENT>".Length : body + "<TEXT>".Length;
            var type = TypeForm().Match(text, at, Math.Min(1_000, end - at)) is { Success: true } found
                ? found.Groups["form"].Value : null;
            var one = (type, text[from..end].Replace("</TEXT>", "", StringComparison.OrdinalIgnoreCase));
            if (form is null || string.Equals(type, form, StringComparison.OrdinalIgnoreCase))
            {
                return one;
            }

            first ??= one;
            at = end;
        }

        return first ?? (null, text);
    }

    private static string? OnCover(List<string> lines) => lines.Take(CoverLines)
        .Select(line => Cover().Match(line)).FirstOrDefault(match => match.Success)?.Groups["form"].Value;

    [GeneratedRegex(@"^(CONFORMED SUBMISSION TYPE|FORM TYPE):\s*(?<form>[0-9A-Z/-]+)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Multiline, 1000)]
    private static partial Regex Submission();

    [GeneratedRegex(@"<TYPE>\s*(?<form>[0-9A-Z/-]+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex TypeForm();

    [GeneratedRegex(@"<(html|body|div|p|font|span|td|tr)[\s>/]",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Html();

    [GeneratedRegex(@"\bform\s+(?<form>10-[KQ](405|SB)?(/A)?|8-K(/A)?)(?![A-Z0-9])",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Cover();
}
