namespace Pressrun.Reporting;

/// <summary>A quota that does not refill but is granted anew, such as the characters of a month.</summary>
/// <param name="Name">Whose it is, in the user's words, such as <c>elevenlabs: 100,000 characters a month</c>.</param>
/// <param name="Left">What is left of it at the start; 0 or more.</param>
/// <param name="Amount">What each reset grants; above 0.</param>
/// <param name="FirstResetSeconds">When it is granted next, from the start of the run.</param>
/// <param name="PeriodSeconds">From one reset to the next; above 0.</param>
/// <param name="Needed">What all calls take together.</param>
/// <param name="TailSeconds">The least tail of any of them.</param>
internal sealed record Allowance(
    string Name,
    double Left,
    double Amount,
    double FirstResetSeconds,
    double PeriodSeconds,
    double Needed,
    double TailSeconds)
{
    /// <summary>How many resets must be waited for.</summary>
    public double Resets => Math.Ceiling(Math.Max(0, Needed - Left) / Amount);

    /// <summary>The least time until it has let the last call through and that item ends.</summary>
    public double Seconds =>
        TailSeconds + (Resets == 0 ? 0 : FirstResetSeconds + ((Resets - 1) * PeriodSeconds));

    /// <summary>The same allowance twice as large.</summary>
    public Allowance Doubled => this with { Left = Left + Amount, Amount = 2 * Amount };
}
