using System.Globalization;
using Pressrun.Model;
using Pressrun.Pipelines.Templates;

namespace Pressrun.Pipelines.Verbs;

/// <summary>The date an item bears where its stage names none: no clock is asked, so runs agree.</summary>
internal static class ItemDate
{
    private const int DayLength = 10;

    private static readonly string[] Days = ["yyyy-MM-dd", "yyyyMMdd"];

    /// <summary>Fields of items that hold it, the first that there is.</summary>
    public static IReadOnlyList<string> Names { get; } = ["date", "published", "filed", "filing_date", "filed_at"];

    /// <summary>The date as ISO 8601 writes it; null if neither the item nor its page has one.</summary>
    /// <param name="item">The item.</param>
    /// <param name="page">What <c>fetch</c> gave for it; null for nothing.</param>
    public static string? Of(Item item, Fields? page)
    {
        var fields = Verbs.Names.FieldsOf(item).ToList();
        return Names.SelectMany(name => fields.Where(field => field.Key == name))
            .Select(field => Read(field.Value.Text)).FirstOrDefault(date => date is not null)
            ?? Read(page?.Find("published")?.Text ?? "");
    }

    /// <summary>A date or a moment as ISO 8601 writes it, in UTC; null if the text is neither.</summary>
    public static string? Read(string text)
    {
        var written = text.Trim();
        if (DateOnly.TryParseExact(written, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day.ToString(Days[0], CultureInfo.InvariantCulture);
        }

        // The first characters decide that no other habit of writing days and months is guessed at.
        return written.Length > DayLength && DateOnly.TryParseExact(
                written[..DayLength], Days[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            && DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : null;
    }
}
