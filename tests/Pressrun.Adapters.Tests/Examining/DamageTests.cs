using Pressrun.Adapters.Tests.Views;
using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Sql.Examining;
using Pressrun.Sql.Views;

namespace Pressrun.Adapters.Tests.Examining;

/// <summary>A disk that gives back something else than was written to it, page by page.</summary>
public sealed class DamageTests : IAsyncDisposable
{
    private const int PageSize = 4096;

    private static readonly string[] Items = [.. Enumerable.Range(1, 40).Select(number => $"item {number}")];

    private readonly Press _press = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _press.DisposeAsync();

    [Theory]
    [InlineData(0, PageSize)]
    [InlineData(PageSize / 2, PageSize)]
    [InlineData(3 * PageSize / 4, (3 * PageSize / 4) + 64)]
    public async Task A_zeroed_page_is_damage_to_whoever_reads_it_and_the_examiner_finds_it(int from, int to)
    {
        var sound = await WriteAsync();
        var found = 0;
        for (var page = 0; page * PageSize < sound.Length; page++)
        {
            var broken = (byte[])sound.Clone();
            broken.AsSpan((page * PageSize)..((page + 1) * PageSize))[from..to].Clear();
            if (broken.AsSpan().SequenceEqual(sound))
            {
                continue;
            }

            Write(broken);
            var examination = StoreExaminer.Look(_press.Folder);
            Assert.NotNull(examination);
            found += examination.IsWhole ? 0 : 1;
            var refusal = await ReadAsync();
            Assert.True(refusal is null || !examination.IsWhole, $"page {page}: only the reader saw `{refusal}`");
            Write(broken);
            await GoOnAsync();
        }

        Assert.True(found > 5, $"only {found} damages were found");
    }

    // A run goes on, or is refused.
    private async Task GoOnAsync()
    {
        try
        {
            await _press.RunAsync(Items, version: "2");
        }
        catch (StoreException refusal)
        {
            Assert.Equal(StoreFault.Damaged, refusal.Fault);
        }
    }

    private async Task<byte[]> WriteAsync()
    {
        await _press.RunAsync(Items);
        await using (var store = SqlStore.Open(_press.Folder))
        {
            Assert.NotNull(await store.ClaimAsync(new("book", "me"), Ct));
        }

        Assert.False(File.Exists(_press.Database + "-wal"));
        return await File.ReadAllBytesAsync(_press.Database, Ct);
    }

    private void Write(byte[] content)
    {
        foreach (var beside in (string[])["-wal", "-shm"])
        {
            File.Delete(_press.Database + beside);
        }

        File.WriteAllBytes(_press.Database, content);
    }

    // Whatever is read gives what was written, or one refusal; anything else is a defect of ours.
    private async Task<string?> ReadAsync()
    {
        try
        {
            await using var store = SqlStore.Open(_press.Folder);
            if (await store.ClaimAsync(new("book", "me"), Ct) is not { } lease)
            {
                return "no run";
            }

            foreach (var query in (Query[])
                [
                    new Query.Tail(0), new Query.Window(long.MinValue, 0, 1_000), new Query.Item(7),
                    new Query.Elsewhere("item 7"), new Query.Outputs("draft", IsDoneOnly: true),
                    new Query.Outputs(null, IsDoneOnly: false),
                ])
            {
                await foreach (var _ in store.ReadAsync(lease, query, Ct))
                {
                    // Only to be read.
                }
            }

            using var views = StoreViews.Open(_press.Folder)!;
            foreach (var run in views.Runs(10))
            {
                _ = views.Stages(run.No);
                foreach (var item in views.Items(run.No))
                {
                    _ = views.History(run.No, item.Ordinal);
                }
            }

            return null;
        }
        catch (StoreException refusal)
        {
            Assert.Equal(StoreFault.Damaged, refusal.Fault);
            Assert.Contains("the store is damaged", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("pressrun doctor", refusal.Message, StringComparison.Ordinal);
            return refusal.Message;
        }
    }
}
