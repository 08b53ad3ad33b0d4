using Pressrun.Sql.Working;

namespace Pressrun.Adapters.Tests.Stores;

/// <summary>SQLite with everything done on the caller's thread.</summary>
public sealed class InlineSqliteStoreTests : SqliteConformance
{
    [Fact]
    public async Task Whatever_is_asked_is_done_when_the_call_returns()
    {
        var store = await OpenAsync();
        var claim = store.ClaimAsync(new("articles", "me", "0000000a"), Ct);
        Assert.True(claim.IsCompletedSuccessfully);
        var note = Note(0, "at once");
        Assert.True(CommitAsync(store, (await claim)!, note).IsCompletedSuccessfully);
        Assert.True(TailAsync(store, (await claim)!).IsCompletedSuccessfully);
        using var content = new MemoryStream([1, 2, 3]);
        Assert.True(store.PutAsync(content, Ct).IsCompletedSuccessfully);
    }

    private protected override IWorker Worker(string name) => new InlineWorker();
}
