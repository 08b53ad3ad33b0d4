namespace Pressrun.Providers.Filings;

/// <summary>What is read of a filing.</summary>
/// <param name="Form">Its form, such as <c>10-K</c> or <c>8-K/A</c>; empty where nobody says.</param>
/// <param name="Sections">Its selected Items in the order of the filing, whole; may be empty.</param>
/// <param name="Problems">Why it should not be paid for, one sentence each; empty if nothing speaks against it.</param>
internal sealed record Filing(
    string Form, IReadOnlyList<FilingSection> Sections, IReadOnlyList<string> Problems)
{
    /// <summary>Those Items that fit a model's question.</summary>
    public required FilingExtract Extract { get; init; }
}
