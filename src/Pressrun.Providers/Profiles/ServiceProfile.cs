namespace Pressrun.Providers.Profiles;

/// <summary>
/// What is known of a service: data with a date, one file each. Every figure is an assumption that replies correct.
/// </summary>
internal sealed record ServiceProfile
{
    /// <summary>The service's kind, such as <c>openai</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>When it was compared with the service's own pages, such as <c>2026-11-22</c>.</summary>
    public required string CheckedOn { get; init; }

    /// <summary>Where that was read.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// Its address, with what every path begins with; <c>{region}</c> stands for the region. Null if only the user
    /// knows it.
    /// </summary>
    public string? Url { get; init; }

    /// <summary>How the key is shown to it.</summary>
    public KeyForm Key { get; init; }

    /// <summary>
    /// Its name in AWS signatures: where the key is a pair of AWS keys, requests are signed instead of showing it. Null
    /// if it takes none.
    /// </summary>
    public string? Signs { get; init; }

    /// <summary>The form of its chats; null if it has none.</summary>
    public string? Chat { get; init; }

    /// <summary>The form of its speech; null if it has none.</summary>
    public string? Speech { get; init; }

    /// <summary>The voice where a stage names none; null if the form has one of its own.</summary>
    public string? Voice { get; init; }

    /// <summary>Its own voices: names and the ids they stand for, of the day it was compared; may be empty.</summary>
    public IReadOnlyDictionary<string, string> Voices
    {
        get => field ?? new Dictionary<string, string>();
        init => field = value is null ? null : new Dictionary<string, string>(value, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The most input tokens that one search of the service adds to what it was asked.</summary>
    public long SearchInput { get; init; }

    /// <summary>Reply headers that hold the service's id of a request, the first that is there.</summary>
    public IReadOnlyList<string> RequestIds { get => field ?? []; init; }

    /// <summary>What can be asked of it at no cost; null if nothing.</summary>
    public ProbeRule? Probe { get; init; }

    /// <summary>Whether it costs nothing, because it runs where the user runs.</summary>
    public bool IsFree { get; init; }

    /// <summary>How it takes many requests at once, to be done within a day; null if it does not.</summary>
    public BatchRule? Batch { get; init; }

    /// <summary>What shares a quota, in order: the first whose pattern matches a model counts.</summary>
    public required IReadOnlyList<PoolRule> Pools { get; init; }

    /// <summary>What refusals mean, in order: the first that matches counts.</summary>
    public IReadOnlyList<RefusalRule> Refusals { get => field ?? []; init; }
}
