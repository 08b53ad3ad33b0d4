using System.Text;
using System.Text.Json;

namespace Pressrun.Providers.Services;

/// <summary>
/// What a service says of an error, whatever the form: all codes and types it names, and its message. Reading never
/// throws.
/// </summary>
/// <param name="Codes">Codes, types and statuses in small letters, the innermost last.</param>
/// <param name="Message">In the service's words, on one line, shortened; empty if it says nothing.</param>
internal sealed record ErrorBody(IReadOnlyList<string> Codes, string Message)
{
    private const int MessageMax = 300;
    private const int DepthMax = 4;

    private static readonly string[] CodeNames = ["code", "type", "status", "error_code", "__type"];
    private static readonly string[] MessageNames = ["message", "Message", "msg", "detail"];
    private static readonly string[] Inner = ["error", "detail", "details", "metadata", "choices"];

    /// <summary>Reads a body.</summary>
    /// <param name="body">As received.</param>
    public static ErrorBody Read(ReadOnlyMemory<byte> body)
    {
        var root = WireJson.Parse(body);
        if (root.ValueKind != JsonValueKind.Object)
        {
            var text = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 4 * MessageMax)]).Trim();
            return new([], Shorten(text.StartsWith('<') ? $"a page of HTML{TitleOf(text)}" : text));
        }

        var (codes, messages) = (new List<string>(), new List<string>());
        Collect(root, 0, codes, messages);
        return new(codes, Shorten(messages.FirstOrDefault() ?? ""));
    }

    /// <summary>Whether the body of a success holds an error all the same, as some services answer.</summary>
    public static bool IsErrorOf(JsonElement body)
    {
        var hasError = IsError(WireJson.At(body, "error"));
        var isEmpty = WireJson.At(body, "choices") is null && WireJson.At(body, "output") is null
            && WireJson.At(body, "content") is null;

        // Of an answer that broke off there may be a part, and the error beside it or in it.
        return (hasError && isEmpty)
            || (hasError && WireJson.Text(body, "status") is "failed" or "cancelled")
            || (isEmpty && WireJson.Text(body, "object") == "error")
            || IsError(WireJson.At(FirstChoice(body), "error"));
    }

    /// <summary>The status an error inside a success names; 0 if none.</summary>
    public static int StatusOf(JsonElement body) =>
        (WireJson.Count(body, "error", "code") ?? WireJson.Count(body, "error", "status")
            ?? WireJson.Count(body, "code") ?? WireJson.Count(FirstChoice(body), "error", "code"))
            is >= 400 and < 600 and var code
            ? (int)code
            : 0;

    /// <summary>One line without control characters, at most 300 characters.</summary>
    public static string Shorten(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                _ = line.Length > 0 && line[^1] != ' ' ? line.Append(' ') : line;
            }
            else
            {
                line.Append(rune.ToString());
            }

            if (line.Length >= MessageMax)
            {
                return line.ToString().TrimEnd() + " …";
            }
        }

        return line.ToString().TrimEnd();
    }

    private static JsonElement FirstChoice(JsonElement body) => WireJson.List(body, "choices").FirstOrDefault();

    private static bool IsError(JsonElement? error) =>
        error is { ValueKind: JsonValueKind.Object or JsonValueKind.String };

    private static string TitleOf(string page)
    {
        var from = page.IndexOf("<title>", StringComparison.OrdinalIgnoreCase);
        var to = page.IndexOf("</title>", StringComparison.OrdinalIgnoreCase);
        return from >= 0 && to > from ? $": {page[(from + "<title>".Length)..to]}" : "";
    }

    private static void Collect(JsonElement part, int depth, List<string> codes, List<string> messages)
    {
        if (part.ValueKind == JsonValueKind.Array && part.GetArrayLength() > 0)
        {
            part = part[0];
        }

        if (part.ValueKind == JsonValueKind.String)
        {
            messages.Add(WireJson.TextOf(part));
        }

        if (part.ValueKind != JsonValueKind.Object || depth > DepthMax)
        {
            return;
        }

        // The inner ones are the more telling ones: their message comes first.
        foreach (var name in Inner)
        {
            if (part.TryGetProperty(name, out var inner))
            {
                Collect(inner, depth + 1, codes, messages);
            }
        }

        // AWS writes the space of a name before a number sign.
        codes.AddRange(CodeNames.Select(name => WireJson.Text(part, name)).OfType<string>()
            .Select(code => code[(code.LastIndexOf('#') + 1)..].ToLowerInvariant()));
        messages.AddRange(MessageNames.Select(name => WireJson.Text(part, name)).OfType<string>());
    }
}
