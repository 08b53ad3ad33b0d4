using Pressrun.Model;

namespace Pressrun.Pipelines.Verbs;

/// <summary>
/// How often and how long a stage's calls are tried, and who else may be asked; null takes the engine's default.
/// </summary>
internal sealed record Care(int? Tries = null, TimeSpan? Timeout = null)
{
    /// <summary>Who is asked while the first model is out, in order; may be empty.</summary>
    public IReadOnlyList<Route> Others { get; init; } = [];

    /// <summary>A request with these.</summary>
    public Request Of(Request request) => request with
    {
        Tries = Tries ?? request.Tries,
        Timeout = Timeout ?? request.Timeout,
        Others = Others,
    };
}
