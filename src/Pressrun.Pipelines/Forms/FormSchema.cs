using System.Text.Json;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Verbs;

namespace Pressrun.Pipelines.Forms;

/// <summary>
/// What an answer must be, in the words of JSON schema, as far as services enforce it: every field is needed and no
/// other allowed. A service takes only an object, so anything else is the one field <c>value</c> of one.
/// </summary>
internal static class FormSchema
{
    /// <summary>The name of the one field that stands for what is no object.</summary>
    public const string Value = "value";

    /// <summary>The form as an object.</summary>
    public static OutputForm.Fields AsObject(OutputForm form) =>
        form as OutputForm.Fields ?? new([KeyValuePair.Create(Value, form)]);

    /// <summary>The schema as JSON.</summary>
    public static string Of(OutputForm form) => JsonText.Of(json => WriteFields(json, AsObject(form)));

    /// <summary>The form as an example a model can read: <c>{"score": number, "notes": text}</c>.</summary>
    public static string Example(OutputForm form) => form switch
    {
        OutputForm.Text => "text",
        OutputForm.Number => "number",
        OutputForm.Truth => "true or false",
        OutputForm.Url => "http address",
        OutputForm.ListOf list => $"[{Example(list.Element)}, …]",
        OutputForm.Fields fields =>
            $"{{{string.Join(", ", fields.All.Select(field => $"\"{field.Key}\": {Example(field.Value)}"))}}}",
        _ => throw new ArgumentException($"There is no form {form}."),
    };

    private static void WriteFields(Utf8JsonWriter json, OutputForm.Fields fields)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var (name, form) in fields.All)
        {
            json.WriteStartObject(name);
            Write(json, form);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("required");
        foreach (var (name, _) in fields.All)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteBoolean("additionalProperties", false);
    }

    private static void Write(Utf8JsonWriter json, OutputForm form)
    {
        switch (form)
        {
            case OutputForm.Number:
                json.WriteString("type", "number");
                break;
            case OutputForm.Truth:
                json.WriteString("type", "boolean");
                break;
            case OutputForm.Url:
                json.WriteString("type", "string");
                json.WriteString("description", "an address that begins with http:// or https://");
                break;
            case OutputForm.ListOf list:
                json.WriteString("type", "array");
                json.WriteStartObject("items");
                Write(json, list.Element);
                json.WriteEndObject();
                break;
            case OutputForm.Fields fields:
                WriteFields(json, fields);
                break;
            default:
                json.WriteString("type", "string");
                break;
        }
    }
}
