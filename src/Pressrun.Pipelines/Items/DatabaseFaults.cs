using System.Data.Common;
using System.Globalization;

namespace Pressrun.Pipelines.Items;

/// <summary>What a database complains of, in our words; what it says itself is repeated only of a query.</summary>
internal static class DatabaseFaults
{
    private const string Beginning = "SQLite Error ";

    /// <summary>What to say of a complaint. The numbers are SQLite's result codes (sqlite.org/rescode.html, 2026-11).
    /// </summary>
    public static ItemsException Of(DbException fault, ItemsQuery query) => CodeOf(fault) switch
    {
        1 => new("query", $"the database does not understand {query.Name}: {Said(fault)}",
            "correct the query, or look whether this is the right database"),
        5 or 6 => new("from", "the database is locked: another program writes to it",
            "run again when that is done"),
        8 => new("query", $"{query.Name} would change the database, which is opened for reading only",
            "items are read by a `select` that changes nothing"),
        9 => new("query", $"{query.Name} took too long and was given up",
            "let it read less, or give the tables an index"),
        11 => new("from", "the database is damaged", "mend it, or take a copy that is whole"),
        14 => new("from", "the database cannot be opened", "look at its permissions and those of its folder"),
        26 => new("from", "this is no SQLite database", "give the file of one: `sqlite:tales.db`"),
        _ => new("from", $"the database cannot be read: {Said(fault)}", "look at its permissions and its disk"),
    };

    // The driver's exception keeps the code where only its own package could see it, and begins with it:
    // SQLite Error 1: 'no such table: tales'.
    private static int CodeOf(DbException fault) =>
        fault.Message.Split(Beginning, 2) is ["", var rest]
        && int.TryParse(rest.Split(':')[0], CultureInfo.InvariantCulture, out var code) ? code : 0;

    private static string Said(DbException fault)
    {
        var (first, last) = (fault.Message.IndexOf('\'', StringComparison.Ordinal), fault.Message.LastIndexOf('\''));
        return Quote.Of(last > first ? fault.Message[(first + 1)..last] : fault.Message).Trim('`');
    }
}
