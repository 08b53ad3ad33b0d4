using Pressrun.Pipelines.Files.Binding;
using Pressrun.Pipelines.Files.Reading;
using Pressrun.Pipelines.Files.Wording;

namespace Pressrun.Pipelines.Files.Layering;

/// <summary>A pipeline file and all that is laid over it, as one tree that knows where each value is from.</summary>
internal sealed class Layers
{
    /// <summary>The weakest first.</summary>
    private readonly IReadOnlyList<Layer> _layers;

    private Layers(IReadOnlyList<Layer> layers, IReadOnlyList<SourceText> sources)
    {
        (_layers, Sources) = (layers, sources);
        Root = layers.Select(layer => layer.Root).Aggregate(Merge);
    }

    /// <summary>The tree in force.</summary>
    public Node.Map Root { get; }

    /// <summary>The pipeline file first, then the other files.</summary>
    public IReadOnlyList<SourceText> Sources { get; }

    /// <exception cref="PipelineFileException">A file is no YAML.</exception>
    public static Layers Of(SourceText file, Overrides overrides, Findings findings)
    {
        var root = NodeReader.Read(file, findings);
        var overlay = new Overlay(root, findings);
        var layers = new List<Layer>();
        if (overrides.User is { } user && overlay.Read(user) is { } settings)
        {
            layers.Add(new("user settings", settings with { Pairs = [.. settings.Pairs.Where(IsOfFile)] }));
        }

        layers.Add(new("pipeline file", root));
        if (overrides.Local is { } local && overlay.Read(local) is { } map)
        {
            layers.Add(new("local file", overlay.Checked(map)));
        }

        layers.AddRange(overlay.Variables(overrides.Variables).Select(found => new Layer("variable", found)));
        layers.AddRange(overlay.Flags(overrides.Flags).Select(found => new Layer("flag", found)));
        layers.AddRange(overlay.Options(overrides.Options).Select(found => new Layer("flag", found)));
        IEnumerable<SourceText?> sources = [file, overrides.Local, overrides.User];
        var result = new Layers(Evened(layers), [.. sources.OfType<SourceText>()]);
        result.RefuseLostKeys(findings);
        return result;
    }

    /// <summary>
    /// Everything said about a key and, if it is a mapping, about the keys in it; the strongest of each first.
    /// </summary>
    /// <param name="key">A path such as <c>budget</c>, <c>budget.run</c>, <c>vars.genre</c> or <c>genre</c>.</param>
    /// <exception cref="PressrunException">There is no such key.</exception>
    public IReadOnlyList<ValueSource> Explain(string key)
    {
        var path = KeyPath.Parse(key, Root);
        var leaves = KeyPath.Leaves(path, KeyPath.Find(Root, path)).ToList();
        if (leaves.Count > 0)
        {
            // What is written beside it takes nothing back: the less of both holds.
            return [.. leaves.SelectMany(Of), .. Defaults([path], KeyPath.BuiltIn)];
        }

        IReadOnlyList<ValueSource> defaults = [.. Defaults([path, .. KeyPath.Below(path)], KeyPath.Default)];
        return defaults.Count > 0
            ? defaults
            : throw new PressrunException($"there is no key `{key}`; {KeyPath.Hint(path, Root)}");
    }

    private IEnumerable<ValueSource> Defaults(
        IEnumerable<IReadOnlyList<string>> paths, Func<IReadOnlyList<string>, Node.Map, string?> find)
    {
        foreach (var path in paths)
        {
            if (find(path, Root) is { } value)
            {
                yield return new(string.Join('.', path), "default", null, value, IsWinner: true);
            }
        }
    }

    private IEnumerable<ValueSource> Of(IReadOnlyList<string> leaf)
    {
        var isWinner = true;
        foreach (var layer in _layers.Reverse())
        {
            if (KeyPath.Find(layer.Root, leaf) is { } node)
            {
                yield return new(string.Join('.', leaf), layer.Name, node.At, KeyPath.Shown(leaf, node), isWinner);
                isWinner = false;
            }
        }
    }

    private static bool IsOfFile(Node.Pair pair) => KeyTable.Find(Place.Top, pair.Key.Value) is { IsSettable: true };

    // `budget: $20` is short for `budget: { run: $20 }`: only written out can it meet a day's budget of another layer.
    private static List<Layer> Evened(List<Layer> layers) =>
        layers.Count(layer => layer.Root["budget"] is not null) < 2
            ? layers
            : layers.ConvertAll(layer => layer with
            {
                Root = layer.Root with { Pairs = [.. layer.Root.Pairs.Select(Evened)] },
            });

    private static Node.Pair Evened(Node.Pair pair) =>
        pair is { Key.Value: "budget", Value: Node.Text { IsEmpty: false } sum }
        ? pair with { Value = new Node.Map(sum.At, sum.Extent, [new(pair.Key with { Value = "run" }, sum)]) }
        : pair;

    private static Node.Map Merge(Node.Map lower, Node.Map upper)
    {
        var pairs = lower.Pairs.ToList();
        foreach (var pair in upper.Pairs)
        {
            var place = pairs.FindIndex(known => known.Key.Value == pair.Key.Value);
            if (place < 0)
            {
                pairs.Add(pair);
                continue;
            }

            pairs[place] = (pairs[place].Value, pair.Value) is (Node.Map below, Node.Map above)
                ? pairs[place] with { Value = Merge(below, above) }
                : pair;
        }

        return lower with { Pairs = pairs };
    }

    /// <summary>A literal key is refused and hidden also where another layer takes its place.</summary>
    private void RefuseLostKeys(Findings findings)
    {
        foreach (var layer in _layers)
        {
            foreach (var provider in (layer.Root["providers"] as Node.Map)?.Pairs ?? [])
            {
                if (provider.Value is Node.Map map && map["key"] is Node.Text { IsEmpty: false } key
                    && !ReferenceEquals(key, KeyPath.Find(Root, ["providers", provider.Key.Value, "key"]))
                    && NameWords.Secret(key.Value) is { Complaint: { } complaint } secret)
                {
                    findings.Hide(key);
                    findings.Add(key.At, complaint, secret.Hint);
                }
            }
        }
    }
}
