namespace Pressrun.Pipelines.Files.Wording;

/// <summary>What a short text says, or why it says nothing.</summary>
/// <typeparam name="T">What was looked for.</typeparam>
/// <param name="Value">What it says; default if there is a complaint.</param>
/// <param name="Complaint">What is wrong with it, or null.</param>
/// <param name="Hint">What to write instead, or null.</param>
internal sealed record Meaning<T>(T Value, string? Complaint = null, string? Hint = null)
{
    public static Meaning<T> Bad(string complaint, string? hint = null) => new(default!, complaint, hint);

    public static implicit operator Meaning<T>(T value) => new(value);
}
