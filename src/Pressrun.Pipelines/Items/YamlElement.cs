using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// One element of a YAML list, written as JSON. A plain number, <c>true</c>, <c>false</c> and <c>null</c> are what they
/// look like, as in YAML 1.2 (core schema, 2021-10); anything else, and anything in quotes, is text.
/// </summary>
/// <param name="events">Stand before the element, and behind it afterwards, whatever is wrong with it.</param>
internal sealed partial class YamlElement(IParser events)
{
    private const int DepthMax = 50;

    /// <summary>Why the element makes no item; null if nothing is wrong.</summary>
    public string? Fault { get; private set; }

    /// <summary>Writes the node at hand and all that is in it.</summary>
    public void Write(Utf8JsonWriter json, int depth)
    {
        Fault ??= events.Current is not NodeEvent node ? "is an alias; write out what it stands for"
            : !node.Tag.IsEmpty && node.Tag != "!" ? "has a type tag; leave it out"
            : depth > DepthMax ? $"is nested more than {DepthMax} deep"
            : null;
        if (Fault is not null)
        {
            json.WriteNullValue();
            events.SkipThisAndNestedEvents();
        }
        else if (events.TryConsume<Scalar>(out var scalar))
        {
            Write(json, scalar);
        }
        else if (events.TryConsume<SequenceStart>(out _))
        {
            json.WriteStartArray();
            while (!events.TryConsume<SequenceEnd>(out _))
            {
                Write(json, depth + 1);
            }

            json.WriteEndArray();
        }
        else
        {
            events.Consume<MappingStart>();
            WriteFields(json, depth);
        }
    }

    private void WriteFields(Utf8JsonWriter json, int depth)
    {
        json.WriteStartObject();
        while (!events.TryConsume<MappingEnd>(out _))
        {
            if (events.TryConsume<Scalar>(out var name))
            {
                json.WritePropertyName(name.Value);
            }
            else
            {
                Fault ??= "has a field whose name is no text";
                json.WritePropertyName("");
                events.SkipThisAndNestedEvents();
            }

            Write(json, depth + 1);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Scalar scalar)
    {
        switch (scalar.Style == ScalarStyle.Plain ? scalar.Value : null)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                json.WriteNullValue();
                break;
            case "true" or "True" or "TRUE":
                json.WriteBooleanValue(true);
                break;
            case "false" or "False" or "FALSE":
                json.WriteBooleanValue(false);
                break;
            case { } plain when Number().IsMatch(plain):
                json.WriteRawValue(plain);
                break;
            default:
                json.WriteStringValue(scalar.Value);
                break;
        }
    }

    // Only what JSON would write the same: 007, 0x10 and 1_000 are text, as most who write them mean it.
    [GeneratedRegex(@"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
