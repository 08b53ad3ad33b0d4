namespace Pressrun.Providers.Filings;

/// <summary>A line that looks like the heading of an Item.</summary>
/// <param name="Line">Its place.</param>
/// <param name="Item">Which Item; null for what ends the Items, such as the signatures.</param>
/// <param name="Body">The place of the first line behind the heading.</param>
internal readonly record struct FilingAnchor(int Line, FilingItem? Item, int Body);
