using System.Globalization;
using System.Text;
using Pressrun.Pipelines.Files.Binding;
using Pressrun.Pipelines.Files.Wording;

namespace Pressrun.Pipelines.Files;

/// <summary>Writes the reference page of the pipeline file.</summary>
public static class ReferenceWriter
{
    private static readonly (Place Place, string Title)[] Chapters =
    [
        (Place.Top, "Top level"),
        (Place.Items, "`items`, written out"),
        (Place.Budget, "`budget`, written out"),
        (Place.Provider, "A provider"),
        (Place.Prices, "`prices` of a provider"),
        (Place.Stage, "A stage"),
        (Place.Gate, "A gate"),
        (Place.Expect, "`expect`"),
    ];

    private const string Beginning = """
        # The pipeline file, key by key

        A pipeline file is YAML. It needs `pressrun: 1`, a `name`, `items` and `stages`; everything else may be left
        out.

        A stage does one thing: `ask` a language model, `speak`, `fetch` a page, `render` a template, `run` a
        program, `join` texts or sound, `put` something somewhere. It needs the stage above it, unless `needs` says
        otherwise, and runs once an item. With `each` it runs once for each element of a list (a field of the item
        such as `chapter.scenes`, a list in an answer such as `cards.facts`, a range such as `1..7`, the parts of
        another stage) or, with `split`, for each piece of a text; a stage without `each` below it waits for all of
        them. With `once` it runs once for the whole batch: before all items if it needs none of their results, else
        when all have come to their end.

        ## Names

        In a prompt, a path or a page, `{{title}}` is a field of the item, a var, or the result of a stage above;
        dots lead into its fields: `{{article.title}}`, `{{card.author.name}}`. A name that is not there is an error
        before anything is sent. `{{key}}` is the item's key, `{{name}}` the pipeline's name, `{{notes}}` what a
        gate wants better; under `each`, `{{part}}` is the element, `{{part.number}}` its number, `{{part.x}}` a
        field of it, and with `chain: true` `{{previous}}` the result before it. Over a range the path of a prompt may
        name the part: `ask: prompts/chunk-{{part}}.md` is a file for each. In a stage with `once`, `{{#each
        items}}…{{/each}}` goes through all items, each with its fields and its results of the stages needed:
        `{{#each items}}{{key}}: {{script}}{{/each}}`. `{{#if x}}`, `{{#unless x}}`, `{{else}}` and `{{#with x}}`
        are there as well, and the functions `pad`, `slug` and `safeUrl`. What is printed is escaped in `.html` and
        `.xml` (three braces print it as it is), and in `.json`.

        Items have the fields of their source: the columns of a `.csv`, the fields of `.json`, `.jsonl` and `.yaml`.
        In a list of lines each is `{{url}}` if most lines are addresses or paths, and `{{line}}` otherwise; a file
        of a pattern gives `{{path}}` and `{{text}}`, a range `{{number}}`. An outline (`.md`, or `.txt` with
        `Chapter 1` headings) gives a chapter each: `{{number}}`, `{{title}}`, `{{outline}}`, `{{book}}` and
        `{{neighbours}}`. A field cannot be called `key` (unless it is the item's key), `name`, `part`, `previous`,
        `notes` or `items`: those words mean something else, and `check` says so.

        A database gives an item for each row of one SELECT, its columns as fields: `items: { from: "sqlite:tales.db",
        query: prompts/select.sql, key: id }`. Numbers stay numbers, NULL is empty. It is opened for reading only, and
        read row by row, twice: give the query an `order by`. The address may be kept in a variable (`from: env:NAME`),
        and must be where it would hold a password.

        `where` takes part of the items: `form in (10-K, 10-Q) and year >= 2020`, `title is not empty`. A condition
        that no item fulfils is an error that says what was compared: exit code 2. `order` says which items are taken
        up first, and `{{#each items}}` goes through them in that order; `join` keeps the order of the source. Lines
        that give no item (blank, broken, there before) are told by their numbers, and a run ends with how many.
        [Items](../items.md) has the rest.

        ## Stages by request

        A stage with `manual: true` runs only with `pressrun run --with NAME` (again, or with commas, for several);
        what needs it waits with it, and a run without it ends well when all else is done. While items wait, so do the
        stages over the whole batch. What asks nobody and saves nothing, such as a `render`, is free and runs all the
        same.

        ## Gates

        Gates are judged in the order written, those that cost nothing first; the first that fails decides. Its
        `revise` and `else`, or those of the last gate, say how often the stage runs again with its notes, and what
        follows then: `fail`, `review` (a person decides), `skip`, or `keep` the best so far. A judge (`ask`)
        answers with a `score` and `notes`, and sees the result under the stage's own name; `pass` alone is about
        the fields of the stage's answer.

        `facts cite sources` wants a model that searches, and `output: { facts: [text], sources: [url] }` with
        whatever else beside: each fact ends with the number of its source, `[2]`, and each source is one that the
        search returned. What it returned becomes a field of the result, `found`. `repeats below 8%` is about a text
        in itself; in a stage with `once` that joins the texts of all items, about each item and those before it.

        A `fetch` with the gate `sections` reads its pages as filings of the SEC (10-K, 10-Q, 8-K; the item's field
        `form` says which, else the filing): `{{filing}}` is the text of the Items that matter, `filing.sections`
        lists them (`name item heading characters`), and `with: { tokens: 60000 }` says how much a model reads. Of
        more, whole Items are left out and named in `filing.left_out`.

        """;

    /// <summary>A Markdown page, made from the same table the reader uses; equal on every call.</summary>
    public static string Write()
    {
        var page = new StringBuilder(Beginning.ReplaceLineEndings("\n").TrimEnd('\n') + '\n');
        foreach (var (place, title) in Chapters)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| key | what it does | default | example |\n");
            page.Append("|---|---|---|---|\n");
            foreach (var row in KeyTable.Of(place))
            {
                var fallback = row.IsRequired ? "must be given" : row.Default ?? "";
                page.Append(CultureInfo.InvariantCulture, $"| `{row.Name}` | {Doc(row.Doc, row.IsLater)} ");
                page.Append(CultureInfo.InvariantCulture, $"| {fallback} | `{row.Name}: {row.Example}` |\n");
            }
        }

        page.Append("\n## Rules of a gate\n\n| rule | what it checks |\n|---|---|\n");
        foreach (var form in RuleWords.Forms)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{form.Written}` | {Doc(form.Doc, form.IsLater)} |\n");
        }

        page.Append("\n## Targets of `put`\n\n| target | what it does | example | parameters under `with` |\n");
        page.Append("|---|---|---|---|\n");
        foreach (var scheme in PutScheme.All)
        {
            var example = scheme.Example.Length > 0 ? $"`put: {scheme.Example}`" : "";
            page.Append(CultureInfo.InvariantCulture, $"| `{scheme.Name}://` | {Doc(scheme.Doc, scheme.IsLater)} ");
            page.Append(CultureInfo.InvariantCulture, $"| {example} | {scheme.With} |\n");
        }

        return page.ToString();
    }

    private static string Doc(string doc, bool isLater) => isLater ? $"{doc} *Later.*" : doc;
}
