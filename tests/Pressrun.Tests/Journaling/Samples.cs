using Pressrun.Model;

namespace Pressrun.Tests.Journaling;

/// <summary>Records of every kind with every field set to something of its own.</summary>
internal static class Samples
{
    /// <summary>Control characters, quotes, line separators, an emoji, an escape.</summary>
    public const string Hostile =
        "\0\u0001\t\r\n\u001f\u007f\u2028\u2029 \"'\\/<>&;\U0001F600 \u4e2d\u00e4 e\u0301 {0}";

    public static readonly CallKey Key = new(new UInt128(0x0123456789abcdef, 0xfedcba9876543210));

    public static IReadOnlyList<Record> All() =>
    [
        new Record.Run(RunPhase.Superseded, "p", "f", "s", new(new(1), new(2), new(3)), Hostile),
        new Record.Run(RunPhase.Filling, "p", "f", "", Budget.Unlimited),
        new Record.Definition("write", "f", Hostile),
        new Record.Item(
            3, ItemState.Open, Added: new(Hostile, "{\"a\":1}") { Ordinal = 3, Title = "t", Priority = -4 }),
        new Record.Item(3, ItemState.Failed, ItemState.Open, Stage: "write", Cause: Hostile, Spent: new(12)),
        new Record.Intent(3, "write", "p1", 2, Key, 4, "lane", "m", new(1, 2, 3, new(4)), "hash", Body.FromText("ask")),
        new Record.Intent(3, "write", "", 0, Key, 5, "lane", "m", default, "hash", Request: null),
        new Record.Intent(
            3, "w", "", 0, Key, 5, "lane", "m", default, "hash", new Body(new Blob(new('b', 64), 99_999))),
        new Record.Reply(3, "write", 1_024, Key, 4, Answered(), TimeSpan.FromTicks(7), IsLate: true, From: 2_048),
        new Record.Reply(3, "write", 1_024, Key, 4,
            new(new Outcome.Refused(Refusal.Overload, Unit.InputTokens, TimeSpan.FromSeconds(3)), Body.Empty), default),
        new Record.Reply(3, "write", 1_024, Key, 4, new(new Outcome.Refused(Refusal.NoMoney), Body.Empty), default),
        new Record.Reply(
            3, "w", 1_024, Key, 4, new(new Outcome.Failed(Failure.Credentials, Hostile), Body.Empty), default),
        new Record.Unknown(3, "write", 1_024, Key, 4, Hostile, IsTry: true),
        new Record.Done(3, "write", "p1", "f", Output.Of(Hostile), 7),
        new Record.Done(3, "write", "", "f", Output.Of(new Blob(new('c', 64), 100_000))),
        new Record.Verdict(3, "write", "p1", "g", "j", 0.1 + 0.2, Hostile, Then.Keep, 2),
        new Record.Verdict(3, "write", "", "g", "j", null, "", Then.Pass, 0),
        new Record.Note(3, "a person", Hostile),
        new Record.Lease("host 1", 5, 6),
    ];

    /// <summary>All a record says, its bodies by their content.</summary>
    public static string Describe(Record record) => record switch
    {
        Record.Intent intent => $"{intent with { Request = null }} {Describe(intent.Request)}",
        Record.Reply reply =>
            $"{reply with { Content = Bare(reply.Content) }} {reply.Content.Outcome} {Describe(reply.Content.Body)}",
        _ => $"{record with { }}",
    };

    private static Reply Answered() => new(Outcome.Answered.Instance, new Body(new byte[] { 0, 10, 255, 34 }))
    {
        Cost = new(99),
        Status = 201,
        RequestId = Hostile,
        Model = "m-2",
        Usage = new(1, 2, 3, 4, 5, 6, 7),
    };

    private static Reply Bare(Reply reply) => reply with
    {
        Body = Body.Empty,
        Headers = new Dictionary<string, string>(StringComparer.Ordinal),
    };

    private static string Describe(Body? body) =>
        body is null ? "none" : $"{body.Blob} {Convert.ToHexString(body.Bytes.Span)}";
}
