using System.Globalization;
using System.Text;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Victim;

/// <summary>
/// Tells the test what a store says is durable, before the engine hears of it. Works on the thread pool, so that the
/// engine's loop never waits for the test.
/// </summary>
internal sealed class WitnessedStore(IStore inner, Wire wire) : DelegatingStore(inner)
{
    public override async Task CommitAsync(Batch batch, CancellationToken ct)
    {
        try
        {
            // Handed over before anything is awaited: batches become durable in the order of the calls.
            await Inner.CommitAsync(batch, ct).ConfigureAwait(false);
        }
        catch (StoreException refusal)
        {
            var replies = batch.Records.Count(record => record is Record.Reply { Content.Outcome: Outcome.Answered });
            wire.Say(string.Create(CultureInfo.InvariantCulture, $"refused {refusal.Fault} {replies}"));
            throw;
        }

        if (batch.Records.Count > 0)
        {
            wire.Say(Describe(batch.Records));
        }
    }

    private static string Describe(IReadOnlyList<Record> records)
    {
        var lines = new StringBuilder();
        foreach (var record in records)
        {
            var call = record switch
            {
                Record.Intent intent => $" {intent.Key} {intent.Attempt}",
                Record.Reply { Content.Outcome: Outcome.Answered } reply =>
                    $" {reply.Key} {reply.Attempt} {(reply.IsLate ? "late" : "in-time")}",
                _ => "",
            };
            lines.Append(lines.Length == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture,
                $"durable {record.Seq} {record.GetType().Name}{call}");
        }

        return lines.ToString();
    }
}
