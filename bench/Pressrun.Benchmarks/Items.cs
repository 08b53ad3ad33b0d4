using Pressrun.Model;
using Pressrun.Running;

namespace Pressrun.Benchmarks;

/// <summary>Any number of items, made as they are read.</summary>
internal static class Items
{
    public static ItemSource Of(int count) => new($"{count}", () => Enumerable.Range(1, count).Select(
        number => new Item($"item-{number}", $"{{\"number\":{number}}}")));
}
