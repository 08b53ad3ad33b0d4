using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pressrun.Model;

namespace Pressrun.Journaling;

/// <summary>
/// Writes records as an entry of the journal: one JSON line each, their bodies end to end beside the lines. The form
/// is a contract: every version ever released must stay readable. Not thread-safe; reused through
/// <see cref="Clear"/>.
/// </summary>
public sealed class EntryWriter : IDisposable
{
    /// <summary>Seqs an entry covers: seq = entry × this + place in the entry.</summary>
    public const int SeqsPerEntry = 1024;

    private const int Version = 1;

    private readonly ArrayBufferWriter<byte> _lines = new(16 * 1024);
    private readonly ArrayBufferWriter<byte> _raw = new(16 * 1024);
    private readonly Utf8JsonWriter _json;

    /// <summary>Makes an empty entry.</summary>
    public EntryWriter() => _json = new(_lines, new JsonWriterOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    });

    /// <summary>The lines, UTF-8, each ended by a line feed; valid until the next change.</summary>
    public ReadOnlyMemory<byte> Lines => _lines.WrittenMemory;

    /// <summary>The bodies; valid until the next change.</summary>
    public ReadOnlyMemory<byte> Raw => _raw.WrittenMemory;

    /// <summary>CRC-32C over lines and bodies.</summary>
    public static uint Checksum(ReadOnlySpan<byte> lines, ReadOnlySpan<byte> raw) =>
        Checksum(Checksum(uint.MaxValue, lines), raw);

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    /// <summary>Empties the entry.</summary>
    public void Clear()
    {
        _lines.ResetWrittenCount();
        _raw.ResetWrittenCount();
    }

    /// <summary>Adds a record; throws <see cref="ArgumentException"/> for a body that should be a blob.</summary>
    public void Add(Record record)
    {
        _json.Reset(_lines);
        _json.WriteStartObject();
        switch (record)
        {
            case Record.Run run: Write(run); break;
            case Record.Definition stage: Write(stage); break;
            case Record.Item item: Write(item); break;
            case Record.Intent intent: Write(intent); break;
            case Record.Reply reply: Write(reply); break;
            case Record.Unknown unknown: Write(unknown); break;
            case Record.Done done: Write(done); break;
            case Record.Verdict verdict: Write(verdict); break;
            case Record.Note note: Write(note); break;
            case Record.Lease lease: Write(lease); break;
        }

        _json.WriteEndObject();
        _json.Flush();
        _lines.Write("\n"u8);
    }

    private static uint Checksum(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var eight in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            crc = BitOperations.Crc32C(crc, eight);
        }

        foreach (var one in bytes[(bytes.Length & ~7)..])
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return crc;
    }

    private void Head(string kind, long ordinal = 0, string? stage = null, string? part = null)
    {
        _json.WriteString("k"u8, kind);
        _json.WriteNumber("v"u8, Version);
        if (ordinal != 0)
        {
            _json.WriteNumber("item"u8, ordinal);
        }

        Text("stage"u8, stage);
        if (!string.IsNullOrEmpty(part))
        {
            _json.WriteString("part"u8, part);
        }
    }

    private void Write(Record.Run run)
    {
        Head("run");
        _json.WriteNumber("phase"u8, (int)run.Phase);
        _json.WriteString("pipeline"u8, run.Pipeline);
        _json.WriteString("fingerprint"u8, run.Fingerprint);
        _json.WriteString("source"u8, run.Source);
        Optional("budget"u8, run.Budget.Run?.Micros);
        Optional("item_budget"u8, run.Budget.Item?.Micros);
        Optional("day_budget"u8, run.Budget.Day?.Micros);
        Text("cause"u8, run.Cause);
        Text("before"u8, run.Before);
    }

    private void Write(Record.Definition stage)
    {
        Head("stage", stage: stage.Name);
        _json.WriteString("fingerprint"u8, stage.Fingerprint);
        _json.WriteString("gates"u8, stage.Gates);
    }

    private void Write(Record.Item item)
    {
        Head("item", item.Number, item.Stage);
        _json.WriteNumber("state"u8, (int)item.State);
        Optional("was"u8, (long?)(int?)item.Was);
        Text("cause"u8, item.Cause);
        Count("spent"u8, item.Spent.Micros);
        if (item.KeepsAnswers)
        {
            _json.WriteBoolean("keeps"u8, value: true);
        }

        if (item.Added is { } added)
        {
            _json.WriteString("key"u8, added.Key);
            Text("title"u8, added.Title);
            Optional("priority"u8, added.Priority);
            _json.WriteString("input"u8, added.Input);
        }
    }

    private void Write(Record.Intent intent)
    {
        Head("intent", intent.Number, intent.Stage, intent.Part);
        Call(intent.Key, intent.Attempt);
        _json.WriteNumber("sample"u8, intent.Sample);
        _json.WriteString("lane"u8, intent.Lane);
        _json.WriteString("model"u8, intent.Model);
        _json.WriteNumber("in"u8, intent.Demand.Input);
        _json.WriteNumber("max_out"u8, intent.Demand.MaxOutput);
        _json.WriteNumber("characters"u8, intent.Demand.Characters);
        _json.WriteNumber("worst"u8, intent.Demand.WorstCase.Micros);
        _json.WriteString("hash"u8, intent.RequestHash);
        if (intent.Request is { } request)
        {
            Write(request);
        }
    }

    private void Write(Record.Reply reply)
    {
        Head("reply", reply.Number, reply.Stage);
        Call(reply.Key, reply.Attempt);
        _json.WriteNumber("of"u8, reply.Of);
        _json.WriteNumber("took"u8, reply.Took.Ticks);
        if (reply.IsLate)
        {
            _json.WriteBoolean("late"u8, true);
        }

        Count("from"u8, reply.From);
        var content = reply.Content;
        Write(content.Outcome);
        _json.WriteNumber("cost"u8, content.Cost.Micros);
        _json.WriteNumber("status"u8, content.Status);
        Text("request_id"u8, content.RequestId);
        Text("provider"u8, content.Provider);
        Text("model"u8, content.Model);
        Text("tariff"u8, content.Tariff);
        if (content.IsEstimated)
        {
            _json.WriteBoolean("estimated"u8, true);
        }

        var usage = content.Usage;
        Count("in"u8, usage.Input);
        Count("cache_read"u8, usage.CacheRead);
        Count("cache_write_5m"u8, usage.CacheWrite5m);
        Count("cache_write_1h"u8, usage.CacheWrite1h);
        Count("out"u8, usage.Output);
        Count("reasoning"u8, usage.Reasoning);
        Count("characters"u8, usage.Characters);
        Write(content.Body);
    }

    private void Write(Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Answered:
                _json.WriteString("outcome"u8, "answered");
                break;
            case Outcome.Refused refused:
                _json.WriteString("outcome"u8, "refused");
                _json.WriteNumber("class"u8, (int)refused.Class);
                Optional("unit"u8, (long?)(int?)refused.Unit);
                Optional("retry_after"u8, refused.RetryAfter?.Ticks);
                Text("cause"u8, refused.Cause);
                break;
            case Outcome.Failed failed:
                _json.WriteString("outcome"u8, "failed");
                _json.WriteNumber("class"u8, (int)failed.Class);
                _json.WriteString("cause"u8, failed.Cause);
                break;
            default:
                throw new ArgumentException($"A reply record cannot hold the outcome {outcome}: it is no reply.");
        }
    }

    private void Write(Record.Unknown unknown)
    {
        Head("unknown", unknown.Number, unknown.Stage);
        Call(unknown.Key, unknown.Attempt);
        _json.WriteNumber("of"u8, unknown.Of);
        _json.WriteString("cause"u8, unknown.Cause);
        _json.WriteBoolean("try"u8, unknown.IsTry);
    }

    private void Write(Record.Done done)
    {
        Head("done", done.Number, done.Stage, done.Part);
        _json.WriteString("fingerprint"u8, done.Fingerprint);
        _json.WriteString("hash"u8, done.Output.Hash);
        Count("place"u8, done.Place);
        Write(done.Output);
    }

    private void Write(Output output)
    {
        if (output.Blob is { } blob)
        {
            Write(new Body(blob));
        }
        else if (output.Text is { } text)
        {
            Write(text);
        }
    }

    private void Write(Record.Verdict verdict)
    {
        Head("verdict", verdict.Number, verdict.Stage, verdict.Part);
        _json.WriteString("gate"u8, verdict.Gate);
        _json.WriteString("judged"u8, verdict.Judged);
        if (verdict.Score is { } score)
        {
            _json.WriteNumber("score"u8, score);
        }

        _json.WriteString("notes"u8, verdict.Notes);
        _json.WriteNumber("then"u8, (int)verdict.Then);
        _json.WriteNumber("revision"u8, verdict.Revision);
        if (verdict.Output is { } output)
        {
            _json.WriteString("hash"u8, output.Hash);
            Write(output);
        }
    }

    private void Write(Record.Note note)
    {
        Head("note", note.Number);
        _json.WriteString("who"u8, note.Who);
        _json.WriteString("text"u8, note.Text);
    }

    private void Write(Record.Lease lease)
    {
        Head("lease");
        _json.WriteString("holder"u8, lease.Holder);
        _json.WriteNumber("epoch"u8, lease.Epoch);
        _json.WriteNumber("unknown"u8, lease.Left);
    }

    private void Write(Body body)
    {
        if (body.Blob is { } blob)
        {
            _json.WriteString("blob"u8, blob.Hash);
            _json.WriteNumber("length"u8, blob.Length);
            return;
        }

        CheckSize(body.Bytes.Length);
        Place(body.Bytes.Length);
        _raw.Write(body.Bytes.Span);
    }

    private void Write(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        CheckSize(length);
        Place(length);
        Encoding.UTF8.GetBytes(text, _raw.GetSpan(length));
        _raw.Advance(length);
    }

    private static void CheckSize(int length)
    {
        if (length > Body.InlineMax)
        {
            throw new ArgumentException(
                $"A body of {length} bytes does not belong into a record; keep it as a blob above {Body.InlineMax}.");
        }
    }

    private void Place(int length)
    {
        _json.WriteStartArray("raw"u8);
        _json.WriteNumberValue(_raw.WrittenCount);
        _json.WriteNumberValue(length);
        _json.WriteEndArray();
    }

    private void Call(CallKey key, int attempt)
    {
        _json.WriteString("key"u8, key.ToString());
        _json.WriteNumber("attempt"u8, attempt);
    }

    private void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            _json.WriteString(name, value);
        }
    }

    private void Optional(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            _json.WriteNumber(name, number);
        }
    }

    private void Count(ReadOnlySpan<byte> name, long value)
    {
        if (value != 0)
        {
            _json.WriteNumber(name, value);
        }
    }
}
