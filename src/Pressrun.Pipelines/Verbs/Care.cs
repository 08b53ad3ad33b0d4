using Pressrun.Model;

namespace Pressrun.Pipelines.Verbs;

/// <summary>
/// How often and how long a stage's calls are tried, and who else may be asked; null takes the engine's default.
/// </summary>
internal sealed record Care(int? Tries = null, TimeSpan? Timeout = null)
{
    // A batch is answered within a day; what is left of it at its end is said then.
    private static readonly TimeSpan Day = TimeSpan.FromHours(26);

    /// <summary>Who is asked while the first model is out, in order; may be empty.</summary>
    public IReadOnlyList<Fallback> Fallbacks { get; init; } = [];

    /// <summary>The provider that carries calls out, where that is not the one asked.</summary>
    public string? Via { get; init; }

    /// <summary>A request with these.</summary>
    public Request Of(Request request) => request with
    {
        Tries = Tries ?? request.Tries,
        Timeout = Timeout ?? (Via is null ? request.Timeout : Day),
        Fallbacks = Fallbacks,
        Via = Via,
    };
}
