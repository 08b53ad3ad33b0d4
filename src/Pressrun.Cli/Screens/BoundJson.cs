using System.Text.Json;
using Pressrun.Reporting;

namespace Pressrun.Cli.Screens;

/// <summary>The bound as programs read it: times in seconds to the millisecond, shares to four places.</summary>
internal static class BoundJson
{
    /// <summary>Writes the field <c>bound</c>; null where no call was answered.</summary>
    public static void Write(Utf8JsonWriter json, Bound? bound)
    {
        if (bound is null)
        {
            json.WriteNull("bound");
            return;
        }

        json.WriteStartObject("bound");
        Write(json, "seconds", bound.Seconds, 3);
        Write(json, "elapsed_seconds", bound.Elapsed, 3);
        Write(json, "above", bound.Above, 4);
        json.WriteString("binding", bound.Binding);
        json.WriteString("second", bound.Second);
        Write(json, "second_seconds", bound.Second is null ? null : bound.SecondSeconds, 3);
        Write(json, "doubled_seconds", bound.DoubledSeconds, 3);
        json.WriteStartArray("gap");
        foreach (var part in bound.Gap)
        {
            json.WriteStartObject();
            json.WriteString("cause", part.Cause);
            Write(json, "seconds", part.Seconds, 3);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // JSON has no word for what is not finite, such as the bound of a rate that ends before the calls do.
    private static void Write(Utf8JsonWriter json, string name, double? number, int places)
    {
        if (number is { } known && double.IsFinite(known))
        {
            json.WriteNumber(name, Math.Round(known, places));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
