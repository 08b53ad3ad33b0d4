using System.Data.Common;

namespace Pressrun.Pipelines.Items;

/// <summary>A query and the database it goes to, before anything is opened.</summary>
internal static class QuerySource
{
    private const long LengthMax = long.MaxValue;
    private const string Sqlite = "sqlite:";

    /// <summary>The rows of a request's query, asked anew each time they are read.</summary>
    /// <exception cref="ItemsException">There is no such database, or the query is none.</exception>
    public static Func<IEnumerable<Row>> Of(ItemsRequest request)
    {
        var query = request.Query!;
        if (SqlText.Objection(query.Sql) is { } objection)
        {
            throw new ItemsException("query", $"{query.Name} is not one SELECT: {objection}",
                "items are read by a single `select …` or `with … select …`; nothing else is sent to a database");
        }

        var address = AddressOf(request);
        return () => QueryRows.Read(query, () => Open(request, address));
    }

    private static DbConnection Open(ItemsRequest request, DatabaseAddress address) => request.OpenDatabase is { } open
        ? open(address)
        : throw new ItemsException("from", "nothing here can open a database", "use the command `pressrun`");

    private static DatabaseAddress AddressOf(ItemsRequest request)
    {
        var from = request.From;
        var isReference = from.StartsWith("env:", StringComparison.Ordinal);
        if (isReference)
        {
            from = request.Variable(from[4..])?.Trim();
            if (string.IsNullOrEmpty(from))
            {
                throw new ItemsException("from", $"the environment variable {request.From[4..]} is not set",
                    "set it to the address of the database: `sqlite:path.db`");
            }
        }

        return !from.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase)
            ? throw new ItemsException("from",
                $"`{request.From}` holds no address of a database that this version reads",
                "write `sqlite:path.db`, or export the rows as CSV or JSONL")
            : new("sqlite", FileOf(request, from[Sqlite.Length..], isReference));
    }

    // What the environment names is as good as named on the command line: it may lie anywhere.
    private static string FileOf(ItemsRequest request, string path, bool isReference)
    {
        path = path.StartsWith("//", StringComparison.Ordinal) ? path[2..] : path;
        if (path.Length == 0 || path == ":memory:")
        {
            throw new ItemsException("from", "the address names no file", "such as `sqlite:tales.db`");
        }

        try
        {
            return SourceFile.Of(request with
            {
                From = path,
                IsAnyPathAllowed = request.IsAnyPathAllowed || isReference,
            }, LengthMax).Path;
        }
        catch (PressrunException fault)
        {
            // Where a variable leads is for whoever set it, not for every log.
            throw new ItemsException("from",
                isReference ? $"what {request.From} names is no file that can be read" : fault.Message,
                isReference ? "look at the variable and at the file" : "the path starts from the pipeline's folder");
        }
    }
}
