using Pressrun.Model;
using Pressrun.Testing.Strict;

namespace Pressrun.Tests.Strict;

/// <summary>A strict server and calls to send to it, with seconds as plain numbers.</summary>
internal sealed class Shelf(StrictRules rules)
{
    private int _calls;

    public StrictServer Server { get; } = new(rules, new Random(1));

    public Verdict Arrive(StrictCall call, double seconds) => Server.Arrive(call, At(seconds));

    public StrictHeaders Finish(StrictCall call, double seconds) => Server.Finish(call, At(seconds));

    /// <summary>Sends a call that must be admitted, and returns it.</summary>
    public StrictCall Admit(double seconds, StrictCall? call = null)
    {
        var sent = call ?? Speech();
        Assert.IsType<Verdict.Admitted>(Arrive(sent, seconds));
        return sent;
    }

    /// <summary>Sends a call that must be refused.</summary>
    public Verdict.Refused Refuse(double seconds, StrictCall? call = null) =>
        Assert.IsType<Verdict.Refused>(Arrive(call ?? Speech(), seconds));

    /// <summary>Sends this many calls at once that must be admitted.</summary>
    public void Fill(int calls, double seconds = 0)
    {
        for (var sent = 0; sent < calls; sent++)
        {
            Admit(seconds);
        }
    }

    /// <summary>What is left, by the headers of the next call and that call itself.</summary>
    public long Left(double seconds) => Arrive(Speech(), seconds).Headers.RequestsRemaining!.Value;

    public StrictCall Speech(double work = 4) => new(_calls++, At(work));

    public StrictCall Text(long input, long output, long maxOutput, double work = 4) =>
        new(_calls++, At(work), input, output, maxOutput, input);

    /// <summary>Tokens alone, 6,000 a minute: 100 a second.</summary>
    public static Shelf OfTokens(Charge charge) => new(new() { TokensPerMinute = 6000, TokenCharge = charge });

    /// <summary>Requests alone.</summary>
    public static Shelf OfRequests(double perMinute) => new(new() { RequestsPerMinute = perMinute });

    public static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
