using System.Globalization;
using System.Security.Cryptography;
using Pressrun.Model;

namespace Pressrun.Surfaces.Tests.Journals;

/// <summary>
/// A journal as it is understood: every field of every record under its own name, a record a line. A field that is read
/// as another one shows here, whether or not anything depends on it today.
/// </summary>
internal static class Reading
{
    private const int HashDigits = 8;

    /// <summary>The lines of a journal.</summary>
    public static string Of(IEnumerable<Record> records) => string.Concat(records.Select(record =>
        (Line(("seq", record.Seq), ("at", record.At), ("item", record.Ordinal)) + What(record)).TrimStart() + "\n"));

    private static string What(Record record) => record switch
    {
        Record.Run run => " run" + Line(
            ("phase", run.Phase), ("pipeline", run.Pipeline), ("fingerprint", Short(run.Fingerprint)),
            ("source", Short(run.Source)), ("budget", run.Budget.Run?.Micros), ("item", run.Budget.Item?.Micros),
            ("day", run.Budget.Day?.Micros), ("cause", run.Cause), ("before", run.Before)),
        Record.Definition stage => " stage" + Line(
            ("name", stage.Name), ("fingerprint", Short(stage.Fingerprint)), ("gates", Short(stage.Gates))),
        Record.Item item => " item" + Line(
            ("state", item.State), ("was", item.Was), ("stage", item.Stage), ("cause", item.Cause),
            ("spent", item.Spent.Micros)) + Added(item.Added),
        Record.Intent intent => " intent" + Line(
            ("stage", intent.Stage), ("part", intent.Part), ("sample", intent.Sample), ("key", intent.Key),
            ("attempt", intent.Attempt), ("lane", intent.Lane), ("model", intent.Model), ("in", intent.Demand.Input),
            ("max_out", intent.Demand.MaxOutput), ("characters", intent.Demand.Characters),
            ("worst", intent.Demand.WorstCase.Micros), ("hash", Short(intent.RequestHash)),
            ("request", Said(intent.Request))),
        Record.Reply reply => " reply" + Line(
            ("stage", reply.Stage), ("of", reply.Of), ("key", reply.Key), ("attempt", reply.Attempt),
            ("took", reply.Took.Ticks), ("late", reply.IsLate), ("from", reply.From)) + Received(reply.Content),
        Record.Unknown unknown => " unknown" + Line(
            ("stage", unknown.Stage), ("of", unknown.Of), ("key", unknown.Key), ("attempt", unknown.Attempt),
            ("cause", unknown.Cause), ("try", unknown.IsTry)),
        Record.Done done => " done" + Line(
            ("stage", done.Stage), ("part", done.Part), ("fingerprint", Short(done.Fingerprint)),
            ("place", done.Place), ("hash", Short(done.Output.Hash)), ("length", done.Output.Text?.Length),
            ("blob", Said(done.Output.Blob))),
        Record.Verdict verdict => " verdict" + Line(
            ("stage", verdict.Stage), ("part", verdict.Part), ("gate", Short(verdict.Gate)),
            ("judged", Short(verdict.Judged)), ("score", verdict.Score), ("then", verdict.Then),
            ("revision", verdict.Revision), ("notes", verdict.Notes)),
        Record.Note note => " note" + Line(("who", note.Who), ("text", note.Text)),
        Record.Lease lease => " lease" + Line(
            ("holder", lease.Holder), ("epoch", lease.Epoch), ("unknown", lease.Left)),
        _ => $" {record}",
    };

    private static string Added(Item? item) => item is null ? "" : Line(
        ("ordinal", item.Ordinal), ("key", item.Key), ("title", item.Title), ("priority", item.Priority),
        ("input", Short(Output.Of(item.Input).Hash)));

    private static string Received(Reply reply) => Line(
        ("outcome", reply.Outcome.GetType().Name), ("class", ClassOf(reply.Outcome)),
        ("unit", (reply.Outcome as Outcome.Refused)?.Unit),
        ("retry_after", (reply.Outcome as Outcome.Refused)?.RetryAfter?.Ticks),
        ("cause", (reply.Outcome as Outcome.Failed)?.Cause), ("cost", reply.Cost.Micros), ("status", reply.Status),
        ("request_id", reply.RequestId), ("model", reply.Model), ("in", reply.Usage.Input),
        ("cache_read", reply.Usage.CacheRead), ("cache_write_5m", reply.Usage.CacheWrite5m),
        ("cache_write_1h", reply.Usage.CacheWrite1h), ("out", reply.Usage.Output),
        ("reasoning", reply.Usage.Reasoning), ("characters", reply.Usage.Characters), ("body", Said(reply.Body)));

    private static object? ClassOf(Outcome outcome) => outcome switch
    {
        Outcome.Refused refused => refused.Class,
        Outcome.Failed failed => failed.Class,
        _ => null,
    };

    private static string? Said(Body? body) =>
        body is null or { Length: 0 } ? null
        : body.Blob is { } blob ? Said(blob)
        : Size(body.Length, Convert.ToHexStringLower(SHA256.HashData(body.Bytes.Span)));

    private static string? Said(Blob? blob) => blob is null ? null : "blob:" + Size(blob.Length, blob.Hash);

    private static string Size(long length, string hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{length}:{Short(hash)}");

    private static string Short(string hash) => hash[..HashDigits];

    // What is not there, and what is empty, is left out.
    private static string Line(params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var line = "";
        foreach (var (name, value) in fields)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture);
            line += string.IsNullOrEmpty(text) ? "" : $" {name}={text}";
        }

        return line;
    }
}
