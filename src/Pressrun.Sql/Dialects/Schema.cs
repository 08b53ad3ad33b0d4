using System.Globalization;
using System.Reflection;
using Pressrun.Seams;

namespace Pressrun.Sql.Dialects;

/// <summary>
/// Brings the tables to the version this program knows: numbered files, forward only, one transaction each.
/// </summary>
internal static class Schema
{
    /// <summary>Applies the files not yet applied; refuses a store that a newer version has written.</summary>
    /// <param name="session">The writing connection.</param>
    /// <param name="errors">Speaks when that cannot be.</param>
    /// <param name="isNew">Whether there may be no tables yet.</param>
    public static void Apply(Session session, StoreErrors errors, bool isNew)
    {
        var files = Files();
        var newest = Number(files[^1]);
        var found = Read(session);
        if (found == 0 && !isNew)
        {
            throw errors.Say(StoreFault.Damaged, LostDatabase.Say("holds no tables"));
        }

        if (found > newest)
        {
            throw errors.Say(StoreFault.Unusable,
                $"the store has schema {found}, this version knows schema {newest}. Use the newer Pressrun that " +
                "wrote it, or another folder.");
        }

        foreach (var file in files.Where(file => Number(file) > found))
        {
            session.InTransaction(() => Apply(session, file));
        }
    }

    // Whoever opened the store at the same time may have been faster: so the version is read again inside.
    private static bool Apply(Session session, string file)
    {
        if (Read(session) >= Number(file))
        {
            return false;
        }

        Execute(session, Text(file));
        Execute(session, $"INSERT INTO meta (name, value) VALUES ('schema', '{Number(file)}') " +
                         "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        return true;
    }

    private static long Read(Session session)
    {
        using var tables = new Statement(session.Connection, session.Dialect.HasTables);
        if ((long)tables.One()! == 0)
        {
            return 0;
        }

        using var version = new Statement(session.Connection, "SELECT value FROM meta WHERE name = 'schema'");
        return version.One() is string text
            ? long.Parse(text, CultureInfo.InvariantCulture)
            : throw new FormatException("The tables are there, but not their version.");
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
