using System.Text.RegularExpressions;
using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Pipelines.Files.Binding;

/// <summary>Reads mappings whose names are the user's own: variables, parameters.</summary>
internal static partial class ScalarBinder
{
    public static IReadOnlyList<NamedScalar> Bind(Node.Map? map, string key, Findings findings)
    {
        var found = new List<NamedScalar>();
        foreach (var pair in map?.Pairs ?? [])
        {
            if (!NameForm().IsMatch(pair.Key.Value))
            {
                findings.Add(
                    pair.Key.At, $"{Quote.Of(pair.Key.Value)} is no name for a value of `{key}`",
                    "letters, digits and `_`, a letter first");
            }
            else if (pair.Value is Node.Text text)
            {
                found.Add(new(pair.Key.Value, pair.Key.At, Scalar(text), text.At));
            }
            else if (pair.Value is not Node.Faulty)
            {
                findings.Add(
                    pair.Value.At, $"`{pair.Key.Value}` in `{key}` is one value, this is {pair.Value.Title}",
                    "write a text, a number, true or false");
            }
        }

        return found;
    }

    private static Scalar Scalar(Node.Text text) => new(
        text.IsEmpty ? "" : text.Value,
        text.IsQuoted ? ScalarKind.Text
            : text.Value is "true" or "false" ? ScalarKind.Truth
            : NumberForm().IsMatch(text.Value) ? ScalarKind.Number
            : ScalarKind.Text);

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_-]{0,63}\z", RegexOptions.None, 1000)]
    private static partial Regex NameForm();

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,16})?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberForm();
}
