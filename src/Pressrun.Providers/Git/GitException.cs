using Pressrun.Model;

namespace Pressrun.Providers.Git;

/// <summary>
/// Ends a call to a repository, from wherever in it that turned out. It never leaves the provider, which makes an
/// outcome of it.
/// </summary>
/// <param name="failure">Whether another try makes sense.</param>
/// <param name="cause">Cause and next step, the end of a sentence.</param>
internal sealed class GitException(Failure failure, string cause) : PressrunException(cause)
{
    /// <summary>Whether another try makes sense.</summary>
    public Failure Failure { get; } = failure;
}
