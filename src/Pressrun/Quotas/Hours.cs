namespace Pressrun.Quotas;

/// <summary>What calls of a lane waited for, hour by hour: seconds by the words of the limit.</summary>
internal sealed class Hours
{
    private readonly List<Dictionary<string, double>> _hours = [];
    private readonly TimeSpan _since;
    private TimeSpan _at;

    /// <param name="since">When the first hour begins.</param>
    public Hours(TimeSpan since) => (_since, _at) = (since, since);

    /// <summary>Each hour since the beginning; empty where nothing waited.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double>> All => _hours;

    /// <summary>Counts the time since the last change.</summary>
    /// <param name="words">What was waited for meanwhile; null for nothing.</param>
    /// <param name="now">The loop's time.</param>
    public void Evolve(string? words, TimeSpan now)
    {
        while (words is not null && _at < now)
        {
            var hour = (int)((_at - _since).Ticks / TimeSpan.TicksPerHour);
            var end = _since + TimeSpan.FromHours(hour + 1);
            var until = now < end ? now : end;
            while (_hours.Count <= hour)
            {
                _hours.Add(new(StringComparer.Ordinal));
            }

            _hours[hour][words] = _hours[hour].GetValueOrDefault(words) + (until - _at).TotalSeconds;
            _at = until;
        }

        _at = now > _at ? now : _at;
    }
}
