using System.Text.Json;

namespace Pressrun.Providers.Batches;

/// <summary>
/// A file of notes, a line each, beside the journal: only ever appended to, for its owner only. What a crash left of a
/// line at its end never counted, and is cut off before the next one.
/// </summary>
/// <param name="folder">The store's folder; it exists.</param>
public sealed class BatchLog(string folder) : IBatchLog
{
    private const byte LineEnd = (byte)'\n';

    private readonly string _path = Path.Combine(folder, "batches.jsonl");
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public IReadOnlyList<BatchNote?> Read()
    {
        lock (_lock)
        {
            try
            {
                using var file = Open(FileMode.Open);
                var bytes = new byte[WholeLength(file)];
                file.Position = 0;
                file.ReadExactly(bytes);
                return ReadLines(bytes);
            }
            catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
            {
                return [];
            }
            catch (UnauthorizedAccessException denied)
            {
                throw new IOException("the list of batches may not be read", denied);
            }
        }
    }

    /// <inheritdoc/>
    public void Append(BatchNote note)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(note, BatchNoteJson.Default.BatchNote), LineEnd];
        lock (_lock)
        {
            try
            {
                var isNew = !File.Exists(_path);
                using var file = Open(FileMode.OpenOrCreate);
                var end = WholeLength(file);
                file.SetLength(end);
                file.Position = end;
                file.Write(line);
                file.Flush(flushToDisk: true);
                if (isNew)
                {
                    FolderSync.Flush(folder);
                }
            }
            catch (UnauthorizedAccessException denied)
            {
                throw new IOException("the list of batches may not be written", denied);
            }
        }
    }

    private FileStream Open(FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows() && mode == FileMode.OpenOrCreate)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(_path, options);
    }

    // Up to and with the last line's end.
    private static long WholeLength(FileStream file)
    {
        var chunk = new byte[4096];
        for (var to = file.Length; to > 0;)
        {
            var from = Math.Max(0, to - chunk.Length);
            file.Position = from;
            var part = chunk.AsSpan(0, (int)(to - from));
            file.ReadExactly(part);
            if (part.LastIndexOf(LineEnd) is >= 0 and var at)
            {
                return from + at + 1;
            }

            to = from;
        }

        return 0;
    }

    private static List<BatchNote?> ReadLines(ReadOnlySpan<byte> bytes)
    {
        var notes = new List<BatchNote?>();
        while (bytes.IndexOf(LineEnd) is >= 0 and var end)
        {
            notes.Add(ReadLine(bytes[..end]));
            bytes = bytes[(end + 1)..];
        }

        return notes;
    }

    private static BatchNote? ReadLine(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, BatchNoteJson.Default.BatchNote);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
