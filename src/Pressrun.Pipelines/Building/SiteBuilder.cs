using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Templates;
using Pressrun.Pipelines.Verbs;

namespace Pressrun.Pipelines.Building;

/// <summary>Makes the verb of a stage that writes a web site.</summary>
/// <param name="settings">The file.</param>
/// <param name="room">The stages built so far, and how templates are read.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class SiteBuilder(PipelineSettings settings, StageRoom room, List<FileError> errors)
{
    private static readonly string[] Lists = ["index.html", "feed.xml", "sitemap.xml"];

    /// <summary>The verb; null where it cannot be made, with an error.</summary>
    public SiteVerb? Build(StageParts parts, Setting<string> path)
    {
        var stage = parts.Settings;
        if (!stage.IsOnce)
        {
            errors.Add(new(path.At, "a site is made of the whole batch", "add `once: true`"));
            return null;
        }

        var folder = room.Target(parts, path with { Value = path.Value.TrimEnd('/') });
        var link = LinkOf(parts, path.At);
        var sources = SourcesOf(parts, path);
        if (folder is null || link is null || sources is null)
        {
            return null;
        }

        foreach (var file in Lists.Concat(sources.Select(source => source.Path.Text)))
        {
            room.Take(parts, $"{folder.Text}/{file}", path.At);
        }

        var words = new SiteWords(link)
        {
            Title = Own(parts, "title"),
            Description = Own(parts, "description"),
            Language = Own(parts, "language"),
            PageTitle = OfPage(parts, "page_title"),
            Summary = OfPage(parts, "summary"),
            Date = OfPage(parts, "date"),
        };
        Template?[] own = [folder, link, words.Title, words.Description, words.Language];
        Template?[] ofPages = [words.PageTitle, words.Summary, words.Date, .. sources.Select(source => source.Path)];
        var fetched = room.Above(parts, VerbKind.Fetch);
        string[] more = fetched is not null && room.Built.ContainsKey(fetched) ? [fetched] : [];
        parts.Use(more);
        return new(folder, room.Root, sources, words, settings.Name.Value,
            room.NamesOf(parts, [.. own.OfType<Template>()]), room.ScopesOf([.. ofPages.OfType<Template>()], more))
        {
            PageOf = more.FirstOrDefault(),
            Comment = room.Comment,
        };
    }

    private Template? LinkOf(StageParts parts, Position at)
    {
        if (StageRoom.Find(parts.Settings, "link") is not { } link)
        {
            errors.Add(new(at, "a site says where it will be found on the web",
                "add `with: { link: https://example.org/news }`"));
            return null;
        }

        if (!link.Value.Contains("{{", StringComparison.Ordinal)
            && !(Uri.TryCreate(link.Value, UriKind.Absolute, out var address)
                && address is { Scheme: "http" or "https", Host.Length: > 0 }))
        {
            errors.Add(new(link.At, "`link` is a web address", "such as https://example.org/news"));
            return null;
        }

        return room.Inline(parts, link);
    }

    private List<SiteSource>? SourcesOf(StageParts parts, Setting<string> path)
    {
        var stages = StagesOf(parts, path);
        if (stages is null)
        {
            return null;
        }

        var given = StageRoom.Find(parts.Settings, "path");
        var sources = new List<SiteSource>();
        foreach (var stage in stages)
        {
            var setting = given ?? new(stages.Count == 1 ? "{{key}}.html" : $"{stage}/{{{{key}}}}.html", path.At);
            if (TargetPath.Objection(setting.Value) is var (message, hint))
            {
                errors.Add(new(setting.At, message, hint));
            }
            else if (room.ForItem(parts, setting) is { } template)
            {
                sources.Add(new(stage, StageRoom.IsPage(room.Built[stage].Settings), template));
            }
        }

        parts.Use(stages);
        if (given is not null && stages.Count > 1)
        {
            errors.Add(new(given.At, "pages of several stages would lie at one `path`",
                "leave it out: each stage has a folder of its own then"));
        }

        return sources.Count == stages.Count ? sources : null;
    }

    // Those that `pages` names, else the first needed that makes pages, else the one needed.
    private List<string>? StagesOf(StageParts parts, Setting<string> path)
    {
        var given = StageRoom.Find(parts.Settings, "pages");
        var needs = parts.Settings.GivenNeeds?.Select(need => need.Value).ToList() ?? [.. parts.Settings.Needs];
        var candidates = needs.Where(need => room.Built.TryGetValue(need, out var stage)
            && !stage.Settings.IsOnce).ToList();
        var names = given?.Value.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries).ToList()
            ?? [.. candidates.Where(need => StageRoom.IsPage(room.Built[need].Settings))
                .Concat(candidates.Where(need => room.Built[need] is { Kind: ResultKind.Text })).Take(1)];
        if (names.Count == 0)
        {
            errors.Add(new(path.At, "a site is made of pages, and none of the stages it needs makes any",
                "add a stage `render: templates/page.html` above, and name it in `needs`"));
            return null;
        }

        foreach (var name in names)
        {
            var objection = !room.Built.TryGetValue(name, out var stage) ? $"`{name}` is no stage above"
                : stage.Kind == ResultKind.Sound ? $"`{name}` is sound and no page"
                : stage.IsList ? $"`{name}` has a result for each part, and a page is one"
                : stage.Settings.IsOnce ? $"`{name}` runs once, and a site has a page for each item"
                : null;
            if (objection is not null)
            {
                errors.Add(new(
                    given?.At ?? path.At, objection, "name a stage whose results are pages, such as a `render`"));
                return null;
            }
        }

        return names;
    }

    private Template? Own(StageParts parts, string name) =>
        StageRoom.Find(parts.Settings, name) is { } text ? room.Inline(parts, text) : null;

    private Template? OfPage(StageParts parts, string name) =>
        StageRoom.Find(parts.Settings, name) is { } text ? room.ForItem(parts, text) : null;
}
