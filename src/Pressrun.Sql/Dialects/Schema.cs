using System.Globalization;
using System.Reflection;
using Pressrun.Seams;

namespace Pressrun.Sql.Dialects;

/// <summary>
/// Brings the tables to the version this program knows: numbered files, forward only, one transaction each.
/// </summary>
internal static class Schema
{
    /// <summary>The version this program knows.</summary>
    public static int Newest { get; } = Number(Files()[^1]);

    /// <summary>Applies the files not yet applied; refuses a store that a newer version has written.</summary>
    /// <param name="session">The writing connection.</param>
    /// <param name="errors">Speaks when that cannot be.</param>
    /// <param name="lost">Whether there may be no tables yet.</param>
    public static void Apply(Session session, StoreErrors errors, LostDatabase lost)
    {
        var files = Files();
        var found = Read(session, errors);
        if (found is null && lost.HasSigns)
        {
            throw errors.Say(StoreFault.Damaged, lost.Say("holds no tables"));
        }

        if (found > Newest)
        {
            throw TooNew(found.Value, errors);
        }

        foreach (var file in files.Where(file => Number(file) > (found ?? 0)))
        {
            session.InTransaction(() => Apply(session, errors, file));
        }
    }

    /// <summary>The version of the tables; null if there are none.</summary>
    /// <exception cref="StoreException">There are tables, but not their version.</exception>
    public static long? Read(Session session, StoreErrors errors)
    {
        using var tables = new Statement(session.Connection, session.Dialect.HasTables);
        if ((long)tables.One()! == 0)
        {
            return null;
        }

        using var version = new Statement(session.Connection, "SELECT value FROM meta WHERE name = 'schema'");
        return long.TryParse(version.One() as string, NumberStyles.None, CultureInfo.InvariantCulture, out var found)
            && found > 0
            ? found
            : throw errors.Of(StoreFault.Damaged, "the tables are there, but not their version");
    }

    /// <summary>A newer version has written the store.</summary>
    public static StoreException TooNew(long found, StoreErrors errors) => errors.Say(StoreFault.Unusable,
        $"the store has schema {found}, this version knows schema {Newest}. Use the newer Pressrun that wrote it, or "
        + "another folder.");

    // Whoever opened the store at the same time may have been faster: so the version is read again inside.
    private static bool Apply(Session session, StoreErrors errors, string file)
    {
        if (Read(session, errors) >= Number(file))
        {
            return false;
        }

        Execute(session, Text(file));
        Execute(session, $"INSERT INTO meta (name, value) VALUES ('schema', '{Number(file)}') " +
                         "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        return true;
    }

    // Not prepared: a file's later statements speak of tables that its earlier ones make.
    private static void Execute(Session session, string sql)
    {
        using var command = session.Connection.CreateCommand();
        command.CommandText = session.Dialect.Translate(sql);
        command.ExecuteNonQuery();
    }

    private static string[] Files() =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Order(StringComparer.Ordinal)];

    private static int Number(string file) => int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture);

    private static string Text(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
