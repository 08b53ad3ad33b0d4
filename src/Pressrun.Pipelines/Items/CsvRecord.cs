namespace Pressrun.Pipelines.Items;

/// <summary>A record of a CSV file, over one line or several.</summary>
/// <param name="Line">The line it begins in, from 1.</param>
/// <param name="Values">Its values; empty if there is a fault.</param>
/// <param name="Fault">Why it cannot be read; null if it can.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Values, string? Fault = null);
