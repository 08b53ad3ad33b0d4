namespace Pressrun.Pipelines.Bills;

/// <summary>What a service says of a day and a model.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Model">The model in the service's words; empty if the line names none.</param>
public sealed record BillLine(DateOnly Day, string Model)
{
    /// <summary>US dollars; null if the line names no amount.</summary>
    public decimal? Cost { get; init; }

    /// <summary>All input tokens, cached ones included; null if the line names none.</summary>
    public long? Input { get; init; }

    /// <summary>All output tokens; null if the line names none.</summary>
    public long? Output { get; init; }

    /// <summary>Characters of speech; null if the line names none.</summary>
    public long? Characters { get; init; }
}
