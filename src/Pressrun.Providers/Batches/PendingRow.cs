namespace Pressrun.Providers.Batches;

/// <summary>A row on its way into a batch. Guarded by the lock of its collector.</summary>
/// <param name="id">Call and attempt.</param>
/// <param name="model">The model asked.</param>
/// <param name="bytes">As the service wants it.</param>
internal sealed class PendingRow(string id, string model, ReadOnlyMemory<byte> bytes)
{
    /// <summary>Call and attempt in one word.</summary>
    public string Id { get; } = id;

    /// <summary>The model asked.</summary>
    public string Model { get; } = model;

    /// <summary>As the service wants it, without an end of line.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>Completes when its batch is known, or when it is known that it has none.</summary>
    public TaskCompletionSource<Placed> Placed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When it came, as a timestamp.</summary>
    public long AddedAt { get; set; }

    /// <summary>Whether its batch is closed: from then on it may be paid for.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Whether nobody waits for it any more.</summary>
    public bool IsLeft { get; set; }
}
