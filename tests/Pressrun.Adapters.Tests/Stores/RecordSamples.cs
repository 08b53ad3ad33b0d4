using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Stores;

/// <summary>Records of every kind, with every optional field both there and not.</summary>
internal static class RecordSamples
{
    /// <summary>Text that has broken stores before: every length of UTF-8, control characters, quotes, NUL.</summary>
    public const string Nasty =
        "ä€😀 \0\u0001\t\r\n\u001f\u007f\u0085\u2028\ufeff \"'\\/<>&;-- %s {0} 中文 עברית e\u0301";

    private static readonly CallKey Key = new(new UInt128(0x0123456789abcdef, 0xfedcba9876543210));

    /// <summary>Fresh ones each time: a store stamps what it is given.</summary>
    public static List<Record> All() => [.. OfRun(), .. OfItems(), .. OfCalls(), .. OfReplies(), .. OfResults()];

    private static IEnumerable<Record> OfRun()
    {
        foreach (var phase in Enum.GetValues<RunPhase>().Where(phase => phase != RunPhase.Superseded))
        {
            yield return new Record.Run(phase, Nasty, "f1", "", Budget.Unlimited);
        }

        yield return new Record.Run(
            RunPhase.Open, "p", Nasty, Nasty, new(new(long.MaxValue), new(0)), Cause: Nasty);
        yield return new Record.Definition("script", "f1", "");
        yield return new Record.Definition(Nasty, Nasty, Nasty);
        yield return new Record.Lease(Nasty, long.MaxValue, int.MaxValue);
        yield return new Record.Note(0, "", "");
        yield return new Record.Note(long.MaxValue, Nasty, Nasty);
    }

    private static IEnumerable<Record> OfItems()
    {
        yield return new Record.Item(1, ItemState.Open, Added: new("plain", "") { Ordinal = 1 });
        yield return new Record.Item(2, ItemState.Open, Added: new(Nasty, Nasty)
        {
            Ordinal = 2,
            Title = Nasty,
            Priority = long.MinValue,
        });
        foreach (var state in Enum.GetValues<ItemState>())
        {
            yield return new Record.Item(1, state, Was: ItemState.Open);
            yield return new Record.Item(1, state, ItemState.Failed, null, Nasty, Nasty, new(1));
        }
    }

    private static IEnumerable<Record> OfCalls()
    {
        yield return new Record.Intent(
            1, "script", "", 0, Key, 1, "lane", "model", new(1, 2, 3, new(4)), "hash", Request: null);
        yield return new Record.Intent(
            0, Nasty, Nasty, int.MaxValue, default, int.MaxValue, Nasty, Nasty,
            new(long.MaxValue, long.MaxValue, long.MaxValue, new(long.MaxValue)), Nasty, Body.FromText(Nasty));
        yield return new Record.Intent(
            1, "script", "", 0, Key, 1, "lane", "model", default, "hash", new Body(new Blob(new('a', 64), 70_000)));
        yield return new Record.Unknown(1, "script", 1024, Key, 1, "", IsTry: false);
        yield return new Record.Unknown(0, Nasty, long.MaxValue, Key, 2, Nasty, IsTry: true);
    }

    private static IEnumerable<Record> OfReplies()
    {
        foreach (var outcome in Outcomes())
        {
            yield return new Record.Reply(1, "script", 1024, Key, 1, new(outcome, Body.Empty), TimeSpan.Zero);
            yield return new Record.Reply(
                1, Nasty, 0, Key, 2,
                new(outcome, new Body(AllBytes()))
                {
                    Cost = new(long.MaxValue),
                    Status = 429,
                    RequestId = Nasty,
                    Model = Nasty,
                    Usage = new(1, 2, 3, 4, 5, 6, 7),
                },
                TimeSpan.MaxValue, IsLate: true, From: long.MaxValue);
        }

        yield return new Record.Reply(
            1, "voice", 1024, Key, 1, new(Outcome.Answered.Instance, new Body(new Blob(new('b', 64), 1L << 40))),
            TimeSpan.FromTicks(1));
        yield return new Record.Reply(
            1, "voice", 1024, Key, 1, new(Outcome.Answered.Instance, new Body(new byte[Body.InlineMax])),
            TimeSpan.Zero);
    }

    private static IEnumerable<Outcome> Outcomes()
    {
        yield return Outcome.Answered.Instance;
        foreach (var refusal in Enum.GetValues<Refusal>())
        {
            yield return new Outcome.Refused(refusal);
            yield return new Outcome.Refused(refusal, Unit.Characters, TimeSpan.FromMicroseconds(1.1));
        }

        foreach (var failure in Enum.GetValues<Failure>())
        {
            yield return new Outcome.Failed(failure, Nasty);
        }
    }

    private static IEnumerable<Record> OfResults()
    {
        yield return new Record.Done(1, "script", "", "f1", Output.Of(""));
        yield return new Record.Done(1, Nasty, Nasty, Nasty, Output.Of(Nasty));
        yield return new Record.Done(1, "script", "", "f1", Output.Of(new string('x', Body.InlineMax)));
        yield return new Record.Done(1, "voice", "2", "f1", Output.Of(new Blob(new('c', 64), 12)));
        foreach (var then in Enum.GetValues<Then>())
        {
            yield return new Record.Verdict(1, "script", "", "g1", "h1", null, "", then, 0);
            yield return new Record.Verdict(1, Nasty, Nasty, Nasty, Nasty, 0.1 + 0.2, Nasty, then, int.MaxValue);
        }
    }

    private static byte[] AllBytes() => [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
}
