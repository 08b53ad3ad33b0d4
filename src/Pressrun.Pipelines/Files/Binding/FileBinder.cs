using Pressrun.Pipelines.Files.Layering;
using Pressrun.Pipelines.Files.Reading;
using Pressrun.Pipelines.Files.Wording;
using static Pressrun.Pipelines.Files.Wording.Amounts;

namespace Pressrun.Pipelines.Files.Binding;

/// <summary>Turns the tree of a file into settings. Reports everything before it gives up.</summary>
internal static class FileBinder
{
    /// <exception cref="PipelineFileException">Something is wrong; all of it is in there.</exception>
    public static PipelineSettings Bind(Layers layers, Findings findings)
    {
        findings.IsBinding = true;
        var root = layers.Root;
        var top = new MapReader(root, Place.Top, "the file", Position.Whole(layers.Sources[0].Name), findings);
        var scope = new Scope(root, findings);
        _ = top.One("pressrun", Version);
        var name = top.One("name", text => NameWords.Name("a pipeline", text));
        var items = Items(top, findings);
        var budget = Budget(top);
        var vars = ScalarBinder.Bind(top["vars"] as Node.Map, "vars", findings);
        var providers = ProviderBinder.Bind(top["providers"] as Node.Map, findings);
        var models = Models(top, scope);
        var stages = StageBinder.Bind(top["stages"] as Node.Map, scope);
        if (top["stages"] is Node.Map { Pairs: [] } empty)
        {
            findings.Add(empty.At, "`stages` has no stage", "such as `script: { ask: prompts/clean.md }`");
        }

        NameChecker.Check(scope, vars);
        findings.Throw();
        return new()
        {
            Name = name!,
            Items = items!,
            Budget = budget,
            Vars = vars,
            Providers = providers,
            Models = models,
            Stages = stages,
            Sources = layers.Sources,
            Layers = layers,
            Root = root,
        };
    }

    private static Meaning<int> Version(string text) => text == "1"
        ? 1
        : Meaning<int>.Bad(
            $"this version reads `pressrun: 1`, not {Quote.Of(text)}", "a newer file needs a newer pressrun");

    private static ItemsSettings? Items(MapReader top, Findings findings)
    {
        var reader = top.Below("items", Place.Items);
        if ((reader?.Text("from") ?? top.Text("items")) is not { } from)
        {
            return null;
        }

        var range = NameWords.Range("items", from.Value);
        if (range?.Complaint is not null)
        {
            findings.Add(from.At, range.Complaint, range.Hint);
        }

        var items = new ItemsSettings
        {
            From = from,
            Range = range?.Value,
            At = reader?.Text("at"),
            Query = reader?.Text("query"),
            Key = reader?.Text("key"),
            Where = reader?.One("where", text => ConditionWords.ReadAll("where", text)),
            Order = reader?.One("order", ConditionWords.Order),
        };
        if ((items.IsDatabase || items.Query is not null) && AddressWords.HasPassword(from.Value))
        {
            findings.Hide((reader is null ? top["items"] : reader["from"])!);
            findings.Add(from.At, "the address holds a password, which never stands in the file",
                "put the whole address into a variable and write `from: env:NAME`");
        }

        if (items.IsDatabase && items.Query is null && reader?.WasMeant("query") != true)
        {
            findings.Add(from.At, "a database is asked by `query`", "such as `query: prompts/select.sql`");
        }
        else if (items.Query is { } query && !items.IsDatabase)
        {
            findings.Add(query.At, "`query` asks a database, and `from` is none", "leave it out, or name a database");
        }

        return items;
    }

    private static BudgetSettings Budget(MapReader top)
    {
        var reader = top.Below("budget", Place.Budget);
        return new()
        {
            Run = reader?.One("run", text => Sum(Meant(reader["run"]!.At), text))
                ?? top.One("budget", text => Sum("budget", text)),
            Item = reader?.One("item", text => Sum("item", text)),
            Day = reader?.One("day", text => Sum("day", text)),
            Warn = reader?.One("warn", text => Share("warn", text)),
        };
    }

    // From outside a file the sum of a run may be set under the name of the budget; an error repeats what was written.
    private static string Meant(Position at) =>
        at.Line > 0 || at.File.EndsWith("run", StringComparison.OrdinalIgnoreCase) ? "run" : "budget";

    private static List<ModelSettings> Models(MapReader top, Scope scope)
    {
        var models = new List<ModelSettings>();
        foreach (var pair in (top["models"] as Node.Map)?.Pairs ?? [])
        {
            var (name, value) = (pair.Key.Value, pair.Value);
            if (value is Node.Map or Node.Text { IsEmpty: true } or Node.List { Nodes: [] })
            {
                scope.Findings.Add(
                    value.At.Length == 0 ? pair.Key.At : value.At,
                    $"model `{name}` wants {ValueKind.Models.Wants}, found {value.Title}",
                    $"such as `{name}: [openai/gpt-6-luna]`");
                continue;
            }

            var found = scope.Models(top.Texts(name, value));
            scope.Learn(name, found);
            models.Add(new(name, pair.Key.At, found));
        }

        return models;
    }
}
