using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Forms;
using Pressrun.Pipelines.Texts;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Gates;

/// <summary>
/// Holds the facts of a result against its sources, and those against what a search really returned: pure and free.
/// </summary>
internal sealed class CitationGate : Gate
{
    private const string Facts = "facts";
    private const string Sources = "sources";

    /// <inheritdoc/>
    public override string Fingerprint => "citations/1";

    /// <inheritdoc/>
    public override bool IsFree => true;

    /// <summary>Whether a result of this form can be judged.</summary>
    public static bool CanJudge(OutputForm? form) => form is OutputForm.Fields fields
        && IsList(fields, Facts, element => element is OutputForm.Text)
        && IsList(fields, Sources, element => element is OutputForm.Url)
        && fields.All.All(field => field.Key != FoundSources.Name);

    /// <inheritdoc/>
    public override async Task<Judgement> JudgeAsync(StageContext context, Output output)
    {
        using var result = JsonDocument.Parse(await context.ReadTextAsync(output));
        var finding = Citations.Judge(List(Facts), List(Sources), List(FoundSources.Name));
        return new(finding.IsPassed, finding.Notes);

        List<string> List(string name) =>
            [.. result.RootElement.GetProperty(name).EnumerateArray().Select(element => element.GetString()!)];
    }

    private static bool IsList(OutputForm.Fields fields, string name, Func<OutputForm, bool> isElement) =>
        fields.All.Any(field => field.Key == name && field.Value is OutputForm.ListOf list && isElement(list.Element));
}
