using Pressrun.Pipelines.Building;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// Keys of the services a pipeline asks: there before anything is sent, or the run does not begin. They stay in memory,
/// and are never written or shown.
/// </summary>
internal static class Keys
{
    private const int FileMax = 64 * 1024;

    /// <summary>The keys, by provider; none for a service that goes without.</summary>
    /// <exception cref="CommandException">A key is missing, or is none.</exception>
    public static IReadOnlyDictionary<string, string> Require(
        LoadedPipeline pipeline, Workplace place, Terminal terminal)
    {
        var (keys, lines) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        foreach (var service in pipeline.Services)
        {
            var (key, objection) = Find(service, place, terminal);
            if (key is not null)
            {
                keys.Add(service.Provider, key);
            }
            else if (objection is not null)
            {
                lines.Add($"{service.At}  the key of `{service.Provider}` {objection}");
            }
        }

        if (pipeline.MailServer is { } mail)
        {
            var (key, objection) = Find(mail, place, terminal);
            if (key is not null)
            {
                keys.Add("smtp", key);
            }
            else if (objection is not null)
            {
                lines.Add($"{mail.At}  the key of `smtp` {objection}");
            }
        }

        if (lines.Count == 0)
        {
            return keys;
        }

        lines.Add("two ways on: give the keys, or try everything without any:");
        lines.Add($"    pressrun run {place.Name} --offline");
        throw new CommandException(ExitCode.Credentials, string.Join('\n', lines));
    }

    /// <summary>A service's key, or what is wrong with it; neither where it goes without.</summary>
    public static (string? Key, string? Objection) Find(AskedService service, Workplace place, Terminal terminal)
    {
        var (key, missing) = service.Reference switch
        {
            null when !service.NeedsKey => (null, null),
            null => (null, "is missing: the file names none; write "
                + $"`key: env:{service.Provider.ToUpperInvariant()}_API_KEY`"),
            var reference when reference.StartsWith("env:", StringComparison.Ordinal) => (
                terminal.Variable(reference[4..]), $"is missing: the environment variable {reference[4..]} is not set"),
            var reference => Read(reference["file:".Length..], place),
        };
        key = key?.Trim();
        return string.IsNullOrEmpty(key) ? (null, missing)
            : key.All(letter => letter is > ' ' and <= '~') ? (key, null)
            : (null, $"is none: what {service.Reference} holds has blanks, line ends or letters that no key has");
    }

    /// <summary>
    /// User and password of a mail server with a colon between them, or what is wrong with them; neither where it wants
    /// no login.
    /// </summary>
    public static (string? Key, string? Objection) Find(MailServer mail, Workplace place, Terminal terminal)
    {
        var service = new AskedService("smtp", "smtp", mail.Reference, mail.At) { NeedsKey = false, Models = [] };
        var (key, objection) = Find(service, place, terminal);
        return key is null && mail.Account is not null && objection is null
                ? (null, "is missing: the file names an account and no key; write `key: env:SMTP_PASSWORD`")
            : key is null ? (null, objection)
            : mail.Account is { } account && (account.Length == 0 || account.Contains(':', StringComparison.Ordinal))
                ? (null, "has no user: `account` is one without a colon")
            : mail.Account is { } user ? ($"{user}:{key}", null)
            : key.IndexOf(':', StringComparison.Ordinal) > 0 ? (key, null)
            : (null, $"is none: {mail.Reference} holds no user and password with a colon between; give the user as "
                + "`account`");
    }

    private static (string? Key, string? Objection) Read(string path, Workplace place)
    {
        var missing = $"is missing: there is no file {path}, or it is empty";
        try
        {
            var given = new FileInfo(Path.Combine(place.Folder, path));
            // A link has a length of its own. What has none at its end is empty, or no file that ends.
            var file = (FileInfo)(given.ResolveLinkTarget(returnFinalTarget: true) ?? given);
            return !file.Exists || file.Length == 0 ? (null, missing)
                : file.Length > FileMax ? (null, $"is none: the file {path} is too large for a key")
                : (File.ReadAllText(file.FullName), missing);
        }
        catch (Exception unreadable) when (
            unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, $"cannot be read: the file {path} may not be opened");
        }
    }
}
