using Pressrun.Model;
using Pressrun.Pipelines.Files.Reading;
using Pressrun.Pipelines.Files.Wording;

namespace Pressrun.Pipelines.Files.Binding;

/// <summary>Reads the gates of a stage.</summary>
internal static class GateBinder
{
    private const int ReviseMax = 20;

    public static IReadOnlyList<GateSettings> Bind(MapReader stage, string name, Scope scope)
    {
        var node = stage["gate"];
        var gates = new List<GateSettings>();
        foreach (var element in node is Node.List list ? list.Nodes : node is null ? [] : [node])
        {
            if (element is Node.Map map)
            {
                var at = node is Node.List ? map.At : stage.KeyAt("gate");
                gates.Add(Gate(new(map, Place.Gate, $"the gate of `{name}`", at, scope.Findings), name, scope));
            }
            else if (element is not Node.Faulty)
            {
                var written = element is Node.Text { Value: var rule } ? rule : "whole";
                scope.Findings.Add(
                    element.At, $"a gate is a mapping, this is {element.Title}",
                    $"such as `{{ check: {written}, else: review }}`");
            }
        }

        return gates;
    }

    private static GateSettings Gate(MapReader reader, string stage, Scope scope)
    {
        Together(reader, scope.Findings);
        var check = reader.One("check", RuleWords.Read);
        if (check?.Value.Source is { } source)
        {
            scope.IsAbove(source, check.At, stage, "the rule");
        }

        var models = reader["model"];
        return new()
        {
            At = reader.At,
            Check = check,
            Ask = reader.Text("ask"),
            Pass = reader.One("pass", text => ConditionWords.Read("pass", text)),
            Models = models is null ? [] : scope.Models(reader.Texts("model", models)),
            Revise = reader.One("revise", text => Amounts.Whole("revise", text, 0, ReviseMax)),
            Else = reader.One("else", Else),
        };
    }

    private static void Together(MapReader reader, Findings findings)
    {
        var (check, ask, pass) = (reader.WasMeant("check"), reader.WasMeant("ask"), reader.WasMeant("pass"));
        if (!check && !ask && !pass)
        {
            findings.Add(reader.At, "a gate has `check`, `ask` or `pass`", "such as `check: whole`");
        }
        else if (check && (ask || pass))
        {
            findings.Add(
                reader.KeyAt(ask ? "ask" : "pass"), "a gate is a rule or a judge, not both",
                "make two gates of it: `- check: …` and `- ask: …`");
        }
        else if (ask && !pass)
        {
            findings.Add(reader.KeyAt("ask"), "a judge needs `pass`", "such as `pass: score >= 0.8`");
        }

        if (reader["model"] is not null && !ask)
        {
            findings.Add(reader.KeyAt("model"), "`model` has no use in a gate without `ask`", "leave it out");
        }
    }

    private static Meaning<Then> Else(string text) => text switch
    {
        "fail" => Then.Fail,
        "review" => Then.Review,
        "keep" => Then.Keep,
        "skip" => Then.Skip,
        _ => Meaning<Then>.Bad(
            $"`else` is fail, review, keep or skip, not {Quote.Of(text)}",
            DidYouMean.Ask(text, ["fail", "review", "keep", "skip"])),
    };
}
