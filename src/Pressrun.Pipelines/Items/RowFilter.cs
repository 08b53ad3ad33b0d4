using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Gates;

namespace Pressrun.Pipelines.Items;

/// <summary>Takes those rows of a source that fulfil its <c>where</c>.</summary>
/// <param name="where">The condition; null takes all.</param>
internal sealed class RowFilter(Condition? where)
{
    private const int NamesMax = 1_000;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private bool _isFound;

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

        _isFound |= row.Fields.TryGetProperty(where.Field.Split('.')[0], out _);
        return ConditionTest.Objection(where, row.Fields) is null;
    }

    /// <summary>Sees, when all rows are read, that the condition was about something.</summary>
    /// <exception cref="PressrunException">No row has the field it names.</exception>
    public void Check()
    {
        if (where is not null && !_isFound && _names.Count > 0)
        {
            throw new PressrunException($"items: `where` looks at `{where.Field}`, a field that no item has; "
                + (DidYouMean.Ask(where.Field, _names) ?? $"there is: {string.Join(' ', _names.Take(20))}"));
        }
    }
}
