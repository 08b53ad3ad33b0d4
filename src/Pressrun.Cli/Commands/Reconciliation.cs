using System.Text;
using Pressrun.Pipelines.Bills;
using Pressrun.Providers.Prices;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>A provider's account held against the journal, day by day and model by model.</summary>
/// <param name="Rows">By day, then model.</param>
/// <param name="HasCosts">Whether the provider names amounts; else tokens are compared.</param>
/// <param name="HasModels">Whether the provider names models; else days are compared.</param>
/// <param name="NotCompared">
/// Models the journal has paid for on days of the file, and of whose provider the file names nothing.
/// </param>
internal sealed record Reconciliation(
    IReadOnlyList<ReconciledRow> Rows, bool HasCosts, bool HasModels, IReadOnlyList<string> NotCompared)
{
    /// <summary>Whether every row is equal, or differs by no more than calls without a reply may have cost.</summary>
    public bool IsEqual => Rows.All(row => row.IsEqual || row.IsExplained);

    /// <summary>Compares the days the provider's account is about.</summary>
    /// <param name="bill">The provider's account.</param>
    /// <param name="rows">The journal's, by day and model.</param>
    public static Reconciliation Of(Bill bill, IReadOnlyList<SpendRow> rows)
    {
        var (first, last) = (bill.Lines.Min(line => line.Day), bill.Lines.Max(line => line.Day));
        var paid = rows.Where(row => row.Day >= first && row.Day <= last
            && !new SpendFigures(row, PriceBook.Shipped).IsFree && !row.Tariffs.ContainsKey(Booked.Free)).ToList();
        var named = NamesOf(paid);
        var theirs = bill.Lines.ToLookup(line => (line.Day, Model: bill.HasModels ? NameOf(line.Model, named) : ""));
        var providers = paid.Where(row => theirs.Any(group => group.Key.Model == KeyOf(row.Model!)))
            .Select(ProviderOf).ToHashSet(StringComparer.Ordinal);
        var ours = paid.Where(row => !bill.HasModels || providers.Contains(ProviderOf(row)))
            .ToLookup(row => (row.Day!.Value, Model: bill.HasModels ? KeyOf(row.Model!) : ""));
        return new(
            [
                .. theirs.Select(group => group.Key).Concat(ours.Select(group => group.Key)).Distinct()
                    .OrderBy(key => key.Item1).ThenBy(key => key.Item2, StringComparer.Ordinal)
                    .Select(key => RowOf(key.Item1, [.. ours[key]], [.. theirs[key]], bill.HasCosts)),
            ],
            bill.HasCosts, bill.HasModels,
            bill.HasModels
                ? [.. paid.Where(row => !providers.Contains(ProviderOf(row))).Select(row => row.Model!)
                    .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
                : []);
    }

    private static ReconciledRow RowOf(
        DateOnly day, List<SpendRow> ours, List<BillLine> theirs, bool hasCosts)
    {
        var sum = SpendRow.Sum(ours);
        var asked = ours.Select(row => row.Model!).Distinct(StringComparer.Ordinal).ToList();
        return new(day, asked is [var only] ? only : asked.Count > 0 ? string.Join(", ", asked) : theirs[0].Model, sum)
        {
            TheirCost = hasCosts ? theirs.Sum(line => line.Cost ?? 0) : null,
            TheirUsage = new(theirs.Sum(line => line.Input ?? 0), Output: theirs.Sum(line => line.Output ?? 0),
                Characters: theirs.Sum(line => line.Characters ?? 0)),
            Unpriced = new SpendFigures(sum, PriceBook.Shipped).Unpriced,
        };
    }

    // What a model is called by those who answer for it, and what by those who ask.
    private static Dictionary<string, string> NamesOf(List<SpendRow> rows)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows.OrderBy(row => row.Model, StringComparer.Ordinal))
        {
            names.TryAdd(KeyOf(row.Model!), KeyOf(row.Model!));
        }

        foreach (var (row, answered) in rows.SelectMany(row => row.AnsweredBy.Select(model => (row, model))))
        {
            names.TryAdd(Plain(answered), KeyOf(row.Model!));
        }

        return names;
    }

    private static string NameOf(string theirs, Dictionary<string, string> names)
    {
        // Some write the provider before the model.
        var (whole, last) = (Plain(theirs), Plain(theirs[(theirs.LastIndexOf('/') + 1)..]));
        return names.GetValueOrDefault(whole) ?? names.GetValueOrDefault(last) ?? whole;
    }

    private static string ProviderOf(SpendRow row) => row.Model!.Split('/')[0];

    private static string KeyOf(string model) => Plain(model[(model.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    // "Claude Haiku 5.5" and claude-haiku-5-5-20261007 are one model.
    private static string Plain(string model)
    {
        var letters = new StringBuilder();
        foreach (var letter in model.ToLowerInvariant())
        {
            letters.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        }

        var words = letters.ToString().Split('-', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words is [.., _, { Length: 8 } day] && IsNumber(day))
        {
            words.RemoveAt(words.Count - 1);
        }
        else if (words is [.., _, { Length: 4 } year, { Length: 2 } month, { Length: 2 } last]
            && IsNumber(year + month + last))
        {
            words.RemoveRange(words.Count - 3, 3);
        }

        return string.Join('-', words);
    }

    private static bool IsNumber(string text) => text.StartsWith("20", StringComparison.Ordinal)
        && text.All(char.IsAsciiDigit);
}
