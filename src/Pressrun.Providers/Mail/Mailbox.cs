using System.Globalization;
using System.Text.RegularExpressions;
using Pressrun.Providers.Web;

namespace Pressrun.Providers.Mail;

/// <summary>One who sends or receives, as RFC 5322 (section 3.4) calls it.</summary>
/// <param name="Name">The name shown; empty where there is none.</param>
/// <param name="Address">The address in ASCII: whatever stands in it can stand in a command to a server.</param>
internal sealed partial record Mailbox(string Name, string Address)
{
    // RFC 5321, section 4.5.3.1.
    private const int LocalMax = 64;
    private const int AddressMax = 254;

    // Longer ones are encoded, because a quoted one may not be broken everywhere.
    private const int QuotedMax = 60;

    /// <summary>The part of the address after the @.</summary>
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>Reads <c>a@example.org</c> or <c>A Name &lt;a@example.org&gt;</c>.</summary>
    /// <param name="text">A text without control characters.</param>
    /// <param name="field">Where it stands, for the message.</param>
    /// <exception cref="FormatException">It is no address that can be written to.</exception>
    public static Mailbox Parse(string text, string field)
    {
        var trimmed = text.Trim();
        var open = trimmed.EndsWith('>') ? trimmed.LastIndexOf('<') : -1;
        var (name, address) = open < 0 ? ("", trimmed) : (trimmed[..open].Trim(), trimmed[(open + 1)..^1].Trim());
        var at = address.LastIndexOf('@');
        var (local, domain) = at < 0 ? ("", "") : (address[..at], ToAscii(address[(at + 1)..]));
        if (!Local().IsMatch(local) || local.Length > LocalMax || !HostName().IsMatch(domain)
            || local.Length + 1 + domain.Length > AddressMax)
        {
            throw new FormatException(
                $"`{field}` holds `{Shown.Text(text)}`, which is no mail address; write `name@example.org`");
        }

        return new(Unquoted(name), $"{local}@{domain}");
    }

    /// <summary>The words of a header line; between two of them it may be broken.</summary>
    public IReadOnlyList<string> ToWords()
    {
        if (Name.Length == 0)
        {
            return [Address];
        }

        IReadOnlyList<string> name = !HeaderLine.IsPlain(Name) || Name.Length > QuotedMax ? EncodedWords.Of(Name)
            : Name.All(letter => letter == ' ' || char.IsAsciiLetterOrDigit(letter)) ? Name.Split(' ')
            : [$"\"{Special().Replace(Name, "\\${letter}")}\""];
        return [.. name, $"<{Address}>"];
    }

    private static string Unquoted(string name) => name.Length > 1 && name[0] == '"' && name[^1] == '"'
        ? Escape().Replace(name[1..^1], "${letter}")
        : name;

    private static string ToAscii(string domain)
    {
        try
        {
            return domain.Length == 0 ? "" : new IdnMapping().GetAscii(domain.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return "";
        }
    }

    // RFC 5322, section 3.2.3: a dot-atom. Quoted local parts exist on paper only.
    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex Local();

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex HostName();

    [GeneratedRegex(@"\\(?<letter>.)", RegexOptions.NonBacktracking)]
    private static partial Regex Escape();

    [GeneratedRegex(@"(?<letter>[\\""])", RegexOptions.NonBacktracking)]
    private static partial Regex Special();
}
