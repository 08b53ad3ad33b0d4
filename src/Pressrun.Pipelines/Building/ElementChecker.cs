using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Forms;
using Pressrun.Pipelines.Templates;
using Pressrun.Pipelines.Verbs;
using Names = Pressrun.Pipelines.Verbs.Names;

namespace Pressrun.Pipelines.Building;

/// <summary>Finds names inside <c>{{#each …}}</c> that no element has.</summary>
/// <param name="settings">The file.</param>
/// <param name="fields">Fields the items have; null where they are not known.</param>
internal sealed class ElementChecker(PipelineSettings settings, IReadOnlyList<string>? fields)
{
    /// <summary>Why a name means nothing; null if it does, or if that is known only when it is there.</summary>
    public string? Objection(
        TemplateName used, StageSettings stage, IReadOnlyDictionary<string, BuiltStage> built)
    {
        if (used.First == Names.Items && stage.IsOnce)
        {
            return used.Segments is [_, TemplateName.Element, var name, ..] && name != TemplateName.Element
                ? OfItem(name, used.Segments.Skip(2), stage, built)
                : null;
        }

        var form = used.First == "part" ? EachBuilder.ElementOf(stage, built)
            : built.TryGetValue(used.First, out var source) && source.Form is { } one
                ? source.IsList ? new OutputForm.ListOf(one) : one
                : null;
        return form is null ? null : Walk(form, used.First, used.Segments.Skip(1));
    }

    private string? OfItem(
        string name, IEnumerable<string> path, StageSettings stage, IReadOnlyDictionary<string, BuiltStage> built)
    {
        if (name == "key")
        {
            return Walk(new OutputForm.Text(), name, path.Skip(1));
        }

        if (built.TryGetValue(name, out var source) && !source.Settings.IsOnce)
        {
            return source.Kind == ResultKind.Sound ? $"`{name}` is sound and has no text"
                : !stage.Needs.Contains(name, StringComparer.Ordinal)
                    ? $"`{name}` is not among what `{stage.Name}` needs, so the items come without it: "
                        + "add it to `needs`"
                    : (source.Form ?? (source.Kind == ResultKind.Text ? new OutputForm.Text() : null)) is { } form
                        ? Walk(source.IsList ? new OutputForm.ListOf(form) : form, name, path.Skip(1))
                        : null;
        }

        if (fields is null || fields.Contains(name, StringComparer.Ordinal))
        {
            return null;
        }

        if (built.ContainsKey(name) || settings.Vars.Any(variable => variable.Name == name)
            || name is "name" or "notes" or Names.Items)
        {
            return $"an item has no `{name}`; outside the block it is `../{name}`";
        }

        List<string> known = [.. fields, .. stage.Needs.Where(IsOfItems), "key"];
        return $"unknown name `{name}` of an item; {FormPath.Near(name, known)}";

        bool IsOfItems(string need) =>
            built.TryGetValue(need, out var needed) && !needed.Settings.IsOnce && needed.Kind != ResultKind.Sound;
    }

    private static string? Walk(OutputForm form, string walked, IEnumerable<string> path)
    {
        foreach (var segment in path)
        {
            if (segment != TemplateName.Element)
            {
                if (FormPath.Find(form, walked, [segment], out var objection) is not { } field)
                {
                    return objection;
                }

                (form, walked) = (field, $"{walked}.{segment}");
            }
            else if (form is OutputForm.ListOf list)
            {
                (form, walked) = (list.Element, walked + TemplateName.Element);
            }
            else
            {
                return null; // Over the fields of a value: each may be something else.
            }
        }

        return null;
    }
}
