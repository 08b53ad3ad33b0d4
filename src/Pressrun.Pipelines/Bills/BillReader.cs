using System.Globalization;
using Pressrun.Pipelines.Items;

namespace Pressrun.Pipelines.Bills;

/// <summary>Reads the export of a service's cost or usage page, in whatever columns it has.</summary>
public static class BillReader
{
    private const int NamesShown = 12;
    private const NumberStyles Number = NumberStyles.Float | NumberStyles.AllowThousands;

    /// <summary>Reads a CSV or JSON file.</summary>
    /// <param name="path">Where it lies, absolute.</param>
    /// <param name="name">As the user named it; what messages say.</param>
    /// <exception cref="PressrunException">
    /// It is not there, is no such file, or holds something that cannot be read; the message says where, why, and what
    /// to do.
    /// </exception>
    public static Bill Read(string path, string name)
    {
        var source = new SourceFile(name, path);
        if (!File.Exists(path))
        {
            throw source.Fault(Directory.Exists(path)
                ? "is a folder. Name the file in it."
                : "there is no such file. Export it from the service's cost or usage page.");
        }

        var file = new BillFile(source);
        var records = file.Read().ToList();
        var names = records.SelectMany(record => record.Fields.Keys).ToHashSet(StringComparer.Ordinal);
        var columns = new BillColumns(names);
        Require(source, columns, names, records.Count);
        var lines = records.Select(record => LineOf(file, columns, record)).OfType<BillLine>().ToList();
        return lines.Count > 0
            ? new(lines)
            : throw source.Fault("names no amount and no tokens. Export days on which something was asked.");
    }

    private static void Require(SourceFile source, BillColumns columns, HashSet<string> names, int count)
    {
        var missing = count == 0 ? "holds no line"
            : columns.Day is null ? "has no column with a day, such as `date` or `start_time_iso`"
            : columns.Cost is null && columns.Input.Count + columns.Output.Count + columns.Characters.Count == 0
                ? "has no column with an amount or with tokens, such as `cost_usd` or `input_tokens`"
            : null;
        if (missing is not null)
        {
            var shown = string.Join(" ", names.Take(NamesShown).Select(Quote.Of));
            throw source.Fault($"{missing}{(count == 0 ? "" : $"; there is: {shown}")}. "
                + "Export cost or usage by day and model.");
        }
    }

    // Null for a line that says nothing: services write one for each day on which nothing was asked.
    private static BillLine? LineOf(BillFile file, BillColumns columns, BillRecord record)
    {
        var cost = NumberOf(file, record, columns.Cost);
        var (input, output, characters) = (Sum(file, record, columns.Input), Sum(file, record, columns.Output),
            Sum(file, record, columns.Characters));
        if (cost is null && input is null && output is null && characters is null)
        {
            return null;
        }

        if (record.Find(columns.Currency) is { Length: > 0 } currency
            && !currency.Equals("USD", StringComparison.OrdinalIgnoreCase))
        {
            throw file.Fault(record.Place, $"is in {Quote.Of(currency)}, and only US dollars can be compared. "
                + "Export it in USD.");
        }

        var model = record.Find(columns.Model);
        var comma = columns.IsModelBeforeComma ? model.IndexOf(',', StringComparison.Ordinal) : -1;
        return new(DayOf(file, record, columns.Day!), comma < 0 ? model : model[..comma].TrimEnd())
        {
            Cost = columns.IsInCents ? cost / 100 : cost,
            Input = input,
            Output = output,
            Characters = characters,
        };
    }

    private static long? Sum(BillFile file, BillRecord record, IReadOnlyList<string> names)
    {
        var numbers = names.Select(name => NumberOf(file, record, name)).OfType<decimal>().ToList();
        return numbers.Count == 0 ? null : (long)numbers.Sum();
    }

    private static decimal? NumberOf(BillFile file, BillRecord record, string? name)
    {
        var text = record.Find(name).TrimStart('$');
        // So many nothing of a service is ever counted; and a sum of them still is one.
        const decimal Most = 1e15m;
        return text.Length == 0 ? null
            : decimal.TryParse(text, Number, CultureInfo.InvariantCulture, out var number)
                && number is > -Most and < Most
                ? number
            : throw file.Fault(record.Place, $"{Quote.Of(name!)} is {Quote.Of(text)}, which is no number. "
                + "Correct it, or export the file again.");
    }

    private static DateOnly DayOf(BillFile file, BillRecord record, string name)
    {
        var text = record.Find(name);
        return DayOf(text) ?? throw file.Fault(record.Place, text.Length == 0
            ? $"{Quote.Of(name)} is empty. Export it by day."
            : $"{Quote.Of(name)} is {Quote.Of(text)}, which is no day. Write it as 2026-11-22.");
    }

    // A day in figures only could be one of two; seconds since 1970, or milliseconds, could not.
    private static DateOnly? DayOf(string text)
    {
        const long SecondsMax = 100_000_000_000;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number is < SecondsMax / 1000 or >= SecondsMax * 1000 ? null : DateOnly.FromDateTime(
                (number < SecondsMax
                    ? DateTimeOffset.FromUnixTimeSeconds(number)
                    : DateTimeOffset.FromUnixTimeMilliseconds(number)).UtcDateTime);
        }

        return text.Length >= 10 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var moment)
                ? DateOnly.FromDateTime(moment.UtcDateTime)
                : null;
    }
}
