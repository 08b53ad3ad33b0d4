namespace Pressrun.Providers.Signing;

/// <summary>
/// A pair of AWS keys, with which requests are signed instead of showing a key. It has no text form, so that nothing
/// prints it.
/// </summary>
internal sealed class AwsKey
{
    private AwsKey(string access, string secret, string? session) =>
        (Access, Secret, Session) = (access, secret, session);

    /// <summary>Whose it is; shown with every request.</summary>
    public string Access { get; }

    /// <summary>What signs; never shown.</summary>
    public string Secret { get; }

    /// <summary>The token of a session, shown with every request; null for lasting keys.</summary>
    public string? Session { get; }

    /// <summary>Every part of it, each of which is a secret of the user.</summary>
    public IReadOnlyList<string> Parts => Session is null ? [Access, Secret] : [Access, Secret, Session];

    /// <summary>
    /// Reads <c>ACCESS:SECRET</c> or <c>ACCESS:SECRET:SESSION</c>; null for any other key, which is shown as it is. No
    /// part of an AWS key holds a colon.
    /// </summary>
    public static AwsKey? Parse(string key) => key.Split(':') switch
    {
        [{ Length: > 0 } access, { Length: > 0 } secret] => new(access, secret, null),
        [{ Length: > 0 } access, { Length: > 0 } secret, var session] =>
            new(access, secret, session.Length > 0 ? session : null),
        _ => null,
    };
}
