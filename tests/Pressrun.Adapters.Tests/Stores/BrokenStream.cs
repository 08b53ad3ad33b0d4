namespace Pressrun.Adapters.Tests.Stores;

/// <summary>Content whose source breaks off before its end.</summary>
internal sealed class BrokenStream(byte[] beginning) : MemoryStream(beginning)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Position < Length
            ? base.ReadAsync(buffer, cancellationToken)
            : ValueTask.FromException<int>(new InvalidDataException("The source broke off."));

    public override int Read(byte[] buffer, int offset, int count) => Position < Length
        ? base.Read(buffer, offset, count)
        : throw new InvalidDataException("The source broke off.");
}
