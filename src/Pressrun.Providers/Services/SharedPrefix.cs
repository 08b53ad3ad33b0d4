namespace Pressrun.Providers.Services;

/// <summary>
/// The beginning that several prompts have in common, marked as a block: <c>cache: persona</c> means all up to the end
/// of the line <c>&lt;/persona&gt;</c>, in a prompt that begins with <c>&lt;persona&gt;</c>. Services that keep the
/// beginning of prompts by themselves need no word of it; the others are told where it ends.
/// </summary>
internal static class SharedPrefix
{
    /// <summary>Whether <c>cache</c> says how long, and not what.</summary>
    public static bool IsLifetime(string cache) => cache is "5m" or "1h";

    /// <summary>How many characters of a prompt it is; 0 if the prompt does not begin with that block.</summary>
    public static int LengthOf(string prompt, string name)
    {
        if (!prompt.StartsWith($"<{name}>\n", StringComparison.Ordinal))
        {
            return 0;
        }

        var end = $"\n</{name}>\n";
        var found = prompt.IndexOf(end, StringComparison.Ordinal);
        return found < 0 || found + end.Length >= prompt.Length ? 0 : found + end.Length;
    }
}
