using System.Buffers.Binary;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;
using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Seams;

namespace Pressrun.Benchmarks;

/// <summary>
/// The least a journal can be: the same entries appended to a file and flushed, by a thread of its own. What a database
/// costs is measured against it. Claims, queries and blobs are those of a store in memory.
/// </summary>
internal sealed class PlainLog : DelegatingStore, IDisposable
{
    private readonly Channel<(Batch Batch, TaskCompletionSource Done)> _batches =
        Channel.CreateUnbounded<(Batch, TaskCompletionSource)>(new() { SingleReader = true });

    private readonly SafeFileHandle _file;
    private readonly Thread _writer;

    public PlainLog(string path)
        : base(new MemoryStore(TimeProvider.System))
    {
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        _writer = new(Write) { IsBackground = true };
        _writer.Start();
    }

    public override Task CommitAsync(Batch batch, CancellationToken ct)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _batches.Writer.TryWrite((batch, done));
        return done.Task;
    }

    public void Dispose()
    {
        _batches.Writer.Complete();
        _writer.Join();
        _file.Dispose();
    }

    private void Write()
    {
        using var entry = new EntryWriter();
        var header = new byte[24];
        var (length, number) = (0L, 0L);
        while (_batches.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_batches.Reader.TryRead(out var next))
            {
                entry.Clear();
                foreach (var record in next.Batch.Records)
                {
                    entry.Add(record);
                }

                BinaryPrimitives.WriteInt64LittleEndian(header, entry.Lines.Length);
                BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(8), entry.Raw.Length);
                BinaryPrimitives.WriteInt64LittleEndian(
                    header.AsSpan(16), EntryWriter.Checksum(entry.Lines.Span, entry.Raw.Span));
                RandomAccess.Write(_file, [header, entry.Lines, entry.Raw], length);
                RandomAccess.FlushToDisk(_file);
                length += header.Length + entry.Lines.Length + entry.Raw.Length;
                number++;
                Stamp(next.Batch.Records, number);
                next.Done.SetResult();
            }
        }
    }

    private static void Stamp(IReadOnlyList<Record> records, long entry)
    {
        var at = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        for (var place = 0; place < records.Count; place++)
        {
            records[place].Stamp((entry * EntryWriter.SeqsPerEntry) + place, at);
        }
    }
}
