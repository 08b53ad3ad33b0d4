using System.Data.Common;

namespace Pressrun.Sql.Dialects;

/// <summary>One connection and the statements prepared on it. Used by one worker only.</summary>
internal sealed class Session : IDisposable
{
    private readonly List<Statement> _statements = [];
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;

    public Session(Dialect dialect, string database, bool isReadOnly)
    {
        Dialect = dialect;
        Connection = dialect.Open(database, isReadOnly);
        _begin = Prepare(dialect.Begin);
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
    }

    public Dialect Dialect { get; }

    public DbConnection Connection { get; }

    /// <summary>Prepares a statement that lives as long as the session.</summary>
    public Statement Prepare(string sql)
    {
        var statement = new Statement(Connection, Dialect.Translate(sql));
        _statements.Add(statement);
        return statement;
    }

    /// <summary>
    /// Does the work in one transaction: all of it is durable when this returns, or nothing if it throws.
    /// </summary>
    public T InTransaction<T>(Func<T> work)
    {
        _begin.Run();
        try
        {
            var result = work();
            _commit.Run();
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        Connection.Dispose();
    }

    // After a full disk the database has rolled back by itself and answers that there is no transaction: the first
    // error is the one worth telling.
    private void RollBack()
    {
        try
        {
            _rollback.Run();
        }
        catch (DbException)
        {
        }
    }
}
