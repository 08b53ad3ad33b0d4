using Pressrun.Pipelines.Files.Binding;
using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Pipelines.Files.Layering;

/// <summary>Makes trees of what is laid over a file, and refuses what cannot be set from outside.</summary>
internal sealed class Overlay(Node.Map file, Findings findings)
{
    private const string Prefix = "PRESSRUN_";

    /// <summary>A file; null if it is empty.</summary>
    public Node.Map? Read(SourceText source)
    {
        findings.Add(source);
        switch (NodeReader.ReadAny(source, findings))
        {
            case Node.Map map:
                return map;
            case null:
                return null;
            case var other:
                findings.Add(other.At, $"a file is a mapping, this is {other.Title}", "such as `budget: $5`");
                return null;
        }
    }

    /// <summary>What is behind each <c>--set</c>, as one tree each.</summary>
    public IEnumerable<Node.Map> Flags(IReadOnlyList<string> flags)
    {
        foreach (var flag in flags)
        {
            var split = flag.IndexOf('=', StringComparison.Ordinal);
            if (split <= 0)
            {
                findings.Add(Position.Whole("--set"), "`--set` wants KEY=VALUE", "such as `--set budget=$5`");
                continue;
            }

            var key = flag[..split].Trim();
            var path = KeyPath.Parse(key, file);
            if (KeyTable.Find(Place.Top, path[0]) is null)
            {
                findings.Add(
                    Position.Whole("--set"), $"there is no key {Quote.Of(key)}", KeyPath.Hint(path, file));
                continue;
            }

            yield return Checked(Tree($"--set {key}", path, flag[(split + 1)..].Trim()));
        }
    }

    /// <summary>What options with names of their own say, as one tree each.</summary>
    public IEnumerable<Node.Map> Options(IReadOnlyList<GivenOption> options) =>
        options.Select(option => Checked(Tree(option.Option, option.Key.Split('.'), option.Value.Trim())));

    /// <summary>The variables that name a key of the file, in order of their names, as one tree each.</summary>
    public IEnumerable<Node.Map> Variables(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var (name, value) in variables.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            var path = name.StartsWith(Prefix, StringComparison.Ordinal) && value.Length > 0
                ? Words(name[Prefix.Length..], file)
                : [];
            if (path.Count > 0)
            {
                yield return Checked(Tree(name, path, value.Trim()));
            }
        }
    }

    /// <summary>The same tree; reports what must not be set from outside, and names the file does not have.</summary>
    public Node.Map Checked(Node.Map map)
    {
        var pairs = map.Pairs.Where(pair => pair.Key.Value != "pressrun").Select(pair => pair.Key.Value switch
        {
            "stages" => pair with { Value = Known(pair.Value, "stages", "stage", Stage) },
            "vars" => pair with { Value = Known(pair.Value, "vars", "variable", _ => { }) },
            _ => pair,
        });
        return map with { Pairs = [.. pairs] };
    }

    // What the file does not have is left out: reported here, it shall not be found wanting as if it were in the file.
    private Node Known(Node value, string top, string kind, Action<Node.Pair> check)
    {
        if (value is not Node.Map map)
        {
            return value;
        }

        var known = file[top] as Node.Map;
        var kept = new List<Node.Pair>();
        foreach (var pair in map.Pairs)
        {
            var name = pair.Key.Value;
            if (known?[name] is null)
            {
                findings.Add(
                    pair.Key.At, $"the pipeline has no {kind} {Quote.Of(name)}",
                    DidYouMean.Ask(name, known?.Pairs.Select(one => one.Key.Value) ?? []));
                continue;
            }

            check(pair);
            kept.Add(pair);
        }

        return map with { Pairs = kept };
    }

    private void Stage(Node.Pair stage)
    {
        foreach (var pair in (stage.Value as Node.Map)?.Pairs ?? [])
        {
            if (KeyTable.Find(Place.Stage, pair.Key.Value) is { IsSettable: false })
            {
                var keys = KeyTable.Of(Place.Stage).Where(row => row.IsSettable).Select(row => row.Name);
                findings.Add(
                    pair.Key.At, $"`{pair.Key.Value}` of stage `{stage.Key.Value}` is set in the pipeline file only",
                    $"from outside: {string.Join(' ', keys)}");
            }
        }
    }

    private Node.Map Tree(string name, IReadOnlyList<string> path, string value)
    {
        var at = Position.Whole(name);
        var extent = new SourceText.Span(name, 0, 0, 0, 0);
        var node = Value(new(name, value), at, extent);
        foreach (var word in path.Reverse())
        {
            node = new Node.Map(at, extent, [new(new(at, extent, word, IsQuoted: true), node)]);
        }

        return (Node.Map)node;
    }

    // Only what is openly a list or a mapping is read as YAML: a shell user should not have to think of its quotes.
    private Node Value(SourceText source, Position at, SourceText.Span extent)
    {
        if (source.Text is not (['{', ..] or ['[', ..]))
        {
            return new Node.Text(at, extent, source.Text, IsQuoted: false);
        }

        findings.Add(source);
        return NodeReader.ReadAny(source, findings) ?? new Node.Faulty(at, extent);
    }

    /// <summary>
    /// The path a variable's name spells; empty if it begins with no key of a file. Names may hold underscores
    /// themselves, so they are found among those there are, the longest first.
    /// </summary>
    private static List<string> Words(string rest, Node.Map root)
    {
        var path = new List<string>();
        Node? node = root;
        while (rest.Length > 0)
        {
            var word = Candidates(path, node)
                .Where(name => Spelled(name) is var spelled && rest.StartsWith(spelled, StringComparison.Ordinal)
                    && (rest.Length == spelled.Length || rest[spelled.Length] == '_'))
                .OrderByDescending(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).FirstOrDefault();
            if (word is null && path.Count == 0)
            {
                return [];
            }

            // An unknown name goes on as it is: it is refused with a hint where the tree is checked or bound.
            word ??= rest.ToLowerInvariant();
            path.Add(word);
            node = (node as Node.Map)?[word];
            rest = rest[Math.Min(rest.Length, word.Length + 1)..];
        }

        return path;
    }

    private static IEnumerable<string> Candidates(List<string> path, Node? node)
    {
        var names = (node as Node.Map)?.Pairs.Select(pair => pair.Key.Value) ?? [];
        Place? place = path switch
        {
            [] => Place.Top,
            ["items"] => Place.Items,
            ["budget"] => Place.Budget,
            ["providers", _] => Place.Provider,
            ["stages", _] => Place.Stage,
            _ => null,
        };
        return place is { } known ? KeyTable.Of(known).Select(row => row.Name) : names;
    }

    private static string Spelled(string name) => name.ToUpperInvariant().Replace('-', '_');
}
