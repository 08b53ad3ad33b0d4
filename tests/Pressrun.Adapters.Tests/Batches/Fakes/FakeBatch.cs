using System.Text.Json;

namespace Pressrun.Adapters.Tests.Batches.Fakes;

/// <summary>A batch as the vendor has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record FakeBatch(
    string Id, DateTimeOffset CreatedAt, IReadOnlyList<(string Id, JsonElement Body)> Rows)
{
    /// <summary>What came of its rows, once it is over.</summary>
    public IReadOnlyList<(string Id, RowFate Fate)>? Results { get; set; }

    /// <summary>Where its rows lie, and what it bears, at vendors that have such.</summary>
    public string Input { get; init; } = "";

    public string? Metadata { get; init; }

    /// <summary>Why it was refused as a whole after it was taken; null if it was not.</summary>
    public (string Code, string Message)? Refusal { get; set; }
}
