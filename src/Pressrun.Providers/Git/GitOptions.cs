namespace Pressrun.Providers.Git;

/// <summary>In whose name commits are made, and how long git may take.</summary>
public sealed record GitOptions
{
    private const int NameMax = 200;

    /// <summary>The author and committer; one line without <c>&lt;</c> and <c>&gt;</c>.</summary>
    /// <value>The default is <c>Pressrun</c>.</value>
    public string Author { get; init; } = "Pressrun";

    /// <summary>The address of the author; one line without <c>&lt;</c> and <c>&gt;</c>, may be empty.</summary>
    /// <value>The default is <c>pressrun@localhost</c>.</value>
    public string Email { get; init; } = "pressrun@localhost";

    /// <summary>The longest one call of git may take, pushing included; above 0, at most a day.</summary>
    /// <value>The default is 5 minutes.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether a branch that follows another elsewhere is pushed there.</summary>
    /// <value>The default is yes.</value>
    public bool Pushes { get; init; } = true;

    /// <summary>Throws <see cref="ArgumentException"/> if a value is outside its range.</summary>
    internal void Check()
    {
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromDays(1))
        {
            throw new ArgumentException($"Git may take up to a day, not {Timeout}.");
        }

        if (string.IsNullOrWhiteSpace(Author) || !IsLine(Author) || !IsLine(Email))
        {
            throw new ArgumentException("The author of commits is a name and an address of one line, without < and >.");
        }
    }

    private static bool IsLine(string text) =>
        text.Length <= NameMax && !text.Any(letter => char.IsControl(letter) || letter is '<' or '>');
}
