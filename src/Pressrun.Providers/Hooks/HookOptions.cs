namespace Pressrun.Providers.Hooks;

/// <summary>Which hooks may be posted to, and how long is waited for them.</summary>
public sealed record HookOptions
{
    /// <summary>
    /// Hosts that may have any address and port, each as <c>host</c> or <c>host:port</c>, as
    /// <see cref="Web.FetchOptions.AllowHosts"/> has them. For intranets and tests; may be empty.
    /// </summary>
    /// <value>The default is none: only public addresses, on ports 80 and 443.</value>
    public IReadOnlyList<string> AllowHosts { get; init; } = [];

    /// <summary>The longest a hook may take from connecting to the end of its answer; above 0, at most a day.</summary>
    /// <value>The default is a minute.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Throws <see cref="ArgumentException"/> if a value is outside its range.</summary>
    internal void Check()
    {
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromDays(1))
        {
            throw new ArgumentException($"A hook may take up to a day, not {Timeout}.");
        }
    }
}
