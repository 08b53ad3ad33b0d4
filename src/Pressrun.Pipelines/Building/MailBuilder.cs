using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Templates;
using Pressrun.Pipelines.Verbs;

namespace Pressrun.Pipelines.Building;

/// <summary>Makes the verbs of stages that mail.</summary>
/// <param name="settings">The file.</param>
/// <param name="room">The stages built so far, and how templates are read.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class MailBuilder(PipelineSettings settings, StageRoom room, List<FileError> errors)
{
    private const string Suffix = ".eml";
    private const string Outbox = "outbox";

    // A server may take ten minutes to scan a mail, and some for each step before.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>The server the stages name; null for none, or offline.</summary>
    public MailServer? Server { get; private set; }

    /// <summary>A stage that writes mails into a folder.</summary>
    public MailVerb? ToFile(StageParts parts, Setting<string> path) => Build(
        parts, path with { Value = path.Value.TrimEnd('/') }, server: null);

    /// <summary>A stage that hands mails to a server; offline they are written to files.</summary>
    public MailVerb? ToServer(StageParts parts, Setting<string> path)
    {
        var address = path.Value.TrimEnd('/');
        if (!IsServer(address))
        {
            errors.Add(new(path.At, "a mail server is written out, without user and password",
                "such as smtp://smtp.example.org:587, with `providers: { smtp: { account: me, key: env:SMTP_KEY } }`"));
            return null;
        }

        var provider = settings.Providers.FirstOrDefault(one => one.Kind.Value == "smtp");
        var server = new MailServer(address, provider?.Key?.Value.ToString(), provider?.Account?.Value,
            provider?.At ?? path.At);
        if (Server is not null && Server.Address != server.Address)
        {
            // The key would go to both.
            errors.Add(new(path.At, $"another stage mails by {Server.Address} already",
                "a pipeline has one mail server: name the same one"));
            return null;
        }

        if (room.IsOffline)
        {
            parts.Does = $"put mail://{Outbox} instead of {parts.Settings.Argument.Value}";
            return Build(parts, path with { Value = $"{Outbox}/{parts.Settings.Name}" }, server: null);
        }

        Server = server;
        parts.Care = parts.Care with { Timeout = parts.Care.Timeout ?? Patience };
        return Build(parts, path, address);
    }

    private MailVerb? Build(StageParts parts, Setting<string> path, string? server)
    {
        var stage = parts.Settings;
        var file = server is not null ? null
            : room.Claim(parts, path with { Value = $"{path.Value}/{PutBuilder.FileOf(stage)}{Suffix}" });
        var (need, words) = (PutBuilder.NeedOf(parts, room, errors), WordsOf(parts));
        var page = stage.IsOnce ? null : room.Above(parts, VerbKind.Fetch);
        if (words is { Date: null } && page is null && (stage.IsOnce
            || room.Fields?.Any(field => ItemDate.Names.Contains(field, StringComparer.Ordinal)) == false))
        {
            Ask(stage, "a mail bears a date, and the items have none", "date: 2026-11-22");
        }

        if (need is null || words is null || (file is null && server is null))
        {
            return null;
        }

        var isPage = StageRoom.IsPage(need.Settings);
        if (!isPage && words.Subject is null)
        {
            Ask(stage, $"a mail has a subject, and `{need.Settings.Name}` is no page whose title could be it",
                "subject: \"{{key}}\"");
        }

        parts.Use(words.Date is null && page is not null ? [page] : []);
        return new(need.Settings.Name, isPage, words,
            room.NamesOf(parts, [.. words.All, .. file is null ? [] : new[] { file }]), parts.Care)
        {
            File = file,
            Root = room.Root,
            Server = server,
            PageOf = words.Date is null ? page : null,
            IsOffline = room.IsOffline,
        };
    }

    private MailWords? WordsOf(StageParts parts)
    {
        var stage = parts.Settings;
        var from = Require(parts, "from", "a mail says who sends it", "from: News <news@example.org>");
        var to = StageRoom.Find(stage, "to") is { } given
            ? Recipients(given.Value).Select(one => Address(parts, given with { Value = one }, "to")).ToList()
            : [Require(parts, "to", "a mail says who gets it", "to: readers@example.org")];
        var words = from is null || to.Contains(null) ? null : new MailWords(from, [.. to.OfType<Template>()]);
        // Read all the same: every error at once.
        var others = Of("subject", "text", "date", "unsubscribe");
        return words is null ? null : words with
        {
            Subject = others[0],
            Text = others[1],
            Date = others[2],
            Unsubscribe = others[3],
        };

        Template?[] Of(params string[] names) => [.. names.Select(name =>
            StageRoom.Find(stage, name) is not { } text ? null
            : name == "text" ? room.Prompt(parts, text) : room.Inline(parts, text))];
    }

    private Template? Require(StageParts parts, string name, string message, string example)
    {
        if (StageRoom.Find(parts.Settings, name) is { } given)
        {
            return Address(parts, given, name);
        }

        Ask(parts.Settings, message, example);
        return null;
    }

    private Template? Address(StageParts parts, Setting<string> given, string name)
    {
        if (!given.Value.Contains("{{", StringComparison.Ordinal)
            && !given.Value.Contains('@', StringComparison.Ordinal))
        {
            errors.Add(new(given.At, $"`{name}` is a mail address", "write name@example.org, or {{email}}, a field"));
            return null;
        }

        return room.Inline(parts, given);
    }

    private void Ask(StageSettings stage, string message, string example) =>
        errors.Add(new(stage.Argument.At, message, $"add `with: {{ {example} }}`"));

    // At the commas that are written out: one that a name brings parts nothing. A name in quotes may hold one.
    private static List<string> Recipients(string text)
    {
        var (found, start, isQuoted, braces) = (new List<string>(), 0, false, 0);
        for (var place = 0; place < text.Length; place++)
        {
            isQuoted ^= text[place] == '"' && braces == 0;
            braces += text[place] switch { '{' => 1, '}' => -1, _ => 0 };
            if (text[place] == ',' && !isQuoted && braces == 0)
            {
                found.Add(text[start..place].Trim());
                start = place + 1;
            }
        }

        found.Add(text[start..].Trim());
        return found;
    }

    private static bool IsServer(string address) => address.Length > 0
        && !address.Contains('{', StringComparison.Ordinal)
        && Uri.TryCreate($"smtp://{address}", UriKind.Absolute, out var server)
        && server is { Host.Length: > 0, UserInfo.Length: 0, PathAndQuery: "" or "/", Fragment.Length: 0, Port: not 0 };
}
