using Pressrun.Model;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Forms;
using Pressrun.Pipelines.Texts;
using Pressrun.Pipelines.Verbs;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Building;

/// <summary>Makes what a stage runs over, and finds out before anything is sent that it can be run over.</summary>
/// <param name="fields">Fields the items have; null where they are not known.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class EachBuilder(IReadOnlyList<string>? fields, List<FileError> errors)
{
    /// <summary>What a stage runs over; null if it runs once an item, or what it names is in error.</summary>
    public Each? Build(StageSettings stage, IReadOnlyDictionary<string, BuiltStage> built)
    {
        switch (stage.Each?.Value)
        {
            case EachSource.Range range:
                return Each.Range(range.First, range.Last);
            case EachSource.Field field:
                Check(field, stage, built);
                return new(null, (item, _) => Part.List(ItemLists.Of(item, field.Path)), $"field {field.Path}");
            case EachSource.Stage source:
                if (built.TryGetValue(source.Name, out var above)
                    && Objection(source, above, stage) is var (text, hint))
                {
                    errors.Add(new(stage.Each.At, text, hint));
                }

                return Of(source, stage.Split?.Value);
            default:
                return null;
        }
    }

    /// <summary>The form of one element a stage runs over; null where it is not known.</summary>
    public static OutputForm? ElementOf(StageSettings stage, IReadOnlyDictionary<string, BuiltStage> built)
    {
        if (stage is { Split: not null } or { Each.Value: EachSource.Range })
        {
            return new OutputForm.Text();
        }

        return stage.Each?.Value is EachSource.Stage source && built.TryGetValue(source.Name, out var above)
            ? above.IsList ? above.Form
                : above.Form is { } form
                    && FormPath.Find(form, source.Name, PathOf(source), out _) is OutputForm.ListOf list ? list.Element
                    : null
            : null;
    }

    private static Each Of(EachSource.Stage source, int? split)
    {
        var path = source.Path.Length == 0 ? "" : $" {source.Path}";
        return split is { } most
            ? new(source.Name,
                (_, text) => Part.List(SentenceSplitter.Split(MainText.Of(text, source.Path), most)),
                FormattableString.Invariant($"split/1 {most}{path}"))
            : new(source.Name, (_, text) => Part.List(ItemLists.OfText(text, source.Path)), $"list/1{path}");
    }

    private void Check(EachSource.Field field, StageSettings stage, IReadOnlyDictionary<string, BuiltStage> built)
    {
        var name = field.Path.Split('.')[0];
        if (fields?.Contains(name, StringComparer.Ordinal) == false)
        {
            errors.Add(new(stage.Each!.At, $"`each` names `{name}`, which is neither a field of the items nor a stage",
                FormPath.Near(name, [.. fields, .. built.Keys])));
        }
    }

    private static (string Text, string? Hint)? Objection(
        EachSource.Stage source, BuiltStage above, StageSettings stage)
    {
        if (above.IsList)
        {
            return source.Path.Length == 0 ? null
                : ($"`{source.Name}` runs over parts itself, and each of them would have its own `{source.Path}`",
                    $"write `each: {source.Name}`: then {{{{part.{source.Path}}}}} is that field");
        }

        if (above.Kind == ResultKind.Sound)
        {
            return ($"`{source.Name}` is sound, and no list to run over", "name the stage whose text was spoken");
        }

        if ((above.Form ?? (above.Settings.Verb is VerbKind.Ask or VerbKind.Join ? new OutputForm.Text() : null))
            is not { } form)
        {
            return null; // What it gives is known only when it is there.
        }

        var found = FormPath.Find(form, source.Name, PathOf(source), out var objection);
        return objection is not null ? (objection, null)
            : stage.Split is null ? OfList(source, form, found!)
            : found is OutputForm.Text || IsMainText(found!) ? null
            : ($"`split` cuts text, and `{source.Written}` is none", "leave `split` out, or name a field that is text");
    }

    private static (string Text, string? Hint)? OfList(EachSource.Stage source, OutputForm form, OutputForm found)
    {
        var lists = FormPath.Lists(form, source.Name).ToList();
        return found switch
        {
            OutputForm.ListOf => null,
            OutputForm.Fields when lists.Count > 0 => (
                $"`each` runs over a list, and `{source.Written}` is none",
                $"its lists are: {string.Join(" ", lists)}"),
            _ => ($"`each` runs over a list, and `{source.Written}` is none",
                "cut its text with `split: 2000 characters`, or let a model answer with a list: `output: [text]`"),
        };
    }

    private static bool IsMainText(OutputForm form) => form is OutputForm.Fields fields
        && fields.All.Any(field => field is { Key: "text", Value: OutputForm.Text });

    private static string[] PathOf(EachSource.Stage source) =>
        source.Path.Length == 0 ? [] : source.Path.Split('.');
}
