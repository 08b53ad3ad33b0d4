using Pressrun.Pipelines.Templates;

namespace Pressrun.Pipelines.Verbs;

/// <summary>What a stage says of its mails; each a template.</summary>
/// <param name="From">Who sends.</param>
/// <param name="To">Who receives, one a template, so that a value never becomes two.</param>
internal sealed record MailWords(Template From, IReadOnlyList<Template> To)
{
    /// <summary>What <c>with</c> may name.</summary>
    public static IReadOnlyList<string> Known { get; } = ["from", "to", "subject", "text", "date", "unsubscribe"];

    /// <summary>The subject; null takes the page's title.</summary>
    public Template? Subject { get; init; }

    /// <summary>What programs without HTML show; null makes it of the page.</summary>
    public Template? Text { get; init; }

    /// <summary>When it was written; null takes the item's date.</summary>
    public Template? Date { get; init; }

    /// <summary>Where readers unsubscribe; null for nowhere.</summary>
    public Template? Unsubscribe { get; init; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Template> All =>
        [From, .. To, .. new[] { Subject, Text, Date, Unsubscribe }.OfType<Template>()];

    /// <summary>Another as soon as one of them is.</summary>
    public string Hash => string.Join(' ', ((Template?[])[From, Subject, Text, Date, Unsubscribe, .. To])
        .Select(template => template?.Hash ?? "-"));
}
