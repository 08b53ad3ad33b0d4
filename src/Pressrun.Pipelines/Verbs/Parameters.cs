using System.Globalization;
using System.Text.Json;

namespace Pressrun.Pipelines.Verbs;

/// <summary>The parameters a stage passes on with <c>with</c>.</summary>
internal static class Parameters
{
    /// <summary>Writes each as a number or truth where it reads as one, else as text.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> with)
    {
        foreach (var (name, value) in with)
        {
            if (decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
            {
                json.WriteNumber(name, number);
            }
            else if (value is "true" or "false")
            {
                json.WriteBoolean(name, value == "true");
            }
            else
            {
                json.WriteString(name, value);
            }
        }
    }

    /// <summary>A parameter as a number; <paramref name="otherwise"/> where it is not given.</summary>
    public static decimal Number(
        IReadOnlyList<KeyValuePair<string, string>> with, string name, decimal otherwise) =>
        Find(with, name) is { } text && decimal.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    /// <summary>A parameter, or null.</summary>
    public static string? Find(IReadOnlyList<KeyValuePair<string, string>> with, string name) =>
        with.FirstOrDefault(pair => pair.Key == name).Value;
}
