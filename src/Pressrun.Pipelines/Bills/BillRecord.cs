namespace Pressrun.Pipelines.Bills;

/// <summary>A record of an export before anybody knows what its fields mean.</summary>
/// <param name="Place">Where it stands: a line, or the path through a JSON file.</param>
/// <param name="Fields">Its fields by name: small letters and digits parted by <c>_</c>; empty ones included.</param>
internal sealed record BillRecord(string Place, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>A field without spaces around it; empty if it is not there.</summary>
    public string Find(string? name) => name is not null && Fields.TryGetValue(name, out var text) ? text.Trim() : "";

    /// <summary>A name as it is compared: <c>Prompt Tokens</c> is <c>prompt_tokens</c>.</summary>
    public static string NameOf(string text) => string.Join('_', string.Concat(text.Trim().ToLowerInvariant()
        .Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' '))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
