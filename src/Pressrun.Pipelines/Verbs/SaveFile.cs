using Pressrun.Model;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>Writes a stage's result to files below the pipeline's folder; the suffix is the form.</summary>
/// <param name="paths">Templates of the paths.</param>
/// <param name="root">Folder before each path; empty for none.</param>
/// <param name="kind">What the result is.</param>
/// <param name="names">What the templates' names stand for.</param>
internal sealed class SaveFile(IReadOnlyList<Template> paths, string root, ResultKind kind, Names names) : Save
{
    /// <summary>How pages and books are made of it; null where the result is a file by itself.</summary>
    public Document? Document { get; init; }

    /// <inheritdoc/>
    public override string Fingerprint => $"save/1 {root} {string.Join(' ', paths.Select(path => path.Hash))}"
        + (Document is not null && paths.Any(path => Document.IsOne(path.Text)) ? $" {Document.Hash}" : "");

    /// <inheritdoc/>
    public override async Task SaveAsync(StageContext context, Output output)
    {
        foreach (var path in paths)
        {
            var to = root + await names.RenderPathAsync(path, context);
            await context.CallAsync(await SavedForm.RequestAsync(context, to, output, kind, Document));
        }
    }
}
