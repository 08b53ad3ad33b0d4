using Pressrun.Model;

namespace Pressrun.Providers.Web;

/// <summary>
/// Ends a fetch that brings no page, from wherever in it that turned out. It never leaves the provider, which makes an
/// outcome of it: the framework's connect callback can only answer with a stream or an exception.
/// </summary>
/// <param name="outcome">
/// How the attempt ended. The cause of a failure has no subject yet: "is empty: correct the address".
/// </param>
/// <param name="status">The server's status; 0 where there is none.</param>
internal sealed class FetchException(Outcome outcome, int status = 0) : PressrunException($"No page: {outcome}")
{
    /// <summary>The server's status; 0 where there is none.</summary>
    public int Status { get; } = status;

    /// <summary>A failure that another try would meet again.</summary>
    public static FetchException Permanent(string cause, int status = 0) =>
        new(new Outcome.Failed(Failure.Permanent, cause), status);

    /// <summary>A failure that may pass.</summary>
    public static FetchException Transient(string cause, int status = 0) =>
        new(new Outcome.Failed(Failure.Transient, cause), status);

    /// <summary>The same with the cause inside another sentence.</summary>
    public FetchException Within(Func<string, string> sentence) =>
        Ending is Outcome.Failed failed ? new(failed with { Cause = sentence(failed.Cause) }, Status) : this;

    /// <summary>How the attempt ended, for a call that asked for <paramref name="subject"/>.</summary>
    public Outcome About(string subject) => Within(cause => $"{subject} {cause}").Ending;

    private Outcome Ending { get; } = outcome;
}
