using System.Globalization;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Gates;

namespace Pressrun.Pipelines.Items;

/// <summary>Takes those rows of a source that fulfil its <c>where</c>.</summary>
/// <param name="where">The condition; null takes all.</param>
internal sealed class RowFilter(Condition? where)
{
    private const int NamesMax = 1_000;
    private const int ValuesShown = 3;

    private readonly List<Condition> _conditions = [.. where?.All ?? []];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<Condition> _found = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private long _rows;
    private long _taken;

    /// <summary>Whether a row is taken. One that is faulty is: it is to be noted.</summary>
    public bool Takes(Row row)
    {
        if (where is null || row.Fault is not null)
        {
            return true;
        }

        if (_names.Count < NamesMax)
        {
            _names.UnionWith(row.Fields.EnumerateObject().Select(field => field.Name));
        }

        _rows++;
        foreach (var condition in _conditions)
        {
            if (row.Fields.TryGetProperty(condition.Field.Split('.')[0], out _))
            {
                _found.Add(condition);
            }

            // Values are of interest only where nothing is taken.
            if (_taken == 0 && ConditionTest.Compared(condition, row.Fields) is { } value)
            {
                Remember(condition.Field, value);
            }
        }

        var isTaken = ConditionTest.Objection(where, row.Fields) is null;
        _taken += isTaken ? 1 : 0;
        return isTaken;
    }

    /// <summary>Sees, when all rows are read, that the condition was about something and took something.</summary>
    /// <exception cref="PressrunException">No row has the field it names, or none fulfils it.</exception>
    public void Check()
    {
        if (where is null || _rows == 0)
        {
            return;
        }

        foreach (var condition in _conditions.Where(condition => !_found.Contains(condition) && _names.Count > 0))
        {
            var meant = DidYouMean.Ask(condition.Field, _names);
            // Rows may well leave out what is empty, unless it is called nearly so.
            if (condition.Is != Comparison.Empty || meant is not null)
            {
                throw new ItemsException("where", $"`where` looks at `{condition.Field}`, a field that no item has",
                    meant ?? $"there is: {string.Join(' ', _names.Take(20))}");
            }
        }

        if (_taken == 0)
        {
            var compared = _conditions.Select(condition => condition.Field).Distinct(StringComparer.Ordinal)
                .Select(field => $"`{field}` is {Values(field)}");
            throw new ItemsException("where",
                string.Create(CultureInfo.InvariantCulture, $"`where` takes none of the {_rows:n0} items: ")
                    + string.Join("; ", compared),
                "change the condition, or leave it out for all items");
        }
    }

    private void Remember(string field, string value)
    {
        if (!_values.TryGetValue(field, out var values))
        {
            _values.Add(field, values = []);
        }

        if (values.Count <= ValuesShown && !values.Contains(value, StringComparer.Ordinal))
        {
            values.Add(value);
        }
    }

    private string Values(string field) => _values.TryGetValue(field, out var values)
        ? string.Join(", ", values.Take(ValuesShown).Select(
            value => value.Length == 0 ? "empty" : Quote.Of(value).Trim('`')))
            + (values.Count > ValuesShown ? " …" : "")
        : "nowhere";
}
