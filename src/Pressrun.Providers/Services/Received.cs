namespace Pressrun.Providers.Services;

/// <summary>What came back over the wire.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">Headers by lower-case name.</param>
/// <param name="Body">The whole body.</param>
internal sealed record Received(int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether the work was done.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;
}
