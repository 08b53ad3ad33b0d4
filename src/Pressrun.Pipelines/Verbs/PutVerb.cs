using Pressrun.Model;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>Puts the result of another stage into a folder; the result is the receipt: path, bytes, SHA-256.</summary>
/// <param name="stage">The stage whose result is put.</param>
/// <param name="kind">What that result is.</param>
/// <param name="path">The template of the path.</param>
/// <param name="root">Folder before the path; empty for none.</param>
/// <param name="names">What the template's names stand for.</param>
/// <param name="care">Tries and timeout.</param>
internal sealed class PutVerb(string stage, ResultKind kind, Template path, string root, Names names, Care care) : Verb
{
    /// <summary>How pages and books are made of it; null where the result is a file by itself.</summary>
    public Document? Document { get; init; }

    /// <inheritdoc/>
    public override string Fingerprint => $"put/1 {stage} {root} {path.Hash}"
        + (Document is not null && Document.IsOne(path.Text) ? $" {Document.Hash}" : "");

    /// <inheritdoc/>
    public override async Task<Output> RunAsync(StageContext context)
    {
        var to = root + await names.RenderPathAsync(path, context);
        var request = await SavedForm.RequestAsync(context, to, context.Inputs(stage)[0], kind, Document);
        return Output.Of((await context.CallAsync(care.Of(request))).Text);
    }
}
