using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>A result in the form in which it is written to a file.</summary>
internal static class SavedForm
{
    /// <summary>
    /// The request that writes it: sound as it is, text as text or as the document its suffix asks for; a value with
    /// fields whole in a <c>.json</c> file and as its main text in any other.
    /// </summary>
    public static async Task<Request> RequestAsync(
        StageContext context, string path, Output output, ResultKind kind, Document? document)
    {
        if (kind == ResultKind.Sound)
        {
            var content = JsonText.Of(json =>
            {
                json.WriteString("path", path);
                json.WriteString("blob", output.Blob!.Hash);
            });
            return new("folder", "file", content) { Inputs = [output.Blob!] };
        }

        if (document is not null && Document.IsOne(path))
        {
            return await document.RequestAsync(context, path, output);
        }

        var text = await TextAsync(context, path, output, kind);
        return new("folder", "file", JsonText.Of(json =>
        {
            json.WriteString("path", path);
            json.WriteString("text", text.EndsWith('\n') ? text : text + "\n");
        }));
    }

    private static async Task<string> TextAsync(StageContext context, string path, Output output, ResultKind kind) =>
        kind == ResultKind.Fields && !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? await MainText.ReadAsync(context, output)
            : await context.ReadTextAsync(output);
}
