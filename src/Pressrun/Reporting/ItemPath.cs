namespace Pressrun.Reporting;

/// <summary>What one item needs if nothing is in its way.</summary>
/// <param name="Item">Its name.</param>
/// <param name="Seconds">Its least critical path: calls in parallel count once, calls in a chain all.</param>
internal readonly record struct ItemPath(string Item, double Seconds);
