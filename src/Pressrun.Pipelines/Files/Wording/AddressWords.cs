using System.Text.RegularExpressions;

namespace Pressrun.Pipelines.Files.Wording;

/// <summary>Addresses of databases, also those that nothing here reads.</summary>
internal static partial class AddressWords
{
    /// <summary>Whether an address holds a password, before its host or among its parameters.</summary>
    public static bool HasPassword(string address) => Form().IsMatch(address);

    [GeneratedRegex("://[^/?#]*:[^/?#]*@|[?&;\\s](?:password|pwd|passfile)\\s*=", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Form();
}
