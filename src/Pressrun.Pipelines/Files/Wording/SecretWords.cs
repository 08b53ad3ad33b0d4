using System.Text.RegularExpressions;
using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Pipelines.Files.Wording;

/// <summary>Tells what may be a secret in the settings of a provider from what everybody may see.</summary>
internal static partial class SecretWords
{
    /// <summary>A word this long that holds a figure is no name and no limit, but may be a key.</summary>
    private const int KeyLengthMin = 16;

    /// <summary>Whether a value of a provider that is in error must not be shown.</summary>
    /// <param name="key">The key as written.</param>
    /// <param name="meant">The key of the table that is meant; null if none is known.</param>
    /// <param name="value">What stands behind it.</param>
    public static bool MayBe(string key, string? meant, Node value) => value switch
    {
        Node.Text text => MayBe(key, meant, text.Value),
        Node.List list => list.Nodes.Any(node => MayBe(key, meant, node)),
        Node.Map map => map.Pairs.Any(pair => IsKeyLike(pair.Key.Value) || MayBe(key, meant, pair.Value)),
        _ => true,
    };

    private static bool MayBe(string key, string? meant, string text)
    {
        if (NameWords.Secret(text).Complaint is null)
        {
            return false;
        }

        if (meant is "key" or "url" || NameForm().IsMatch(key))
        {
            return true;
        }

        return meant is null ? !HarmlessForm().IsMatch(text) : text.Split((char[]?)null).Any(IsKeyLike);
    }

    private static bool IsKeyLike(string word) => word.Length >= KeyLengthMin && word.Any(char.IsAsciiDigit);

    [GeneratedRegex("key|pass|pwd|secret|token|auth|cred|bearer", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NameForm();

    // Small numbers, truths and whatever is written like a limit: of a key nobody knows, only these are surely no
    // secret.
    [GeneratedRegex(
        @"\A(true|false|-?[0-9]{1,4}(\.[0-9]{1,4})?[kKM]?"
            + @"( ?(input |output )?[a-z]{1,10})? ?(/ ?[a-z]{1,6}|at once)?)\z",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex HarmlessForm();
}
