using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Items;
using Scope = Pressrun.Pipelines.Files.Binding.Scope;

namespace Pressrun.Pipelines.Building;

/// <summary>
/// Fields, vars, stages and reserved words share one namespace; the file alone cannot know the fields. A field that
/// nobody could name because its name means something else is an error, never silence.
/// </summary>
internal static class FieldClash
{
    /// <summary>Every field whose name is taken: where the items have it, or where the file takes it.</summary>
    public static IEnumerable<FileError> Find(PipelineSettings settings, ItemReading items)
    {
        foreach (var field in items.Fields)
        {
            // A field `key` that is the key of its item means the same.
            var at = field == "key" ? items.OtherKey : items.Places[field];
            if (at is not null && Scope.Reserved.Contains(field, StringComparer.Ordinal))
            {
                yield return new(at, $"the items have a field `{field}`, but {{{{{field}}}}} is {MeaningOf(field)}",
                    settings.Items.Query is null || !settings.Items.IsDatabase
                        ? "rename the field there"
                            + (field == "key" ? $", or let it name the items: {KeyOf(settings)}" : "")
                        : $"give the column another name in the query: `{field} as item_{field}`");
            }

            if (settings.Stages.FirstOrDefault(stage => stage.Name == field) is { } stage)
            {
                yield return new(stage.At, $"`{field}` is also a field of the items", "give the stage another name");
            }

            if (settings.Vars.FirstOrDefault(one => one.Name == field) is { } variable)
            {
                yield return new(
                    variable.NameAt, $"`{field}` is also a field of the items", "give the var another name");
            }
        }
    }

    private static string KeyOf(PipelineSettings settings) =>
        $"`items: {{ from: {settings.Items.From.Value}, key: key }}`";

    private static string MeaningOf(string word) => word switch
    {
        "key" => "the key of the item",
        "name" => "the name of the pipeline",
        "part" => "the element that a stage with `each` runs over",
        "previous" => "the result of the part before",
        "notes" => "what a gate wants better",
        _ => "the list of all items",
    };
}
