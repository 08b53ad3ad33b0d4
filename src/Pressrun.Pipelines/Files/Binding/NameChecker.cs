using Pressrun.Pipelines.Files.Reading;
using Pressrun.Pipelines.Files.Wording;

namespace Pressrun.Pipelines.Files.Binding;

/// <summary>
/// Names of variables, aliases, stages and the reserved words share one namespace. Item fields belong to it as well,
/// but are known only when items are read.
/// </summary>
internal static class NameChecker
{
    public static void Check(Scope scope, IReadOnlyList<NamedScalar> vars)
    {
        var owners = Scope.Reserved.ToDictionary(word => word, _ => "a reserved word", StringComparer.Ordinal);
        foreach (var variable in vars)
        {
            Claim(variable.Name, variable.NameAt, "a variable", owners, scope.Findings);
        }

        foreach (var alias in scope.Aliases?.Pairs ?? [])
        {
            Spell(alias.Key, "a model", scope.Findings);
            Claim(alias.Key.Value, alias.Key.At, "a model", owners, scope.Findings);
            if (scope.IsProvider(alias.Key.Value))
            {
                scope.Findings.Add(alias.Key.At, $"`{alias.Key.Value}` is a provider and a model", "rename the model");
            }
        }

        foreach (var stage in scope.Stages?.Pairs ?? [])
        {
            Spell(stage.Key, "a stage", scope.Findings);
            Claim(stage.Key.Value, stage.Key.At, "a stage", owners, scope.Findings);
        }
    }

    private static void Spell(Node.Text name, string kind, Findings findings)
    {
        var meaning = NameWords.Name(kind, name.Value);
        if (meaning.Complaint is not null)
        {
            findings.Add(name.At, meaning.Complaint, meaning.Hint);
        }
    }

    private static void Claim(
        string name, Position at, string kind, Dictionary<string, string> owners, Findings findings)
    {
        if (!owners.TryAdd(name, kind))
        {
            findings.Add(
                at, $"{Quote.Of(name)} is {owners[name]} and {kind}",
                "in templates both would be {{" + name + "}}: rename one");
        }
    }
}
