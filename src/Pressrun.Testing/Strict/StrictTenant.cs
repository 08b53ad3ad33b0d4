namespace Pressrun.Testing.Strict;

/// <summary>Somebody else on the same account: sends at random (Poisson) in the first part of every period.</summary>
/// <param name="PerMinute">Requests a minute on average while it sends; above 0.</param>
/// <param name="On">How long it sends at the beginning of each period.</param>
/// <param name="Period">The period; not shorter than <paramref name="On"/>.</param>
internal sealed record StrictTenant(double PerMinute, TimeSpan On, TimeSpan Period)
{
    /// <summary>When its requests arrive, in order and without end.</summary>
    public IEnumerable<TimeSpan> Arrivals(Random random)
    {
        for (var sending = 0.0; ;)
        {
            // Gaps are drawn in the time it sends, and the pauses put in between afterwards.
            sending += -Math.Log(1 - random.NextDouble()) * 60 / PerMinute;
            var periods = Math.Floor(sending / On.TotalSeconds);
            yield return TimeSpan.FromSeconds(sending + (periods * (Period - On).TotalSeconds));
        }
    }
}
