using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// The rows of a query, one at a time over one connection. A column is a field; numbers and truths stay what they are,
/// dates become text as ISO 8601 has it, NULL becomes null.
/// </summary>
internal static class QueryRows
{
    private const int ColumnsMax = 1_000;

    /// <summary>A row of items for each row of the database.</summary>
    /// <param name="query">The query.</param>
    /// <param name="open">Opens a connection that only reads; throws <see cref="DbException"/> where it cannot.</param>
    /// <exception cref="ItemsException">The database cannot be read, or does not understand the query.</exception>
    public static IEnumerable<Row> Read(ItemsQuery query, Func<DbConnection> open)
    {
        using var connection = Try(open, query);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // It is the user's own query from the user's own file, and nothing is put into it.
        command.CommandText = query.Sql;
#pragma warning restore CA2100
        using var reader = Try(command.ExecuteReader, query);
        var columns = Columns(reader, query);
        for (var number = 1; Try(reader.Read, query); number++)
        {
            yield return Try(() => Of(query, number, columns, reader), query);
        }
    }

    private static string[] Columns(DbDataReader reader, ItemsQuery query)
    {
        string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        var names = new HashSet<string>(StringComparer.Ordinal);
        return columns.Length > ColumnsMax
            ? throw Fault($"{query.Name} gives {columns.Length} columns", $"{ColumnsMax} are the most")
            : Array.Find(columns, name => !names.Add(name)) is { } twice
                ? throw Fault($"{query.Name} gives the column {Quote.Of(twice)} twice",
                    $"name one of them: `… as other_{Quote.Of(twice).Trim('`')}`")
                : columns;
    }

    private static Row Of(ItemsQuery query, int number, string[] columns, DbDataReader reader)
    {
        var values = new object[columns.Length];
        reader.GetValues(values);
        var bytes = Array.FindIndex(values, value => value is byte[]);
        var row = bytes >= 0
            ? Row.Bad(query.Name, number, $"has bytes in {Quote.Of(columns[bytes])}, and a field is text or a number")
            : new Row(query.Name, number, Fields.Write(json =>
            {
                json.WriteStartObject();
                foreach (var (place, name) in columns.Index())
                {
                    json.WritePropertyName(name);
                    Write(json, values[place]);
                }

                json.WriteEndObject();
            }));
        return row with { IsOfTable = true, NamesLine = 0 };
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null or DBNull:
                json.WriteNullValue();
                break;
            case bool isTrue:
                json.WriteBooleanValue(isTrue);
                break;
            case byte or short or int or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case float or double when Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number
                && double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case DateTime time:
                json.WriteStringValue(time.TimeOfDay == TimeSpan.Zero && time.Kind == DateTimeKind.Unspecified
                    ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture));
                break;
            case DateOnly date:
                json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static T Try<T>(Func<T> step, ItemsQuery query)
    {
        try
        {
            return step();
        }
        catch (DbException fault)
        {
            throw DatabaseFaults.Of(fault, query);
        }
    }

    private static ItemsException Fault(string cause, string hint) => new("query", cause, hint);
}
