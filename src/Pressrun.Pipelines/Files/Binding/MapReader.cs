using Pressrun.Pipelines.Files.Reading;
using Pressrun.Pipelines.Files.Wording;

namespace Pressrun.Pipelines.Files.Binding;

/// <summary>
/// Reads one mapping by the table of keys: reports what is unknown, missing or of a wrong form, and hands out the
/// rest. Asking for a key the table does not have is our own mistake and throws.
/// </summary>
internal sealed class MapReader
{
    private const int WordsMax = 1_000;

    private readonly Place _place;
    private readonly string _owner;
    private readonly Findings _findings;
    private readonly Dictionary<string, Node.Pair> _pairs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _meant = new(StringComparer.Ordinal);

    /// <param name="map">The mapping.</param>
    /// <param name="place">Which keys it may have.</param>
    /// <param name="owner">What a message calls it: <c>stage `script`</c>.</param>
    /// <param name="at">Where a missing key is reported: usually the name of the owner.</param>
    /// <param name="findings">Takes the errors.</param>
    public MapReader(Node.Map map, Place place, string owner, Position at, Findings findings)
    {
        (_place, _owner, _findings, At) = (place, owner, findings, at);
        foreach (var pair in map.Pairs)
        {
            Take(pair);
        }

        foreach (var row in KeyTable.Of(place).Where(row => row.IsRequired && !WasMeant(row.Name)))
        {
            findings.Add(at, $"{owner} has no `{row.Name}`", $"add `{row.Name}: {row.Example}`");
        }
    }

    /// <summary>Where the owner stands.</summary>
    public Position At { get; }

    /// <summary>Whether the key is there, or a mistyped one that means it: its absence is no second error.</summary>
    public bool WasMeant(string key) => _pairs.ContainsKey(key) || _meant.Contains(key);

    /// <summary>The value, in a shape the table allows; null if it is missing or reported already.</summary>
    public Node? this[string key] => KeyTable.Find(_place, key) is null
        ? throw new InvalidOperationException($"The table of keys has no `{key}` in {_place}.")
        : _pairs.TryGetValue(key, out var pair) && pair.Value is not Node.Faulty ? pair.Value : null;

    /// <summary>Where the key itself stands.</summary>
    public Position KeyAt(string key) => _pairs.TryGetValue(key, out var pair) ? pair.Key.At : At;

    /// <summary>A text as it is, of any length.</summary>
    public Setting<string>? Text(string key) => this[key] is Node.Text text ? new(text.Value, text.At) : null;

    /// <summary>One text or a list of texts as they are; null if the key is missing.</summary>
    public IReadOnlyList<Setting<string>>? TextList(string key) =>
        this[key] is { } node ? [.. Texts(key, node).Select(text => new Setting<string>(text.Value, text.At))] : null;

    public bool IsTrue(string key) => One(key, text => Amounts.Truth(key, text))?.Value ?? false;

    /// <summary>A value that is one text.</summary>
    public Setting<T>? One<T>(string key, Func<string, Meaning<T>> read) =>
        this[key] is Node.Text text ? Read(key, text, read) : null;

    /// <summary>The texts of a node that is one or a list of them.</summary>
    public IEnumerable<Node.Text> Texts(string key, Node node)
    {
        foreach (var element in node is Node.List list ? list.Nodes : [node])
        {
            if (element is Node.Text { IsEmpty: false } text)
            {
                yield return text;
            }
            else if (element is not Node.Faulty)
            {
                _findings.Add(element.At, $"`{key}` is a list of texts, this is {element.Title}", HintOf(key));
            }
        }
    }

    /// <summary>A mapping below, read by the table; null if it is missing.</summary>
    public MapReader? Below(string key, Place place) =>
        this[key] is Node.Map map ? new(map, place, $"`{key}`", KeyAt(key), _findings) : null;

    /// <summary>Reads a text in one of the small languages; a long one is not even looked at.</summary>
    public Setting<T>? Read<T>(string key, Node.Text text, Func<string, Meaning<T>> read)
    {
        var meaning = text.Value.Length > WordsMax
            ? Meaning<T>.Bad($"`{key}` is longer than {WordsMax} characters", HintOf(key))
            : read(text.Value);
        if (meaning.Complaint is not null)
        {
            _findings.Add(text.At, meaning.Complaint, meaning.Hint);
        }

        return meaning.Complaint is null ? new(meaning.Value, text.At) : null;
    }

    private void Take(Node.Pair pair)
    {
        var key = pair.Key.Value;
        if (KeyTable.Find(_place, key) is not { } row)
        {
            Unknown(pair);
            return;
        }

        _pairs.Add(key, pair);
        var shape = pair.Value switch
        {
            Node.Text => Shapes.Text,
            Node.List => Shapes.List,
            Node.Map => Shapes.Map,
            _ => Shapes.None,
        };
        if (pair.Value is Node.Text { IsEmpty: true })
        {
            Refuse(pair, $"`{key}` has no value");
        }
        else if (pair.Value is Node.List { Nodes: [] } && row.Kind is { MayBeEmpty: false })
        {
            Refuse(pair, $"`{key}` is an empty list");
        }
        else if (pair.Value is Node.Map { Pairs: [] } && row.Kind is { MayBeEmpty: false })
        {
            Refuse(pair, $"`{key}` is an empty mapping");
        }
        else if (shape is not Shapes.None && !row.Kind.Shapes.HasFlag(shape))
        {
            Refuse(pair, $"`{key}` wants {row.Kind.Wants}, found {pair.Value.Title}");
        }
    }

    private void Refuse(Node.Pair pair, string message)
    {
        var key = pair.Key.Value;
        if (key == "providers" || (_place is Place.Provider && SecretWords.MayBe(key, key, pair.Value)))
        {
            _findings.Hide(pair.Value);
        }

        var at = pair.Value.At.Length == 0 ? pair.Key.At : pair.Value.At;
        _findings.Add(at, message, HintOf(key));
        _pairs[key] = pair with { Value = new Node.Faulty(pair.Value.At, pair.Value.Extent) };
    }

    private void Unknown(Node.Pair pair)
    {
        var key = pair.Key.Value;
        var meant = _findings.IsFull ? null : KeyTable.Meant(_place, key);
        if (_place is Place.Provider && SecretWords.MayBe(key, meant, pair.Value))
        {
            _findings.Hide(pair.Value);
        }

        if (meant is not null)
        {
            _meant.Add(meant);
        }

        var question = meant is null ? "" : $"did you mean `{meant}`?  ";
        var isVerbLike = _place is Place.Stage && (meant is null || KeyTable.Find(_place, meant)!.IsVerb);
        _findings.Add(
            pair.Key.At,
            $"unknown key {Quote.Of(key)} in {_owner}",
            (question + (isVerbLike
                ? $"A stage does one of: {KeyTable.VerbList}"
                : meant is null ? $"keys here: {string.Join(' ', KeyTable.Of(_place).Select(row => row.Name))}" : ""))
                .TrimEnd());
    }

    private string HintOf(string key) =>
        KeyTable.Find(_place, key) is { } row ? $"such as `{key}: {row.Example}`" : "";
}
