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

    /// <summary>A Markdown page, made from the same table the reader uses; equal on every call.</summary>
    public static string Write()
    {
        var page = new StringBuilder("# The pipeline file, key by key\n");
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

        page.Append("\n## Targets of `put`\n\n| target | what it does |\n|---|---|\n");
        foreach (var scheme in PutScheme.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{scheme.Name}://` | {Doc(scheme.Doc, scheme.IsLater)} |\n");
        }

        return page.ToString();
    }

    private static string Doc(string doc, bool isLater) => isLater ? $"{doc} *Later.*" : doc;
}
