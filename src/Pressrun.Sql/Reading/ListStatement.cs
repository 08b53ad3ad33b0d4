using System.Data.Common;
using Pressrun.Sql.Dialects;

namespace Pressrun.Sql.Reading;

/// <summary>
/// A query with a list of numbers in it. There are only a few lengths, so that it need not be prepared again each time:
/// a shorter list is filled up with its last number.
/// </summary>
/// <param name="session">Where it is prepared.</param>
/// <param name="sql">Its text; <c>{list}</c> stands for the numbers and comes after all other parameters.</param>
internal sealed class ListStatement(Session session, string sql)
{
    /// <summary>The most numbers at a time.</summary>
    public const int CountMax = 256;

    private const int Growth = 4;

    private readonly Dictionary<int, Statement> _statements = [];

    /// <summary>The rows for 1 to <see cref="CountMax"/> numbers.</summary>
    public DbDataReader Rows(ReadOnlySpan<long> numbers, params ReadOnlySpan<object?> others)
    {
        var count = 1;
        while (count < numbers.Length)
        {
            count *= Growth;
        }

        var values = new object?[others.Length + count];
        others.CopyTo(values);
        for (var i = 0; i < count; i++)
        {
            values[others.Length + i] = numbers[Math.Min(i, numbers.Length - 1)];
        }

        return Sized(count).Rows(values);
    }

    private Statement Sized(int count)
    {
        if (!_statements.TryGetValue(count, out var statement))
        {
            var names = string.Join(", ", Enumerable.Range(0, count).Select(i => $"@l{i}"));
            statement = session.Prepare(sql.Replace("{list}", names, StringComparison.Ordinal));
            _statements.Add(count, statement);
        }

        return statement;
    }
}
