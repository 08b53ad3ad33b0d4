using Pressrun.Model;

namespace Pressrun.Providers.Mail;

/// <summary>
/// Ends a talk with a mail server, from wherever in it that turned out. It never leaves the provider, which makes an
/// outcome of it.
/// </summary>
/// <param name="failure">Whether another try makes sense.</param>
/// <param name="cause">What happened and what to do, without the server's name before it.</param>
internal sealed class MailException(Failure failure, string cause) : PressrunException(cause)
{
    /// <summary>Whether another try makes sense.</summary>
    public Failure Failure { get; } = failure;
}
