using System.Globalization;
using System.Text.Json;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Forms;

namespace Pressrun.Pipelines.Gates;

/// <summary>Holds a value against a condition: <c>score >= 0.85</c>, <c>count(items) = 0</c>.</summary>
internal static class ConditionTest
{
    /// <summary>Why the condition does not hold, in words for whoever is to do better; null if it holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="value">What it is about: an object with fields.</param>
    public static string? Objection(Condition condition, JsonElement value)
    {
        if (condition.And is { } and)
        {
            return Objection(condition with { And = null }, value) ?? Objection(and, value);
        }

        if (condition.Is is Comparison.Empty or Comparison.NotEmpty)
        {
            return IsEmpty(JsonPath.At(value, condition.Field)) == (condition.Is == Comparison.Empty) ? null
                : $"`{condition.Field}` should be {(condition.Is == Comparison.Empty ? "empty" : "there")}";
        }

        var name = condition.IsCount ? $"count({condition.Field})" : condition.Field;
        if (JsonPath.At(value, condition.Field) is not { } field)
        {
            return $"there is no `{condition.Field}`";
        }

        if (condition.IsCount && field.ValueKind != JsonValueKind.Array)
        {
            return $"`{condition.Field}` is no list that could be counted";
        }

        var text = condition.IsCount ? field.GetArrayLength().ToString(CultureInfo.InvariantCulture) : TextOf(field);
        return Holds(condition, text) ? null : $"`{name}` is {Quote(text)}, and should be {Written(condition)}";
    }

    /// <summary>A condition as a user writes it.</summary>
    public static string Of(Condition condition) => string.Join(" and ", condition.All.Select(
        one => $"{(one.IsCount ? $"count({one.Field})" : one.Field)} {Written(one)}"));

    /// <summary>What a condition compares, in a few letters; null if it is not there.</summary>
    public static string? Compared(Condition condition, JsonElement value) =>
        JsonPath.At(value, condition.Field) is { } field ? Quote(TextOf(field)) : null;

    private static string Written(Condition condition) => condition.Is switch
    {
        Comparison.Equal => $"= {condition.Values[0]}",
        Comparison.NotEqual => $"!= {condition.Values[0]}",
        Comparison.Less => $"< {condition.Values[0]}",
        Comparison.LessOrEqual => $"<= {condition.Values[0]}",
        Comparison.More => $"> {condition.Values[0]}",
        Comparison.MoreOrEqual => $">= {condition.Values[0]}",
        Comparison.Empty => "is empty",
        Comparison.NotEmpty => "is not empty",
        Comparison.In => $"in ({string.Join(", ", condition.Values)})",
        _ => $"not in ({string.Join(", ", condition.Values)})",
    };

    private static bool Holds(Condition condition, string text) => condition.Is switch
    {
        Comparison.Equal => IsSame(text, condition.Values[0]),
        Comparison.NotEqual => !IsSame(text, condition.Values[0]),
        Comparison.In => condition.Values.Any(value => IsSame(text, value)),
        Comparison.NotIn => !condition.Values.Any(value => IsSame(text, value)),
        Comparison.Less => Number(text) < condition.Number,
        Comparison.LessOrEqual => Number(text) <= condition.Number,
        Comparison.More => Number(text) > condition.Number,
        _ => Number(text) >= condition.Number,
    };

    private static bool IsEmpty(JsonElement? value) => value is not { } there || there.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.String => string.IsNullOrWhiteSpace(there.GetString()),
        JsonValueKind.Array => there.GetArrayLength() == 0,
        JsonValueKind.Object => !there.EnumerateObject().Any(),
        _ => false,
    };

    // 7 and 7.0 are the same, as are texts letter by letter.
    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.Ordinal)
        || (Number(left) is { } number && Number(right) is { } other && number.Equals(other));

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null;

    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Quote(string text) => text.Length <= 40 ? text : $"{text[..40].TrimEnd()}…";
}
