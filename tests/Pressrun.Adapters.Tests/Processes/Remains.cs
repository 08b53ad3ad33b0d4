using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Sql;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>
/// What a process left in its store, read from a copy, so that the next life finds the original as it was left.
/// </summary>
/// <param name="Records">The journal.</param>
/// <param name="Integrity">What SQLite says of the database: <c>ok</c>.</param>
internal sealed record Remains(IReadOnlyList<Record> Records, string Integrity)
{
    /// <summary>Replies that hold an answer, late ones included.</summary>
    public IEnumerable<Record.Reply> Replies =>
        Records.OfType<Record.Reply>().Where(reply => reply.Content.Outcome is Outcome.Answered);

    /// <summary>The fold of the journal.</summary>
    public RunState State
    {
        get
        {
            var state = new RunState();
            foreach (var record in Records)
            {
                state.Apply(record);
            }

            return state;
        }
    }

    /// <summary>Every result and how every item ended, one a line in a fixed order.</summary>
    public string Results
    {
        get
        {
            var results = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var record in Records)
            {
                var (what, result) = record switch
                {
                    Record.Done done => ($"{done.Number:d6} {done.Stage} {done.Part}", done.Output.Text!),
                    Record.Item item => ($"{item.Number:d6}", item.State.ToString()),
                    _ => ("", ""),
                };
                results[what] = result;
            }

            return string.Join('\n', results.Select(pair => $"{pair.Key} {pair.Value}"));
        }
    }

    /// <summary>Hashes of the blobs that records name, each once.</summary>
    public IReadOnlyList<string> Blobs => [.. Records.Select(record => record switch
    {
        Record.Intent intent => intent.Request?.Blob,
        Record.Reply reply => reply.Content.Body.Blob,
        Record.Done done => done.Output.Blob,
        _ => null,
    }).OfType<Blob>().Select(blob => blob.Hash).Distinct(StringComparer.Ordinal)];

    /// <summary>Those of them that are not in a store's folder as they were kept.</summary>
    public IReadOnlyList<string> BadBlobs(string folder) => [.. Blobs.Where(hash =>
    {
        var path = Path.Combine(folder, "blobs", hash[..2], hash);
        return !File.Exists(path) || Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) != hash;
    })];

    public static async Task<Remains> ReadAsync(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "pressrun.db")))
        {
            return new([], "ok");
        }

        var copy = QuickFolder.Create("pressrun-remains-");
        try
        {
            foreach (var name in (string[])["pressrun.db", "pressrun.db-wal"])
            {
                if (File.Exists(Path.Combine(folder, name)))
                {
                    File.Copy(Path.Combine(folder, name), Path.Combine(copy.FullName, name));
                }
            }

            var records = new List<Record>();
            var store = SqlStore.Open(copy.FullName);
            await using (store)
            {
                var tail = store.ReadAsync(
                    RunLease.None with { Run = 1 }, new Query.Tail(0), TestContext.Current.CancellationToken);
                await foreach (var record in tail)
                {
                    records.Add(record);
                }
            }

            return new(records, await CheckAsync(Path.Combine(copy.FullName, "pressrun.db")));
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private static async Task<string> CheckAsync(string database)
    {
        var connection = new SqliteConnection(
            string.Create(CultureInfo.InvariantCulture, $"Data Source={database};Mode=ReadOnly;Pooling=False"));
        await using (connection)
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            var command = connection.CreateCommand();
            await using (command)
            {
                command.CommandText = "PRAGMA integrity_check";
                return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
            }
        }
    }
}
