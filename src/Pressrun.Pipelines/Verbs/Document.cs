using System.Text.RegularExpressions;
using Pressrun.Model;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>
/// A text as a document, where the suffix of its file asks for one: <c>.html</c> a page, <c>.epub</c> a book. What was
/// joined keeps its parts: they are the chapters.
/// </summary>
/// <param name="pipeline">Name of the pipeline, the title of what is made of the whole batch.</param>
/// <param name="names">What the templates' names stand for.</param>
internal sealed partial class Document(string pipeline, Names names)
{
    /// <summary>What <c>with</c> of a <c>join</c> may name.</summary>
    public static IReadOnlyList<string> Known { get; } = ["title", "author", "language"];

    /// <summary>The stage whose results were joined; null for a text of one piece.</summary>
    public string? Joined { get; init; }

    /// <summary>Whether they are those of all items.</summary>
    public bool IsBatch { get; init; }

    /// <summary>Its title; null takes that of the item, or the pipeline's name.</summary>
    public Template? Title { get; init; }

    /// <summary>Who wrote it; null names nobody.</summary>
    public Template? Author { get; init; }

    /// <summary>Its language; null takes that of the item's page, or English.</summary>
    public Template? Language { get; init; }

    /// <summary>The stage that fetched the item's page, which has a language; null for none.</summary>
    public string? PageOf { get; init; }

    /// <summary>What everybody who opens it should know.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Another as soon as something of it is.</summary>
    public string Hash =>
        $"document/1 {Joined} {IsBatch} {Title?.Hash} {Author?.Hash} {Language?.Hash} {PageOf} {Comment}";

    /// <summary>Whether a file of that name is a document.</summary>
    public static bool IsOne(string path) => IsBook(path) || IsPage(path);

    /// <summary>The request that writes it.</summary>
    public async Task<Request> RequestAsync(StageContext context, string path, Output output)
    {
        var (title, language) = (await TitleAsync(context), await LanguageAsync(context));
        if (IsPage(path))
        {
            var text = await TextAsync(context, output);
            var page = await context.CallAsync(new("local", "html", JsonText.Of(json =>
            {
                json.WriteString("title", title);
                json.WriteString("language", language);
                json.WriteString("comment", Comment);
                json.WriteString("markdown", text);
                json.WriteBoolean("is_mail", value: false);
            })));
            return new("folder", "file", JsonText.Of(json =>
            {
                json.WriteString("path", path);
                json.WriteString("text", page.Text);
            }));
        }

        var chapters = await ChaptersAsync(context, output, title);
        var author = Author is null ? "" : await names.RenderAsync(Author, context);
        var book = (await context.CallAsync(new("local", "epub", JsonText.Of(json =>
        {
            json.WriteString("title", title);
            json.WriteString("author", author);
            json.WriteString("language", language);
            json.WriteString("comment", Comment);
            json.WriteStartArray("chapters");
            foreach (var chapter in chapters)
            {
                json.WriteStartObject();
                json.WriteString("title", chapter.Title);
                json.WriteString("markdown", chapter.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        })))).Blob!;
        return new("folder", "file", JsonText.Of(json =>
        {
            json.WriteString("path", path);
            json.WriteString("blob", book.Hash);
        }))
        {
            Inputs = [book],
        };
    }

    private static bool IsBook(string path) => path.EndsWith(".epub", StringComparison.OrdinalIgnoreCase);

    private static bool IsPage(string path) => path.EndsWith(".html", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".htm", StringComparison.OrdinalIgnoreCase);

    // A page of a whole batch has a heading where each item begins.
    private async Task<string> TextAsync(StageContext context, Output output) => !IsBatch
        ? await MainText.ReadAsync(context, output)
        : string.Join("\n\n", (await ChaptersAsync(context, output, "")).Select(chapter =>
            chapter.Text.TrimStart().StartsWith('#') ? chapter.Text
                : $"## {Mark().Replace(chapter.Title, @"\$0")}\n\n{chapter.Text}"));

    private async Task<List<(string Title, string Text)>> ChaptersAsync(
        StageContext context, Output output, string title)
    {
        var chapters = new List<(string, string)>();
        if (Joined is null)
        {
            chapters.Add((title, await MainText.ReadAsync(context, output)));
        }
        else if (!IsBatch)
        {
            foreach (var part in context.Inputs(Joined))
            {
                // Parts have no titles: the book numbers them.
                chapters.Add(("", await MainText.ReadAsync(context, part)));
            }
        }
        else
        {
            await foreach (var (item, outputs) in context.BatchAsync(Joined))
            {
                var texts = new List<string>();
                foreach (var part in outputs)
                {
                    texts.Add(await MainText.ReadAsync(context, part));
                }

                chapters.Add((PageTitle.OneLine(item.Title ?? item.Key), string.Join("\n\n", texts)));
            }
        }

        return chapters;
    }

    private async Task<string> TitleAsync(StageContext context)
    {
        var title = Title is null ? context.Item.Title ?? context.Item.Key : await names.RenderAsync(Title, context);
        return PageTitle.OneLine(title) is { Length: > 0 } own ? own : pipeline;
    }

    private async Task<string> LanguageAsync(StageContext context)
    {
        if (Language is not null)
        {
            return (await names.RenderAsync(Language, context)).Trim();
        }

        if (PageOf is null)
        {
            return "en";
        }

        var page = await Names.ValueAsync(new(PageOf, ResultKind.Fields, IsList: false), context);
        return page.Find("language")?.Text is { } said && Tag().IsMatch(said) ? said : "en";
    }

    // What a page says of itself need not be a language.
    [GeneratedRegex(@"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[\\`*_{}\[\]<>()#+.!|~-]", RegexOptions.NonBacktracking)]
    private static partial Regex Mark();
}
