using Pressrun.Pipelines.Files.Reading;
using Pressrun.Pipelines.Files.Wording;

namespace Pressrun.Pipelines.Files.Binding;

/// <summary>Finds what a file asks for and only a later version carries out.</summary>
internal static class LaterChecker
{
    public static IReadOnlyList<FileError> Check(PipelineSettings settings)
    {
        var root = settings.Root;
        var found = new List<FileError>();
        Keys(root["items"], Place.Items, found);
        if (settings.Items.IsPostgres)
        {
            found.Add(new(settings.Items.From.At, Message("reading items from PostgreSQL")));
        }

        foreach (var provider in (root["providers"] as Node.Map)?.Pairs ?? [])
        {
            Keys(provider.Value, Place.Provider, found);
        }

        foreach (var stage in (root["stages"] as Node.Map)?.Pairs ?? [])
        {
            Keys(stage.Value, Place.Stage, found);
            var gate = (stage.Value as Node.Map)?["gate"];
            Keys(gate, Place.Gate, found);
            foreach (var one in (gate as Node.List)?.Nodes ?? [])
            {
                Keys(one, Place.Gate, found);
            }
        }

        foreach (var stage in settings.Stages)
        {
            Values(stage, found);
        }

        return FileErrors.Sorted(found);
    }

    private static void Keys(Node? node, Place place, List<FileError> found)
    {
        foreach (var pair in (node as Node.Map)?.Pairs ?? [])
        {
            if (KeyTable.Find(place, pair.Key.Value) is { IsLater: true } row
                && pair.Value is not Node.Text { Value: "false" })
            {
                var where = place is Place.Gate ? " in a gate" : "";
                found.Add(new(pair.Key.At, Message($"`{row.Name}`{where}")));
            }
        }
    }

    private static void Values(StageSettings stage, List<FileError> found)
    {
        if (stage.Verb == VerbKind.Put && PutScheme.Of(stage.Argument.Value) is { IsLater: true } scheme)
        {
            found.Add(new(stage.Argument.At, Message($"`put` to `{scheme.Name}://`")));
        }

        if (stage is { Verb: VerbKind.Run, Output: { } form })
        {
            found.Add(new(form.At, Message("`output` of `run`")));
        }

        foreach (var check in stage.Gates.Select(gate => gate.Check).OfType<Setting<Rule>>())
        {
            if (RuleWords.IsLater(check.Value))
            {
                found.Add(new(check.At, Message($"the rule `{RuleWords.Written(check.Value)}`")));
            }
        }
    }

    private static string Message(string what) => $"{what} is not carried out by this version yet";
}
