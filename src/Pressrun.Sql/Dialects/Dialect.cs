using System.Data.Common;
using Pressrun.Seams;

namespace Pressrun.Sql.Dialects;

/// <summary>Everything in which one database differs from another; the rest of the SQL is shared.</summary>
internal abstract class Dialect
{
    /// <summary>Begins a transaction that will write, waiting for whoever writes now.</summary>
    public abstract string Begin { get; }

    /// <summary>A query whose one value is not zero if the store's tables are there.</summary>
    public abstract string HasTables { get; }

    /// <summary>Ends a statement that must keep the rows it read as they are until the transaction ends.</summary>
    protected abstract string Lock { get; }

    /// <summary>The type of bytes.</summary>
    protected abstract string Bytes { get; }

    /// <summary>The type of a primary key that counts by itself.</summary>
    protected abstract string Serial { get; }

    /// <summary>Ends the definition of a table that is kept in the order of its primary key.</summary>
    protected abstract string Clustered { get; }

    /// <summary>A parameter bound as UTF-8 bytes, read as text: no string is built on the way.</summary>
    public abstract string TextOf(string parameter);

    /// <summary>Puts the dialect's words in place of <c>{bytes}</c>, <c>{serial}</c> and so on.</summary>
    public string Translate(string sql) => sql
        .Replace("{bytes}", Bytes, StringComparison.Ordinal)
        .Replace("{serial}", Serial, StringComparison.Ordinal)
        .Replace("{clustered}", Clustered, StringComparison.Ordinal)
        .Replace("{lock}", Lock, StringComparison.Ordinal);

    /// <summary>Opens a connection with its session settings.</summary>
    public abstract DbConnection Open(string database, bool isReadOnly);

    /// <summary>Whether the database was left in the middle, by a process that was killed.</summary>
    public abstract bool WasCut(string database);

    /// <summary>
    /// Whether what the connection writes to has been taken away, or something else put in its place.
    /// </summary>
    public abstract bool IsGone(DbConnection connection);

    /// <summary>Everything found wrong with the database's own structure.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="isWhole">Whether indexes are compared with their tables too, which takes longer.</param>
    /// <param name="limit">The most findings.</param>
    public abstract IReadOnlyList<string> Examine(DbConnection connection, bool isWhole, int limit);

    /// <summary>What an error means.</summary>
    public abstract StoreFault Classify(DbException error);

    /// <summary>Whether a statement was refused because a row of the same key is there.</summary>
    public abstract bool IsConflict(DbException error);
}
