using System.Text.RegularExpressions;
using Pressrun.Pipelines.Templates;

namespace Pressrun.Pipelines.Verbs;

/// <summary>Values on their way into a prompt that marks its data with tags such as <c>&lt;article&gt;</c>.</summary>
internal static partial class PromptText
{
    /// <summary>
    /// The value with every tag the prompt itself uses made harmless: a blank behind its bracket. Fields included.
    /// </summary>
    public static Fields Of(Fields value, string prompt)
    {
        var tags = Tag().Matches(prompt).Select(match => match.Groups["name"].Value)
            .Distinct(StringComparer.OrdinalIgnoreCase).Select(Regex.Escape).ToList();
        if (tags.Count == 0)
        {
            return value;
        }

        var own = new Regex(
            $@"<(?=[\s/]*(?:{string.Join('|', tags)})\b)", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
        return FieldTexts.Map(value, text => own.Replace(text, "< "));
    }

    [GeneratedRegex(@"</?(?<name>[A-Za-z][\w-]*)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();
}
