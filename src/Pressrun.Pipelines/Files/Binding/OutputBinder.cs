using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Pipelines.Files.Binding;

/// <summary>Reads the form of an answer: <c>{ score: number, sources: [url] }</c>.</summary>
internal static class OutputBinder
{
    private const string Forms = "a field is text, number, url, yes-no, a list such as [text], or fields again";

    /// <summary>The form, or null if there is an error in it.</summary>
    public static OutputForm? Bind(Node node, Findings findings)
    {
        switch (node)
        {
            case Node.Map map:
                var fields = map.Pairs
                    .Select(pair => KeyValuePair.Create(pair.Key.Value, Bind(pair.Value, findings))).ToList();
                return fields.TrueForAll(field => field.Value is not null)
                    ? new OutputForm.Fields([.. fields.Select(field => KeyValuePair.Create(field.Key, field.Value!))])
                    : null;
            case Node.List { Nodes: [var element] }:
                return Bind(element, findings) is { } form ? new OutputForm.ListOf(form) : null;
            case Node.List list:
                findings.Add(list.At, "a list in `output` has one form for all its elements", "such as `[text]`");
                return null;
            case Node.Text text:
                return Named(text, findings);
            default:
                return null;
        }
    }

    private static OutputForm? Named(Node.Text text, Findings findings)
    {
        switch (text.Value)
        {
            case "text":
                return new OutputForm.Text();
            case "number":
                return new OutputForm.Number();
            case "url":
                return new OutputForm.Url();
            case "yes-no":
                return new OutputForm.Truth();
            default:
                findings.Add(
                    text.At, $"{Quote.Of(text.Value)} is no form of a field",
                    DidYouMean.Ask(text.Value, ["text", "number", "url", "yes-no"]) ?? Forms);
                return null;
        }
    }
}
