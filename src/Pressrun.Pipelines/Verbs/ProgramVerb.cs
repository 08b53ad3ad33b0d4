using Pressrun.Model;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>Runs a program on this machine: it reads text and writes text. No shell is between.</summary>
/// <param name="program">The program.</param>
/// <param name="arguments">Templates of its arguments.</param>
/// <param name="stage">The stage whose text it reads; null for none.</param>
/// <param name="names">What the templates' names stand for.</param>
/// <param name="care">Tries and timeout.</param>
internal sealed class ProgramVerb(
    string program, IReadOnlyList<Template> arguments, string? stage, Names names, Care care) : Verb
{
    /// <inheritdoc/>
    public override string Fingerprint =>
        $"run/1 {program} {stage} {string.Join(' ', arguments.Select(argument => argument.Hash))}";

    /// <inheritdoc/>
    public override async Task<Output> RunAsync(StageContext context)
    {
        var values = new List<string>();
        foreach (var argument in arguments)
        {
            values.Add(await names.RenderAsync(argument, context));
        }

        var text = stage is null ? "" : await MainText.ReadAsync(context, stage);
        var answer = await context.CallAsync(care.Of(new("local", "run", JsonText.Of(json =>
        {
            json.WriteString("program", program);
            json.WriteStartArray("arguments");
            values.ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteMaybe("text", text);
        }))));
        return Output.Of(answer.Text);
    }
}
