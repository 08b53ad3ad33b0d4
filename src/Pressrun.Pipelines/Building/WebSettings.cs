namespace Pressrun.Pipelines.Building;

/// <summary>What a pipeline says of fetching pages.</summary>
/// <param name="Contact">Name and address for the User-Agent; null if it gives none.</param>
/// <param name="AllowHosts">Private hosts that may be reached all the same; may be empty.</param>
public sealed record WebSettings(string? Contact, IReadOnlyList<string> AllowHosts)
{
    /// <summary>Private hosts that may be posted to all the same; may be empty.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> HookHosts { get; init; } = [];

    /// <summary>
    /// Whether a text may stand as a contact in a request's header, where it is put between brackets.
    /// </summary>
    public static bool IsContact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return !text.AsSpan().ContainsAny("()\\") && text.All(letter => letter is >= ' ' and <= '~');
    }
}
