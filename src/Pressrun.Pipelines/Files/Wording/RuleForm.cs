using System.Text.RegularExpressions;

namespace Pressrun.Pipelines.Files.Wording;

/// <summary>One form of rule a gate may check.</summary>
/// <param name="Written">How it is written, capital letters standing for what the user fills in.</param>
/// <param name="Doc">What it checks.</param>
/// <param name="Kind">Which rule it makes.</param>
/// <param name="Pattern">Recognises it.</param>
/// <param name="Make">Makes the rule, or says why not.</param>
/// <param name="IsLater">Whether only a later version carries it out.</param>
internal sealed record RuleForm(
    string Written, string Doc, Type Kind, Regex Pattern, Func<GroupCollection, Meaning<Rule>> Make,
    bool IsLater = false);
