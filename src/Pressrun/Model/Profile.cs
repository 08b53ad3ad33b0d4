namespace Pressrun.Model;

/// <summary>What is known of a provider before it is asked anything.</summary>
/// <param name="Provider">The provider's name, as a pipeline uses it before the slash of a model.</param>
/// <param name="Lanes">Its lanes by model; must hold the key <c>*</c>, which serves every model not named.</param>
/// <param name="Recovery">What to do about a call whose reply was lost.</param>
public sealed record Profile(
    string Provider, IReadOnlyDictionary<string, Lane> Lanes, RecoveryWay Recovery = RecoveryWay.Repeat)
{
    /// <summary>A provider with one lane, named as the provider.</summary>
    public Profile(string provider, params IReadOnlyList<Limit> limits)
        : this(provider, new Dictionary<string, Lane>(StringComparer.Ordinal) { ["*"] = new(provider, limits) })
    {
    }

    /// <summary>
    /// Makes the lane of a model that <see cref="Lanes"/> does not name, always the same for the same model: for
    /// providers whose lanes cannot be listed, such as one for each web host. <value>The default is null: such a model
    /// is served by the lane <c>*</c>.</value>
    /// </summary>
    public Func<string, Lane>? Other { get; init; }

    /// <summary>
    /// Whether a call once sent goes on without whoever sent it and can be looked up later: a run that stops does not
    /// wait for it, but leaves it unknown and asks for it in its next life. <value>No.</value>
    /// </summary>
    public bool GoesOnAlone { get; init; }

    /// <summary>
    /// Where its key comes from, in the user's words, such as <c>env:OPENAI_API_KEY</c>: never the key itself.
    /// <value>Null: nobody said.</value>
    /// </summary>
    public string? KeyName { get; init; }

    /// <summary>The lane that serves a model.</summary>
    public Lane LaneOf(string model) =>
        Lanes.TryGetValue(model, out var lane) ? lane : Other is null ? Lanes["*"] : Other(model);
}
