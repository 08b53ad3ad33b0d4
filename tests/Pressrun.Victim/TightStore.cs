using System.Globalization;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Sql;

namespace Pressrun.Victim;

/// <summary>
/// Takes the database's room to grow away just before one commit that holds replies, and gives it back after so many
/// refusals: SQLite then says that the disk is full, on every machine at the same place.
/// </summary>
internal sealed class TightStore(WaitingStore inner, SqlStore disk, VictimOptions options) : DelegatingStore(inner)
{
    private const long PagesMax = 4_294_967_294; // https://sqlite.org/limits.html, 2026-11

    private int _commits;
    private int _refusals;

    public override async Task CommitAsync(Batch batch, CancellationToken ct)
    {
        if (batch.Records.Any(record => record is Record.Reply { Content.Outcome: Outcome.Answered })
            && Interlocked.Increment(ref _commits) == options.FullAt)
        {
            // Not awaited: what is handed to the writer first is done first.
            _ = disk.OnWriterAsync("PRAGMA max_page_count = 1"); // never less than there are
        }

        try
        {
            await Inner.CommitAsync(batch, ct).ConfigureAwait(false);
        }
        catch (StoreException refusal) when (refusal.Fault == StoreFault.Full)
        {
            if (Interlocked.Increment(ref _refusals) == options.FullFor)
            {
                await disk.OnWriterAsync(
                    string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {PagesMax}"))
                    .ConfigureAwait(false);
            }

            throw;
        }
    }
}
