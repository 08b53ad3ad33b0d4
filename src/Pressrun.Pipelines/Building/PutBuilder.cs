using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Templates;
using Pressrun.Pipelines.Verbs;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Building;

/// <summary>Makes the verbs of stages that put something somewhere.</summary>
/// <param name="settings">The file.</param>
/// <param name="room">The stages built so far, and how templates are read.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class PutBuilder(PipelineSettings settings, StageRoom room, List<FileError> errors)
{
    private readonly MailBuilder _mails = new(settings, room, errors);

    /// <summary>The mail server the stages name; null for none, or offline.</summary>
    public MailServer? Server => _mails.Server;

    /// <summary>The verb; null where it cannot be made, with an error.</summary>
    public Verb? Build(StageParts parts)
    {
        parts.Kind = ResultKind.Fields;
        var target = parts.Settings.Argument;
        var end = target.Value.IndexOf("://", StringComparison.Ordinal);
        var scheme = end < 0 ? "" : target.Value[..end];
        var path = target with { Value = target.Value[(end < 0 ? 0 : end + 3)..] };
        parts.Does = $"put {target.Value}";
        return scheme switch
        {
            "feed" => Feed(parts, path),
            "site" => new SiteBuilder(settings, room, errors).Build(parts, path),
            "mail" => _mails.ToFile(parts, path),
            "smtp" => _mails.ToServer(parts, path),
            "http" or "https" => Hook(parts, target),
            "folder" => Folder(parts, path),
            _ => Unknown(target),
        };
    }

    private Verb? Unknown(Setting<string> target)
    {
        errors.Add(new(target.At, "what a target is, is written out and no name stands for it",
            "begin it with folder://, or another that `put` knows"));
        return null;
    }

    private PutVerb? Folder(StageParts parts, Setting<string> path)
    {
        var template = room.Claim(parts, path);
        if (NeedOf(parts, room, errors, takesSound: true) is not { } need || template is null)
        {
            return null;
        }

        return new(need.Settings.Name, need.Kind, template, room.Root, room.NamesOf(parts, template), parts.Care)
        {
            Document = Document.IsOne(template.Text) ? room.DocumentOf(parts, need.Settings, need.Kind) : null,
        };
    }

    private FeedVerb? Feed(StageParts parts, Setting<string> path)
    {
        var sound = settings.Stages.Select(stage => stage.Name)
            .LastOrDefault(name => room.Built.TryGetValue(name, out var stage)
                && stage is { Kind: ResultKind.Sound, IsList: false });
        var receipt = settings.Stages.LastOrDefault(stage => room.Built.ContainsKey(stage.Name)
            && stage.Verb == VerbKind.Put && stage.Argument.Value.StartsWith("folder://", StringComparison.Ordinal));
        if (sound is null || receipt is null)
        {
            errors.Add(new(
                path.At, "a feed needs a stage above that joins sound and one that puts it into a folder://"));
            return null;
        }

        if (StageRoom.Find(parts.Settings, "link") is null)
        {
            errors.Add(new(path.At, "a feed says where its files will be found",
                "add `with: { link: https://example.org/podcast }`"));
            return null;
        }

        room.Take(parts, path.Value, path.At);
        var page = settings.Stages.LastOrDefault(
            stage => room.Built.ContainsKey(stage.Name) && stage.Verb == VerbKind.Fetch);
        parts.Use(page is null ? [sound, receipt.Name] : [page.Name, sound, receipt.Name]);
        return new(room.Root + path.Value, parts.With, settings.Name.Value, sound, receipt.Name)
        {
            PageOf = page?.Name,
            Comment = room.Comment,
        };
    }

    private HookVerb? Hook(StageParts parts, Setting<string> target)
    {
        if (!IsAddress(target.Value))
        {
            errors.Add(new(target.At, "what is posted to is an address whose host is written out, without a password",
                "such as https://example.org/hooks/{{key}}"));
            return null;
        }

        var address = room.Inline(parts, target);
        var need = parts.MainNeed is null && StageRoom.Find(parts.Settings, "body") is not null ? null
            : NeedOf(parts, room, errors);
        var given = StageRoom.Find(parts.Settings, "body");
        var body = given is null ? null : room.Prompt(parts, given);
        if (address is null || (body is null && (given is not null || need is null)))
        {
            return null;
        }

        var type = StageRoom.Find(parts.Settings, "type")?.Value
            ?? (given is null && need!.Kind == ResultKind.Text ? "text/plain; charset=utf-8" : "application/json");
        var file = room.IsOffline ? Instead(parts, type, target.At) : null;
        parts.Does = file is null ? parts.Does : $"put folder://{file.Text} instead of {target.Value}";
        return new(address, body, body is null ? need!.Settings.Name : null, type,
            room.NamesOf(parts, [.. new[] { address, body, file }.OfType<Template>()]), parts.Care)
        {
            Instead = file,
            Root = room.Root,
        };
    }

    // What stand-ins made goes to nobody: what would be posted is written to a file.
    private Template? Instead(StageParts parts, string type, Position at)
    {
        var suffix = HookVerb.IsJsonType(type) ? ".json" : ".txt";
        return room.Claim(parts, new($"posts/{parts.Settings.Name}/{FileOf(parts.Settings)}{suffix}", at));
    }

    /// <summary>The name of the file that is written for an item where the stage says nothing else.</summary>
    public static string FileOf(StageSettings stage) => stage.IsOnce ? stage.Name
        : stage.Each is null ? "{{key}}" : "{{key}}-{{part.number}}";

    /// <summary>The stage whose result is put; null where there is none that can be, with an error.</summary>
    /// <param name="parts">The stage that puts.</param>
    /// <param name="room">The stages built so far.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="takesSound">Whether sound can be put there.</param>
    public static BuiltStage? NeedOf(
        StageParts parts, StageRoom room, List<FileError> errors, bool takesSound = false)
    {
        var at = parts.Settings.Argument.At;
        if (parts.MainNeed is not { } name || !room.Built.TryGetValue(name, out var need))
        {
            if (parts.MainNeed is null)
            {
                errors.Add(new(at, $"`{parts.Settings.Name}` has nothing to put: no stage stands above it",
                    "put it below the stage whose result is meant"));
            }

            return null;
        }

        (string Message, string Hint)? objection = parts.Settings.IsOnce && !need.Settings.IsOnce
                ? ($"`{name}` has a result for each item, and a stage that runs `once` puts one",
                    "leave `once` out, or `join` them first")
            : need.IsList && parts.Settings.Each is null
                ? ($"`{name}` has a result for each part, and one is put", "`join` them first")
            : !takesSound && need.Kind == ResultKind.Sound
                ? ($"`{name}` is sound and has no text", "put it into a folder://, or name another stage in `needs`")
            : null;
        if (objection is var (message, hint))
        {
            errors.Add(new(at, message, hint));
            return null;
        }

        parts.Use([name]);
        return need;
    }

    private static bool IsAddress(string target)
    {
        var host = target[(target.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/', '?', '#')[0];
        return !host.Contains('{', StringComparison.Ordinal) && !host.Contains('@', StringComparison.Ordinal)
            && Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var address) && address.Host.Length > 0;
    }
}
