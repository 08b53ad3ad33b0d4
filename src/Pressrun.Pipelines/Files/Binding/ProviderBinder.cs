using Pressrun.Pipelines.Files.Reading;
using Pressrun.Pipelines.Files.Wording;

namespace Pressrun.Pipelines.Files.Binding;

/// <summary>Reads the providers. No value of a provider is ever repeated in a message but its names.</summary>
internal static class ProviderBinder
{
    public static IReadOnlyList<ProviderSettings> Bind(Node.Map? map, Findings findings)
    {
        var found = new List<ProviderSettings>();
        foreach (var pair in map?.Pairs ?? [])
        {
            var name = pair.Key.Value;
            var meaning = NameWords.Name("a provider", name);
            if (meaning.Complaint is not null)
            {
                findings.Add(pair.Key.At, meaning.Complaint, meaning.Hint);
            }

            // `offline:` alone is an entry with nothing to say.
            var value = pair.Value is Node.Text { IsEmpty: true } empty
                ? new Node.Map(empty.At, empty.Extent, [])
                : pair.Value;
            if (value is Node.Map settings)
            {
                found.Add(Provider(pair.Key, settings, findings));
            }
            else if (value is not Node.Faulty)
            {
                findings.Hide(value);
                findings.Add(
                    pair.Key.At, $"provider {Quote.Of(name)} wants settings, found {value.Title}",
                    $"such as `{name}: {{ key: env:{name.ToUpperInvariant()}_API_KEY }}`");
            }
        }

        return found;
    }

    private static ProviderSettings Provider(Node.Text key, Node.Map map, Findings findings)
    {
        var reader = new MapReader(map, Place.Provider, $"provider {Quote.Of(key.Value)}", key.At, findings);
        var kind = reader.Text("kind") ?? new(key.Value, key.At);
        if (ProviderKind.Find(kind.Value) is null && (reader.WasMeant("kind") ? reader["kind"] is not null : true))
        {
            var question = DidYouMean.Ask(kind.Value, ProviderKind.All.Select(known => known.Name));
            findings.Add(
                kind.At, $"provider kind {Quote.Of(kind.Value)} is not known",
                question ?? "add `kind:`, one of: " + string.Join(' ', ProviderKind.All.Select(known => known.Name)));
        }

        return new()
        {
            Name = key.Value,
            At = key.At,
            Kind = kind,
            Url = Url(reader, findings),
            Key = Key(reader, findings),
            Region = reader.One("region", Region),
            Account = reader.Text("account"),
            Contact = reader.Text("contact"),
            AllowHosts = reader.TextList("allow_hosts") ?? [],
            Limits = LimitBinder.Bind(reader, findings),
            Prices = Prices(reader.Below("prices", Place.Prices)),
        };
    }

    private static Setting<Secret>? Key(MapReader reader, Findings findings)
    {
        var secret = reader.One("key", NameWords.Secret);
        if (secret is null && reader["key"] is { } literal)
        {
            findings.Hide(literal);
        }

        return secret;
    }

    // It stands in the name of a host.
    private static Meaning<string> Region(string text) =>
        text.Length is > 0 and <= 40 && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)
            || letter == '-') ? text
        : Meaning<string>.Bad($"`region` is a name such as `us-east-1`, not {Quote.Of(text)}", null);

    private static Setting<string>? Url(MapReader reader, Findings findings)
    {
        if (reader.Text("url") is not { } url || reader["url"] is not { } node)
        {
            return null;
        }

        var isAddress = Uri.TryCreate(url.Value, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https";
        if (isAddress && address!.UserInfo.Length == 0 && (address.Query + address.Fragment).Length > 0)
        {
            findings.Add(url.At, "`url` is an address without `?` and `#`", "such as `url: http://localhost:11434/v1`");
            return null;
        }

        if (isAddress && address!.UserInfo.Length == 0)
        {
            return url;
        }

        findings.Hide(node);
        findings.Add(
            url.At,
            isAddress ? "`url` holds a password" : "`url` is not an http or https address",
            isAddress ? "give the key by reference: `key: env:NAME`" : "such as `url: http://localhost:11434/v1`");
        return null;
    }

    private static PriceSettings? Prices(MapReader? reader) => reader is null
        ? null
        : new()
        {
            In = reader.One("in", text => Amounts.Sum("in", text)),
            Out = reader.One("out", text => Amounts.Sum("out", text)),
            Cached = reader.One("cached", text => Amounts.Sum("cached", text)),
            Characters = reader.One("characters", text => Amounts.Sum("characters", text)),
            Call = reader.One("call", text => Amounts.Sum("call", text)),
        };
}
