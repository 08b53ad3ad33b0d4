using System.Security.Cryptography;
using System.Text;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Stores;

/// <summary>Bodies too large for the journal.</summary>
public abstract partial class StoreConformance
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(131_072)]
    [InlineData(5_000_001)]
    public async Task A_blob_comes_back_as_it_was_put(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        var store = await OpenAsync();
        var blob = await PutAsync(store, content);
        Assert.Equal(new(Convert.ToHexStringLower(SHA256.HashData(content)), length), blob);
        Assert.Equal(content, await ReadAsync(store, blob));
        store = await ReopenAsync(store);
        await NewRunAsync(store);
        Assert.Equal(content, await ReadAsync(store, blob));
    }

    [Fact]
    public async Task Equal_content_is_one_blob()
    {
        var store = await OpenAsync();
        var first = await PutAsync(store, "same"u8.ToArray());
        Assert.Equal(first, await PutAsync(store, "same"u8.ToArray()));
        Assert.NotEqual(first, await PutAsync(store, "other"u8.ToArray()));
        Assert.Equal("same", Encoding.UTF8.GetString(await ReadAsync(store, first)));
    }

    [Fact]
    public async Task Many_blobs_are_put_at_the_same_time()
    {
        var store = await OpenAsync();
        var blobs = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => PutAsync(store, Content(i % 10))));
        for (var i = 0; i < blobs.Length; i++)
        {
            Assert.Equal(Content(i % 10), await ReadAsync(store, blobs[i]));
        }

        static byte[] Content(int i) => [.. Enumerable.Repeat((byte)i, 200_000 + i)];
    }

    [Fact]
    public async Task A_blob_that_is_not_there_is_damage()
    {
        var store = await OpenAsync();
        var blob = await PutAsync(store, "here"u8.ToArray());
        foreach (var wrong in new[] { new Blob(new('0', 64), 4), blob with { Length = 5 }, new Blob("../lock", 4) })
        {
            await RefusedAsync(StoreFault.Damaged, () => ReadAsync(store, wrong));
        }
    }

    [Fact]
    public async Task Content_that_breaks_off_leaves_no_blob_and_no_trace_in_later_ones()
    {
        var store = await OpenAsync();
        await Assert.ThrowsAsync<InvalidDataException>(() => store.PutAsync(new BrokenStream("half"u8.ToArray()), Ct));
        var half = new Blob(Convert.ToHexStringLower(SHA256.HashData("half"u8)), 4);
        await RefusedAsync(StoreFault.Damaged, () => ReadAsync(store, half));
        Assert.Equal(half, await PutAsync(store, "half"u8.ToArray()));
    }

    private static async Task<Blob> PutAsync(IStore store, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return await store.PutAsync(stream, Ct);
    }

    private static async Task<byte[]> ReadAsync(IStore store, Blob blob)
    {
        await using var stream = store.Open(blob);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, Ct);
        return content.ToArray();
    }
}
