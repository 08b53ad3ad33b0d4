namespace Pressrun.Model;

/// <summary>What a stage asks of a provider.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The model, or what stands for it; the first one named, whatever answers in the end.</param>
/// <param name="Content">
/// The canonical request: prompt and parameters as JSON, everything that changes the answer.
/// </param>
public sealed record Request(string Provider, string Model, string Content)
{
    /// <summary>Blobs the request refers to, in order; their hashes belong to the call's identity.</summary>
    public IReadOnlyList<Blob> Inputs { get; init; } = [];

    /// <summary>
    /// Apart from what is asked: which of several unlike uses in a stage this is, such as a gate's judge.
    /// </summary>
    public string Purpose { get; init; } = "";

    /// <summary>
    /// Who is asked instead while the one named first is out: without credit, over a limit of a day, or down. No part
    /// of what is asked, so that another list pays for nothing anew. <value>Nobody.</value>
    /// </summary>
    public IReadOnlyList<Fallback> Fallbacks { get; init; } = [];

    /// <summary>
    /// The provider that carries it out, where that is not the one asked: another way to the same, such as a batch. No
    /// part of what is asked. <value>Null.</value>
    /// </summary>
    public string? Via { get; init; }

    /// <summary>How often a failing call is tried; refusals by a limit do not count. <value>3.</value></summary>
    public int Tries { get; init; } = 3;

    /// <summary>After which time an unanswered call is given up as unknown. <value>15 minutes.</value></summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>SHA-256 of everything that determines the answer, 64 hex digits.</summary>
    internal string Hash()
    {
        var digest = new Digest("request/1");
        digest.Add(Provider);
        digest.Add(Model);
        digest.Add(Purpose);
        digest.Add(Content);
        digest.Add(Inputs.Count);
        foreach (var input in Inputs)
        {
            digest.Add(input.Hash);
        }

        return digest.ToHex();
    }
}
