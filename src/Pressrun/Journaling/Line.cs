using System.Text;
using System.Text.Json;
using Pressrun.Model;

namespace Pressrun.Journaling;

/// <summary>One line of a journal entry, field by field.</summary>
internal readonly struct Line(JsonElement fields, ReadOnlyMemory<byte> raw)
{
    public long Ordinal => MaybeNumber("item") ?? 0;

    public string Part => MaybeText("part") ?? "";

    public CallKey Key => CallKey.Parse(Text("key"));

    public int Attempt => (int)Number("attempt");

    public string Text(string name) => fields.GetProperty(name).GetString()!;

    public string? MaybeText(string name) => fields.TryGetProperty(name, out var value) ? value.GetString() : null;

    public long Number(string name) => fields.GetProperty(name).GetInt64();

    public long? MaybeNumber(string name) => fields.TryGetProperty(name, out var value) ? value.GetInt64() : null;

    public double? MaybeReal(string name) => fields.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    public bool Flag(string name) => fields.TryGetProperty(name, out var value) && value.GetBoolean();

    public T One<T>(string name)
        where T : struct, Enum =>
        MaybeOne<T>(name) ?? throw new KeyNotFoundException($"There is no `{name}`.");

    public T? MaybeOne<T>(string name)
        where T : struct, Enum
    {
        if (MaybeNumber(name) is not { } number)
        {
            return null;
        }

        var value = (T)Enum.ToObject(typeof(T), number);
        return Enum.IsDefined(value)
            ? value
            : throw new FormatException($"This version does not know {name} {number}.");
    }

    public Money? Money(string name) => MaybeNumber(name) is { } micros ? new Money(micros) : null;

    public Item? Added() => !fields.TryGetProperty("key", out var key)
        ? null
        : new(key.GetString()!, Text("input"))
        {
            Ordinal = Ordinal,
            Title = MaybeText("title"),
            Priority = MaybeNumber("priority"),
        };

    public Demand Demand() =>
        new(Number("in"), Number("max_out"), Number("characters"), new(Number("worst")));

    public Reply Reply() => new(Outcome(), MaybeBody() ?? Body.Empty)
    {
        Cost = new(Number("cost")),
        Status = (int)Number("status"),
        RequestId = MaybeText("request_id"),
        Provider = MaybeText("provider"),
        Model = MaybeText("model"),
        Tariff = MaybeText("tariff"),
        IsEstimated = Flag("estimated"),
        Usage = new(Count("in"), Count("cache_read"), Count("cache_write_5m"), Count("cache_write_1h"), Count("out"),
            Count("reasoning"), Count("characters")),
    };

    public Output Output() =>
        MaybeOutput() ?? throw new FormatException("The result has neither text nor blob.");

    public Output? MaybeOutput()
    {
        if (MaybeBody() is not { } body)
        {
            return null;
        }

        return body.Blob is { } blob
            ? Model.Output.Known(null, blob, Text("hash"))
            : Model.Output.Known(Encoding.UTF8.GetString(body.Bytes.Span), null, Text("hash"));
    }

    public Body? MaybeBody()
    {
        if (fields.TryGetProperty("blob", out var blob))
        {
            return new(new Blob(blob.GetString()!, Number("length")));
        }

        if (!fields.TryGetProperty("raw", out var place))
        {
            return null;
        }

        var (offset, length) = (place[0].GetInt32(), place[1].GetInt32());
        return offset >= 0 && length >= 0 && offset + length <= raw.Length
            ? new(raw.Slice(offset, length))
            : throw new FormatException($"A body lies at {offset}, {length} of only {raw.Length} bytes.");
    }

    private long Count(string name) => MaybeNumber(name) ?? 0;

    private Outcome Outcome() => Text("outcome") switch
    {
        "answered" => Model.Outcome.Answered.Instance,
        "refused" => new Outcome.Refused(One<Refusal>("class"), MaybeOne<Unit>("unit"),
            MaybeNumber("retry_after") is { } ticks ? new TimeSpan(ticks) : null)
        {
            Cause = MaybeText("cause"),
        },
        "failed" => new Outcome.Failed(One<Failure>("class"), Text("cause")),
        var other => throw new FormatException($"This version does not know the outcome `{other}`."),
    };
}
