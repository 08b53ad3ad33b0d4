using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Pressrun.Surfaces.Tests.Journals;

/// <summary>
/// The form in which a store is written: tables, kinds of records with their versions and fields, what lies beside the
/// journal. Taken from the bytes, so that no code of ours can hide a change.
/// </summary>
internal static partial class Format
{
    /// <summary>Describes the form of a store, each thing in a line.</summary>
    public static JsonObject Of(string store)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(store, "pressrun.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return new()
        {
            ["schema"] = Lines(Read(connection, "SELECT value FROM meta WHERE name = 'schema'").Select(Text)),
            ["tables"] = Lines(Read(connection, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
                .Select(sql => Space().Replace(Text(sql), " "))),
            ["records"] = Lines(Records(connection)),
            ["memo"] = Lines(Read(connection, "SELECT memo FROM run WHERE memo IS NOT NULL").SelectMany(Memo)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
            ["lanes"] = Lines(Read(connection, "SELECT lane || ' ' || snapshot FROM lane ORDER BY lane").Select(Lane)),
            ["files"] = Lines(Maker.FilesOf(store)
                .Select(file => Digits().Replace(Path.GetRelativePath(store, file).Replace('\\', '/'), "/HASH"))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
        };
    }

    // Every field that any record of a kind has, with what it holds.
    private static IEnumerable<string> Records(SqliteConnection connection) =>
        Read(connection, "SELECT lines FROM journal").SelectMany(entry => Text(entry).TrimEnd('\n').Split('\n'))
            .Select(line => JsonElement.Parse(line))
            .GroupBy(record => $"{record.GetProperty("k")} {record.GetProperty("v")}", StringComparer.Ordinal)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => $"{kind.Key}: {Fields(kind)}");

    private static string Fields(IEnumerable<JsonElement> objects) => string.Join(' ', objects
        .SelectMany(one => one.EnumerateObject()).Select(field => $"{field.Name}={KindOf(field.Value)}")
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    // Behind the text stand four bytes of a checksum.
    private static IEnumerable<string> Memo(object bytes)
    {
        var memo = JsonElement.Parse(((byte[])bytes).AsSpan(..^sizeof(uint)));
        yield return $"memo {memo.GetProperty("v")}: {Fields([memo])}";
    }

    // Names, and how many numbers each has.
    private static string Lane(object row) => Numbers().Replace(Text(row).Replace(
        Text(row).Split(' ')[1], "AT", StringComparison.Ordinal), numbers => string.Create(
        CultureInfo.InvariantCulture, $"={numbers.Value.Count(letter => letter == ',') + 1}"));

    private static string KindOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Truth" : value.ValueKind.ToString();

    private static string Text(object value) => (string)value;

    private static List<object> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement stands in this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var values = new List<object>();
        while (reader.Read())
        {
            values.Add(reader.GetValue(0));
        }

        return values;
    }

    private static JsonArray Lines(IEnumerable<string> lines) => [.. lines.Select(line => JsonValue.Create(line))];

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();

    [GeneratedRegex("/[0-9a-f]{64}|/[0-9a-f]{2}(?=/)", RegexOptions.None, 1_000)]
    private static partial Regex Digits();

    [GeneratedRegex("=[-0-9.,E+]+", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();
}
