using Pressrun.Pipelines.Files.Binding;
using Pressrun.Pipelines.Files.Reading;
using Pressrun.Pipelines.Files.Wording;

namespace Pressrun.Pipelines.Files.Layering;

/// <summary>Paths such as <c>budget.run</c>: what they lead to in a tree and in the table of keys.</summary>
internal static class KeyPath
{
    private const int ShownMax = 200;

    /// <summary>The path a user means: a single word that is no key of the file is a variable.</summary>
    public static IReadOnlyList<string> Parse(string key, Node.Map root)
    {
        var words = key.Split('.');
        return words is [var word] && KeyTable.Find(Place.Top, word) is null
            && (root["vars"] as Node.Map)?[word] is not null
            ? ["vars", word]
            : words;
    }

    public static Node? Find(Node.Map root, IReadOnlyList<string> path)
    {
        Node? node = root;
        foreach (var word in path)
        {
            node = (node as Node.Map)?[word];
        }

        return node;
    }

    /// <summary>The paths to all single values and lists at or below a node.</summary>
    public static IEnumerable<IReadOnlyList<string>> Leaves(IReadOnlyList<string> path, Node? node) => node switch
    {
        null => [],
        Node.Map { Pairs.Count: > 0 } map =>
            map.Pairs.SelectMany(pair => Leaves([.. path, pair.Key.Value], pair.Value)),
        _ => [path],
    };

    /// <summary>What holds where nothing is written of a key; null if there is no such key.</summary>
    /// <remarks>
    /// The names of providers and stages are the user's own: one that is not there has no default, unless it is built
    /// in.
    /// </remarks>
    public static string? Default(IReadOnlyList<string> path, Node.Map root) => path switch
    {
        ["providers", var name, "limits"] when KindOf(name, root) is { Limits: { } limits } => limits,
        ["providers", var name, _] when Find(root, path.Take(2).ToList()) is null
            && ProviderKind.Find(name)?.IsBuiltIn != true => null,
        ["stages", _, _, ..] when Find(root, path.Take(path.Count - 1).ToList()) is not Node.Map => null,
        _ => Row(path) is { } row ? row.Default ?? "not set" : null,
    };

    /// <summary>What something built in allows whatever is written; null for what allows nothing by itself.</summary>
    public static string? BuiltIn(IReadOnlyList<string> path, Node.Map root) =>
        path is ["providers", var name, "limits"] ? KindOf(name, root)?.Limits : null;

    /// <summary>The paths to all keys with a default below something built in of which nothing is written.</summary>
    public static IEnumerable<IReadOnlyList<string>> Below(IReadOnlyList<string> path) =>
        path is ["providers", var name] && ProviderKind.Find(name)?.IsBuiltIn == true
            ? KeyTable.Of(Place.Provider).Where(row => row.Default is not null)
                .Select(row => (IReadOnlyList<string>)["providers", name, row.Name])
            : [];

    private static ProviderKind? KindOf(string name, Node.Map root) => ProviderKind.Find(
        Find(root, ["providers", name, "kind"]) is Node.Text { Value: var kind } ? kind : name);

    // What the table says of a path; null if its name is the user's own.
    private static KeyRow? Row(IReadOnlyList<string> path) => path switch
    {
        [var top] => KeyTable.Find(Place.Top, top),
        ["items", var key] => KeyTable.Find(Place.Items, key),
        ["budget", var key] => KeyTable.Find(Place.Budget, key),
        ["providers", _, var key] => KeyTable.Find(Place.Provider, key),
        ["stages", _, var key] => KeyTable.Find(Place.Stage, key),
        ["stages", _, "gate", var key] => KeyTable.Find(Place.Gate, key),
        _ => null,
    };

    /// <summary>What to try instead of a path that leads nowhere.</summary>
    public static string Hint(IReadOnlyList<string> path, Node.Map root)
    {
        var (node, known) = ((Node?)root, 0);
        while (known < path.Count && (node as Node.Map)?[path[known]] is { } next)
        {
            (node, known) = (next, known + 1);
        }

        var words = known == 0
            ? KeyTable.Of(Place.Top).Select(row => row.Name).Concat(Names(root["vars"]))
            : known == 1 && path[0] is "items" or "budget" ? Keys(path[0]) : Names(node);
        var nearest = DidYouMean.Of(path[Math.Min(known, path.Count - 1)], words);
        return nearest is null
            ? $"try one of {Quote.All(words.Take(12))}"
            : $"did you mean `{string.Join('.', path.Take(known).Append(nearest))}`?";
    }

    /// <summary>A value on one line.</summary>
    public static string Shown(IReadOnlyList<string> path, Node node)
    {
        if (path is ["providers", _, "key"]
            && (node is not Node.Text key || NameWords.Secret(key.Value).Complaint is not null))
        {
            return "(hidden)";
        }

        var text = Flow(node).ReplaceLineEndings(" ");
        return text.Length <= ShownMax ? text : text[..ShownMax] + "…";
    }

    private static string Flow(Node node) => node switch
    {
        Node.Text text => text.Value,
        Node.List list => $"[{string.Join(", ", list.Nodes.Select(Flow))}]",
        Node.Map map => map.Pairs.Count == 0 ? "{}"
            : $"{{ {string.Join(", ", map.Pairs.Select(pair => $"{pair.Key.Value}: {Flow(pair.Value)}"))} }}",
        _ => "",
    };

    private static IEnumerable<string> Names(Node? node) =>
        (node as Node.Map)?.Pairs.Select(pair => pair.Key.Value) ?? [];

    private static IEnumerable<string> Keys(string top) =>
        KeyTable.Of(top == "items" ? Place.Items : Place.Budget).Select(row => row.Name);
}
