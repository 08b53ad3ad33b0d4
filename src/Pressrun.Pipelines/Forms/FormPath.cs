using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Forms;

/// <summary>The way to a field inside an answer: <c>card.author.name</c>.</summary>
internal static class FormPath
{
    /// <summary>What stands at the end of a path; null if there is nothing, with the reason.</summary>
    /// <param name="form">What the path begins in.</param>
    /// <param name="name">What that is called.</param>
    /// <param name="path">The fields, one in the other; none for the form itself.</param>
    /// <param name="objection">Why there is nothing; null if there is.</param>
    public static OutputForm? Find(OutputForm form, string name, IEnumerable<string> path, out string? objection)
    {
        objection = null;
        var walked = name;
        foreach (var segment in path)
        {
            if (form is not OutputForm.Fields fields)
            {
                objection = form is OutputForm.ListOf ? $"`{walked}` is a list, and a list has no field `{segment}`"
                    : $"`{walked}` has no fields, and `{segment}` would be one";
                return null;
            }

            var names = fields.All.Select(field => field.Key).ToList();
            if (names.IndexOf(segment) is var place && place < 0)
            {
                objection = $"`{walked}` has no field `{segment}`; {Near(segment, names)}";
                return null;
            }

            form = fields.All[place].Value;
            walked += $".{segment}";
        }

        return form;
    }

    /// <summary>The paths to the lists in a form, in order.</summary>
    public static IEnumerable<string> Lists(OutputForm form, string name) => form switch
    {
        OutputForm.ListOf => [name],
        OutputForm.Fields fields => fields.All.SelectMany(field => Lists(field.Value, $"{name}.{field.Key}")),
        _ => [],
    };

    /// <summary>The end of a sentence about a word that is not known.</summary>
    public static string Near(string word, IReadOnlyCollection<string> known) =>
        DidYouMean.Ask(word, known) ?? $"there is: {string.Join(" ", known)}";
}
