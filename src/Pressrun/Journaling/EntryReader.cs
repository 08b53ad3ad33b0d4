using System.Text.Json;
using Pressrun.Model;

namespace Pressrun.Journaling;

/// <summary>
/// Reads what <see cref="EntryWriter"/> wrote, in every version ever released. What it reads is untrusted.
/// </summary>
public static class EntryReader
{
    /// <summary>
    /// The records of an entry, stamped. Unknown fields are passed over; an unknown kind or version, or bodies that do
    /// not lie inside <paramref name="raw"/>, throw <see cref="FormatException"/>.
    /// </summary>
    /// <param name="lines">The lines; they are not kept.</param>
    /// <param name="raw">The bodies; records refer to this memory, so it must not change.</param>
    /// <param name="entry">Number of the entry, from 1.</param>
    /// <param name="at">Wall time of its commit, microseconds since 1970, UTC.</param>
    public static List<Record> Read(ReadOnlySpan<byte> lines, ReadOnlyMemory<byte> raw, long entry, long at)
    {
        var records = new List<Record>();
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            if (end < 0)
            {
                throw new FormatException($"Journal entry {entry} ends inside a line.");
            }

            records.Add(ReadLine(lines[..end], raw, (entry * EntryWriter.SeqsPerEntry) + records.Count, at));
            lines = lines[(end + 1)..];
        }

        return records;
    }

    /// <summary>Records kept elsewhere than in a journal, without bodies; the caller stamps them.</summary>
    internal static List<Record> ReadUnstamped(ReadOnlySpan<byte> lines)
    {
        var records = new List<Record>();
        while (lines.IndexOf((byte)'\n') is >= 0 and var end)
        {
            records.Add(ReadLine(lines[..end], default, 0, 0));
            lines = lines[(end + 1)..];
        }

        return records;
    }

    /// <summary>The record at one place of an entry; the others are not looked at.</summary>
    /// <param name="lines">The lines of the entry.</param>
    /// <param name="raw">The bodies of the entry.</param>
    /// <param name="seq">The record wanted.</param>
    /// <param name="at">Wall time of its commit.</param>
    public static Record ReadOne(ReadOnlySpan<byte> lines, ReadOnlyMemory<byte> raw, long seq, long at)
    {
        for (var place = seq % EntryWriter.SeqsPerEntry; ; place--)
        {
            var end = lines.IndexOf((byte)'\n');
            if (end < 0)
            {
                throw new FormatException($"Journal entry {seq / EntryWriter.SeqsPerEntry} has no record {seq}.");
            }

            if (place == 0)
            {
                return ReadLine(lines[..end], raw, seq, at);
            }

            lines = lines[(end + 1)..];
        }
    }

    private static Record ReadLine(ReadOnlySpan<byte> line, ReadOnlyMemory<byte> raw, long seq, long at)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            var record = Read(new Line(document.RootElement, raw));
            record.Stamp(seq, at);
            return record;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException
                                          or ArgumentException or OverflowException
                                          or IndexOutOfRangeException or FormatException)
        {
            throw new FormatException($"Journal record {seq} cannot be read: {error.Message}", error);
        }
    }

    private static Record Read(Line line)
    {
        var kind = line.Text("k");
        if (line.Number("v") != 1)
        {
            throw new FormatException($"This version does not know version {line.Number("v")} of `{kind}` records.");
        }

        return kind switch
        {
            "run" => new Record.Run(line.One<RunPhase>("phase"), line.Text("pipeline"), line.Text("fingerprint"),
                line.Text("source"),
                new(line.Money("budget"), line.Money("item_budget"), line.Money("day_budget")),
                line.MaybeText("cause"), line.MaybeText("before")),
            "stage" => new Record.Definition(line.Text("stage"), line.Text("fingerprint"), line.Text("gates")),
            "item" => new Record.Item(line.Ordinal, line.One<ItemState>("state"),
                line.MaybeOne<ItemState>("was"), line.Added(), line.MaybeText("stage"),
                line.MaybeText("cause"), new(line.MaybeNumber("spent") ?? 0))
            {
                KeepsAnswers = line.Flag("keeps"),
            },
            "intent" => new Record.Intent(line.Ordinal, line.Text("stage"), line.Part, (int)line.Number("sample"),
                line.Key, line.Attempt, line.Text("lane"), line.Text("model"), line.Demand(), line.Text("hash"),
                line.MaybeBody()),
            "reply" => new Record.Reply(line.Ordinal, line.Text("stage"), line.Number("of"), line.Key, line.Attempt,
                line.Reply(), new(line.Number("took")), line.Flag("late"), line.MaybeNumber("from") ?? 0),
            "unknown" => new Record.Unknown(line.Ordinal, line.Text("stage"), line.Number("of"), line.Key,
                line.Attempt, line.Text("cause"), line.Flag("try")),
            "done" => new Record.Done(line.Ordinal, line.Text("stage"), line.Part, line.Text("fingerprint"),
                line.Output(), (int)(line.MaybeNumber("place") ?? 0)),
            "verdict" => new Record.Verdict(line.Ordinal, line.Text("stage"), line.Part, line.Text("gate"),
                line.Text("judged"), line.MaybeReal("score"), line.Text("notes"), line.One<Then>("then"),
                (int)line.Number("revision"))
            {
                Output = line.MaybeOutput(),
            },
            "note" => new Record.Note(line.Ordinal, line.Text("who"), line.Text("text")),
            "lease" => new Record.Lease(line.Text("holder"), line.Number("epoch"), (int)line.Number("unknown")),
            _ => throw new FormatException($"This version does not know records of kind `{kind}`."),
        };
    }
}
