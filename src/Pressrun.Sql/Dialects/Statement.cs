using System.Data.Common;
using System.Text.RegularExpressions;

namespace Pressrun.Sql.Dialects;

/// <summary>
/// A prepared statement. Values are given in the order in which their names first appear in its text.
/// </summary>
internal sealed partial class Statement : IDisposable
{
    private readonly DbCommand _command;

    public Statement(DbConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        foreach (var name in Names().Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal))
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            _command.Parameters.Add(parameter);
        }

        _command.Prepare();
    }

    /// <summary>Executes it; the number of rows changed.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row; null if there is no row or no value.</summary>
    public object? One(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>Its rows; must be disposed before the statement is used again.</summary>
    public DbDataReader Rows(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    [GeneratedRegex("@[a-z_0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Names();

    private void Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != _command.Parameters.Count)
        {
            throw new ArgumentException($"{values.Length} values for the {_command.Parameters.Count} of: " +
                                        _command.CommandText);
        }

        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
