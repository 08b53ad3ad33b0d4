using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Filings;

namespace Pressrun.Providers.Local;

/// <summary>
/// <c>filing</c>: takes the Items out of a fetched filing of the SEC, its only input. Content is <c>{"url", "form",
/// "tokens", "reader"}</c>: the form where it is known, how many tokens a model may be asked with, and which version of
/// this reader is asked.
/// </summary>
/// <param name="open">Opens blobs.</param>
internal sealed class FilingTask(Func<Blob, Stream> open) : LocalTask
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override string Name => "filing";

    /// <inheritdoc/>
    public override async Task<Body> RunAsync(Call call, CancellationToken ct)
    {
        var page = await FetchedBlob.ReadAsync(call.Request, "a filing", open, ct);
        var (form, tokens) = Asked(call.Request.Content);
        var filing = FilingReader.Read(page.Content, page.ContentType, form, tokens);
        return new(Json(filing, page.Address.IsFile ? "" : page.Address.AbsoluteUri));
    }

    /// <inheritdoc/>
    public override Answer Read(Call call, Reply reply)
    {
        try
        {
            using var document = JsonDocument.Parse(reply.Body.Bytes);
            return document.RootElement.TryGetProperty("problems", out _)
                ? new(Encoding.UTF8.GetString(reply.Body.Bytes.Span))
                : throw new FormatException("What was taken out of the filing does not say whether it is whole.");
        }
        catch (JsonException fault)
        {
            throw new FormatException("What was taken out of the page is no filing.", fault);
        }
    }

    private static (string Form, int Tokens) Asked(string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return (ContentText.Find(document.RootElement, "form"),
                document.RootElement.GetProperty("tokens").GetInt32() is > 0 and var tokens ? tokens
                    : throw new LocalTaskException("a filing needs room for a token at least"));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new LocalTaskException(
                "the filing cannot be read: expected form as text and tokens as number", fault);
        }
    }

    // The texts of Items stand once, in the main text; their list says what it is made of.
    private static byte[] Json(Filing filing, string address)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("title", filing.Form.Length == 0 ? "" : $"Form {filing.Form}");
            json.WriteString("text", filing.Extract.Text);
            json.WriteString("form", filing.Form);
            json.WriteString("language", "en");
            json.WriteString("address", address);
            json.WriteStartArray("sections");
            foreach (var section in filing.Sections)
            {
                json.WriteStartObject();
                json.WriteString("item", section.Item.Number);
                json.WriteString("name", section.Item.Name);
                json.WriteString("heading", section.Heading);
                json.WriteNumber("characters", section.Characters);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("left_out", string.Join("; ", filing.Extract.LeftOut));
            json.WriteStartArray("problems");
            foreach (var problem in filing.Problems)
            {
                json.WriteStringValue(problem);
            }

            json.WriteEndArray();
            json.WriteString("characters", filing.Extract.Text.Length.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
